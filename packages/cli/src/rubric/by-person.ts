import { appendFile } from 'node:fs/promises';
import { BebugError, CRITERIA, marksSchema, randomStream, type Criterion, type Marks } from '@bebug/core';
import type { Io } from '../io.ts';
import { marksPath, readMarks } from '../judgements.ts';
import { dropTornLine } from '../whole-lines.ts';
import { QUESTIONS, toldOf, type Gradable } from './gradable.ts';
import { summary } from './summary.ts';

/**
 * Ask a person for marks, 0 to 2 for each part of an explanation. Blind: findings of all runs come in one order that is drawn by lot, and
 * nothing says whose they are, until all are marked. Every answer is on disk before the next question, in `RUN/marks.jsonl`; the same
 * command goes on where the last one stopped.
 * @returns whether all are marked now
 */
export async function fillInRubric(
  gradable: readonly Gradable[],
  { by, seed }: { readonly by: string; readonly seed: number },
  io: Io,
): Promise<boolean> {
  const { ask } = io;
  if (ask === null) throw new BebugError('usage', '--by asks a person: it needs a terminal.');
  const told = toldOf(gradable);
  const marked = await marksOf(told, by);
  for (const folder of new Set(told.map(({ runFolder }) => runFolder))) await dropTornLine(marksPath(folder));
  const order = randomStream(seed, 'rubric', by).shuffle(told);
  const open = order.filter(({ runFolder, index }) => !marked.has(`${runFolder}\n${index}`));
  for (const [at, one] of open.entries()) {
    await io.out(`\n${at + 1} of ${open.length}\n${description(one)}`);
    const marks: Partial<Record<Criterion, number>> = {};
    for (const name of CRITERIA) {
      const mark = await askMark(`${name}: ${QUESTIONS[name]} [0 no, 1 partly, 2 yes, q stop] `, ask, io);
      if (mark === null) {
        await io.out(`\nStopped: ${open.length - at} are left; the same command goes on.\n`);
        return false;
      }
      marks[name] = mark;
    }
    const line = marksSchema.parse({ finding: one.index, bug: one.bug.id, by, ...marks });
    await appendFile(marksPath(one.runFolder), `${JSON.stringify(line)}\n`);
    marked.set(`${one.runFolder}\n${one.index}`, line);
  }
  await io.out(`\n${summary(told, ({ runFolder, index }) => marked.get(`${runFolder}\n${index}`)!, io)}`);
  return true;
}

async function marksOf(gradable: readonly Gradable[], by: string): Promise<Map<string, Marks>> {
  const marked = new Map<string, Marks>();
  for (const folder of new Set(gradable.map(({ runFolder }) => runFolder))) {
    for (const marks of await readMarks(folder))
      if (marks.by === by) marked.set(`${folder}\n${marks.finding}`, marks);
  }
  return marked;
}

function description({ finding, bug, fix: proposed }: Gradable): string {
  const { mechanism, trigger, consequence, fix } = bug.explanation;
  return [
    `The bug: ${bug.title} — ${bug.file}, line ${bug.mutated.startLine}`,
    `  mechanism    ${mechanism}`,
    `  trigger      ${trigger}`,
    `  consequence  ${consequence}`,
    `  fix          ${fix}`,
    `The finding, on lines ${finding.startLine}–${finding.endLine}:`,
    `  ${harmless(finding.explanation!)}`,
    ...(finding.trigger === undefined ? [] : [`  trigger: ${harmless(finding.trigger)}`]),
    ...(proposed === undefined ? [] : [`  fix: ${harmless(proposed)}`]),
    '',
  ].join('\n');
}

/** Text of a stranger, without what a terminal would obey; its lines stay. */
function harmless(text: string): string {
  return text
    .split(/\r?\n/u)
    .map((line) => line.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\uFFFD'))
    .join('\n  ');
}

async function askMark(question: string, ask: NonNullable<Io['ask']>, io: Io): Promise<number | null> {
  for (;;) {
    const answer = (await ask(question))?.trim().toLowerCase() ?? 'q';
    if (answer === 'q') return null;
    if (/^[012]$/u.test(answer)) return Number(answer);
    await io.out('Answer 0, 1, 2 or q.\n');
  }
}
