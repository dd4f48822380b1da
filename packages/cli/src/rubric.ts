import { appendFile } from 'node:fs/promises';
import {
  BebugError,
  CRITERIA,
  marksSchema,
  randomStream,
  type Criterion,
  type Finding,
  type Marks,
} from '@bebug/core';
import type { Bug } from '@bebug/core/truth';
import type { Io } from './io.ts';
import { marksPath, readMarks } from './judgements.ts';
import { table } from './table.ts';

const QUESTIONS: Readonly<Record<Criterion, string>> = {
  mechanism: 'Does it say what is wrong in the code?',
  trigger: 'Does it say when the bug shows?',
  consequence: 'Does it say what then goes wrong?',
  fix: 'Would what it proposes mend it?',
};

/** A finding that found a bug, and the run that it is from: the grader is not told which. */
export interface Gradable {
  readonly runFolder: string;
  readonly detector: string;
  readonly index: number;
  readonly finding: Finding;
  readonly bug: Bug;
}

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
  const told = gradable.filter(({ finding }) => finding.explanation !== undefined);
  const marked = await marksOf(told, by);
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
  await io.out(`\n${summary(told, marked, io)}`);
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

/** Means of all marks that anybody gave to the explanations of a run; `null` where nobody did. */
export async function meanMarks(
  runFolder: string,
): Promise<{ readonly explanations: number; readonly means: Readonly<Record<Criterion, number>> } | null> {
  const marks = await readMarks(runFolder);
  if (marks.length === 0) return null;
  return {
    explanations: new Set(marks.map(({ finding }) => finding)).size,
    means: Object.fromEntries(CRITERIA.map((name) => [name, meanOf(marks, name)])) as Record<Criterion, number>,
  };
}

function meanOf(marks: readonly Marks[], name: Criterion): number {
  return marks.reduce((sum, one) => sum + one[name], 0) / marks.length;
}

function description({ finding, bug }: Gradable): string {
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
    ...(typeof finding.fix === 'string' ? [`  fix: ${harmless(finding.fix)}`] : []),
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

/** Whose explanations were how good: shown only when nothing is left to mark. */
function summary(gradable: readonly Gradable[], marked: ReadonlyMap<string, Marks>, io: Io): string {
  const byRun = Map.groupBy(gradable, ({ runFolder }) => runFolder);
  return table(
    ['detector', 'findings', ...CRITERIA, 'of 8'],
    [...byRun].map(([folder, findings]) => {
      const marks = findings.map(({ index }) => marked.get(`${folder}\n${index}`)!);
      const means = CRITERIA.map((name) => meanOf(marks, name));
      return [
        findings[0]!.detector.slice(0, 40),
        `${marks.length}`,
        ...means.map((value) => value.toFixed(2)),
        means.reduce((sum, value) => sum + value, 0).toFixed(2),
      ];
    }),
    io,
  );
}
