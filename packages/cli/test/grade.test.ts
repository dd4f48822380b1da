import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  applyEdits,
  formatJson,
  formatJsonLines,
  parseJsonLines,
  runSchema,
  sha256,
  taskSchema,
  type Finding,
} from '@bebug/core';
import type { Bug } from '@bebug/core/truth';
import { createTwoFilesPatch } from 'diff';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bebug, bebugAnswering, keptFolder, SAMPLE } from './console.ts';

interface Grade {
  readonly finding: number;
  readonly bug: string;
  readonly fix: { readonly verdict: string; readonly why: string } | null;
  readonly trigger: { readonly verdict: string; readonly why: string } | null;
}

let folder: string;
let remove: () => Promise<void>;
let bugs: Bug[];
let run: object;

beforeAll(async () => {
  ({ folder, remove } = await keptFolder({
    'window.ts': SAMPLE['src/window.ts'],
    // Without a name of its own, a corpus has that of its folder, here a random one: with it come other bugs.
    'package.json': SAMPLE['package.json'],
  }));
  const argv = [
    'inject',
    'window.ts',
    '--out',
    'set',
    '--count',
    '5',
    '--seed',
    '5',
    '--tiers',
    'moderate',
    'hard',
    // The fixes below are written for bugs of these.
    '--operators',
    'guard-drop,conjunct-drop,comparison-flip,loop-bound-widen,slice-end-shift,range-check-drop,logic-swap,wrong-variable',
  ];
  expect((await bebug(folder, ...argv)).err).toBe('');
  bugs = JSON.parse((await bebug(folder, 'show', 'set', '--json')).out) as Bug[];
  await bebug(folder, 'detect', 'set', '--with', 'canned:silent', '--out', 'silent');
  run = runSchema.parse(JSON.parse(await readFile(join(folder, 'silent/run.json'), 'utf8')));
});

afterAll(() => remove());

const textOf = ({ task, file }: Bug): Promise<string> =>
  readFile(join(folder, 'set/tasks', task, file), 'utf8');

/** A run with one finding for each of these, on the bug's own lines. */
async function writeRun(
  name: string,
  given: readonly (Partial<Finding> & { readonly bug: Bug })[],
  detector = name,
): Promise<void> {
  const findings = given.map(({ bug, ...rest }): Finding => ({
    task: bug.task,
    file: bug.file,
    startLine: bug.mutated.startLine,
    endLine: bug.mutated.endLine,
    ...rest,
  }));
  const tasks = parseJsonLines(taskSchema, await readFile(join(folder, 'set/tasks.jsonl'), 'utf8'), 'tasks');
  const responses = tasks.map(({ id }) => ({
    task: id,
    status: 'answered',
    findings: findings.filter(({ task }) => task === id).length,
  }));
  await mkdir(join(folder, name));
  await writeFile(join(folder, name, 'run.json'), formatJson({ ...run, detector }));
  await writeFile(join(folder, name, 'findings.jsonl'), formatJsonLines(findings));
  await writeFile(join(folder, name, 'responses.jsonl'), formatJsonLines(responses));
}

/** Grades of such a run. */
async function grade(name: string, given: Parameters<typeof writeRun>[1]): Promise<Grade[]> {
  await writeRun(name, given);
  const { exitCode, err, out } = await bebug(folder, 'grade', 'set', name, '--json');
  expect([exitCode, err]).toEqual([0, '']);
  expect(await readFile(join(folder, name, 'grades.jsonl'), 'utf8')).toBe(out);
  return out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Grade);
}

test('the true fix of every bug mends it, as edits and as a diff, and its witness is a trigger', async () => {
  expect(bugs.length).toBeGreaterThan(3);
  const given = [];
  for (const [index, bug] of bugs.entries()) {
    const text = await textOf(bug);
    const mended = applyEdits(text, bug.fix);
    const diff = createTwoFilesPatch(`a/${bug.file}`, `b/${bug.file}`, text, mended, '', '');
    given.push({
      bug,
      fix: index % 2 === 0 ? bug.fix : diff,
      trigger: bug.witness.kind === 'input' ? bug.witness.call : 'none',
    });
  }
  for (const { fix, trigger } of await grade('true', given)) {
    expect(fix).toEqual({ verdict: 'mends', why: '' });
    expect(trigger).toEqual({ verdict: 'shows-it', why: '' });
  }
});

test('what mends nothing, breaks something or attacks the sandbox is said to', async () => {
  const inPages = bugs.find(({ enclosing }) => enclosing?.name === 'pageOf')!;
  const inCount = bugs.find(({ enclosing }) => enclosing?.name === 'countWithin')!;
  const text = await textOf(inPages);
  const at = (part: string, put: string): { start: number; end: number; text: string } => {
    const start = text.indexOf(part);
    expect([part, start >= 0]).toEqual([part, true]);
    return { start, end: start + part.length, text: put };
  };
  const body = (code: string): NonNullable<Finding['fix']> => {
    const start = text.indexOf('{', text.indexOf('pageOf')) + 1;
    return [{ start, end: start, text: code }];
  };
  const fixes: [string, NonNullable<Finding['fix']>, string][] = [
    ['nothing', [], 'does-not-apply'],
    [
      'another file',
      '--- a/../set/truth/bugs.jsonl\n+++ b/../set/truth/bugs.jsonl\n@@ -1 +1 @@\n-a\n+b\n',
      'does-not-apply',
    ],
    ['no code', body(' ((( '), 'does-not-parse'],
    ['a type error', body(' const wrong: string = 1; '), 'does-not-type-check'],
    ['a comment', body(' /* mended */ '), 'does-not-mend'],
    ['an answer that is always the same', body(' if (items.length >= 0) return []; '), 'does-not-mend'],
    ['an endless loop', body(' for (;;) if (page === 0.5) break; '), 'does-not-mend'],
    [
      'much memory',
      body(' const all: number[][] = []; while (page !== 0.5) all.push(new Array<number>(1e7).fill(1)); '),
      'does-not-mend',
    ],
    [
      'the bug mended, and another function broken',
      [...inPages.fix, at('return count;', 'return count + 1;')],
      'breaks-another',
    ],
  ];
  // One run each: a bug is found by one finding.
  const verdicts: [string, string][] = [];
  for (const [index, [what, fix]] of fixes.entries()) {
    const [only] = await grade(`bad-${index}`, [{ bug: inPages, fix }]);
    verdicts.push([what, only!.fix!.verdict]);
  }
  expect(verdicts).toEqual(fixes.map(([what, , verdict]) => [what, verdict]));

  const triggers: [string, string][] = [
    ['countWithin([], 0, 1)', 'shows-nothing'],
    ['process.exit(1)', 'ungraded'],
    ['It fails for an empty list.', 'ungraded'],
  ];
  const seen: [string, string][] = [];
  for (const [index, [trigger]] of triggers.entries()) {
    const [only] = await grade(`trigger-${index}`, [{ bug: inCount, trigger }]);
    seen.push([trigger, only!.trigger!.verdict]);
  }
  expect(seen).toEqual(triggers);
});

test('a set that was touched, and a run on another set, are not run', async () => {
  const path = join(folder, 'set/tasks', bugs[0]!.task, bugs[0]!.file);
  const before = await readFile(path, 'utf8');
  await writeFile(path, `${before}\n// touched\n`);
  const touched = await bebug(folder, 'grade', 'set', 'silent');
  await writeFile(path, before);
  expect([touched.exitCode, touched.err]).toEqual([
    2,
    expect.stringMatching(/^bebug: [^\n]+nothing of the set is run\.[^\n]+\n$/u),
  ]);
  await writeFile(join(folder, 'silent/run.json'), formatJson({ ...run, setHash: 'f'.repeat(64) }));
  const foreign = await bebug(folder, 'grade', 'set', 'silent');
  expect([foreign.exitCode, foreign.err]).toEqual([
    2,
    expect.stringMatching(/^bebug: The run of canned:silent was made on set f{12}/u),
  ]);
});

test(
  'a bug that the compiler finds is not mended by taking its code away',
  { timeout: 120_000 },
  async () => {
    const argv = ['--count', '3', '--seed', '2', '--allow-type-errors', '--tiers', 'easy', '--decoys', '0'];
    const operators = ['--operators', 'missing-paren,missing-closing-bracket,missing-operator'];
    expect((await bebug(folder, 'inject', 'window.ts', '--out', 'broken', ...argv, ...operators)).err).toBe(
      '',
    );
    const { out } = await bebug(folder, 'show', 'broken', '--json');
    const bug = (JSON.parse(out) as Bug[]).find(({ witness }) => witness.kind === 'parser')!;
    const text = await readFile(join(folder, 'broken/tasks', bug.task, bug.file), 'utf8');
    const lines = text.split('\n');
    const whole = { start: 0, end: text.length };
    const clean = applyEdits(text, bug.fix);
    const fixes: [string, string][] = [
      ['ungraded', lines.toSpliced(bug.mutated.startLine - 1, 1).join('\n')],
      ['does-not-mend', ''],
      ['does-not-mend', 'export const nothing = 1;\n'],
      ['mends', `// Mended.\n${clean}`],
    ];
    await bebug(folder, 'detect', 'broken', '--with', 'canned:silent', '--out', 'broken-silent');
    const own = runSchema.parse(JSON.parse(await readFile(join(folder, 'broken-silent/run.json'), 'utf8')));
    for (const [index, [verdict, put]] of fixes.entries()) {
      const name = `broken-${index}`;
      await mkdir(join(folder, name));
      const { task, file, mutated } = bug;
      const { startLine, endLine } = mutated;
      const finding = { task, file, startLine, endLine, fix: [{ ...whole, text: put }] };
      await writeFile(join(folder, name, 'run.json'), formatJson(own));
      await writeFile(join(folder, name, 'findings.jsonl'), formatJsonLines([finding]));
      await writeFile(
        join(folder, name, 'responses.jsonl'),
        formatJsonLines([{ task, status: 'answered', findings: 1 }]),
      );
      const graded = await bebug(folder, 'grade', 'broken', name, '--json');
      const [{ fix }] = graded.out
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Grade) as [Grade];
      expect([index, fix!.verdict]).toEqual([index, verdict]);
    }
  },
);

test('grades are on disk as soon as they are given, and a grader that was stopped goes on', async () => {
  const given = bugs.slice(0, 2).map((bug) => ({ bug, fix: bug.fix }));
  const full = await grade('unstopped', given);
  await writeRun('resumed', given);
  const path = join(folder, 'resumed/grades.partial.jsonl');
  const set = JSON.parse(await readFile(join(folder, 'resumed/run.json'), 'utf8')) as { setHash: string };
  // What an earlier sitting left: its word is taken for the same finding; another finding, and a line that was cut off, say nothing.
  const noted = { ...full[0]!, fix: { verdict: 'does-not-mend', why: 'said before' } };
  const keyOf = (fix: Finding['fix']): string =>
    sha256(JSON.stringify([set.setHash, given[0]!.bug.id, 0, fix, undefined]));
  const entries = [
    { key: keyOf(given[0]!.fix), grade: noted },
    { key: keyOf('another'), grade: { ...noted, finding: 1 } },
  ];
  await writeFile(path, `${formatJsonLines(entries)}{"key":"`);
  const { out, exitCode } = await bebug(folder, 'grade', 'set', 'resumed', '--json');
  expect(exitCode).toBe(0);
  expect(out).toBe(formatJsonLines([noted, full[1]!]));
  expect(await readFile(join(folder, 'resumed/grades.jsonl'), 'utf8')).toBe(out);
  await expect(readFile(path)).rejects.toThrow('ENOENT');
});

test('a person marks explanations blind, stops, and goes on where the last answer was', async () => {
  const [first, second] = [bugs[0]!, bugs[1]!];
  const hostile = 'Off by one.\u001B[31m\u202E\nThe last item is lost.';
  await writeRun(
    'one',
    [
      { bug: first, explanation: hostile },
      { bug: second, explanation: 'Something is odd here.', fix: second.fix },
    ],
    'secret-detector-a',
  );
  await writeRun('two', [{ bug: first, explanation: 'The bound is too small.' }], 'secret-detector-b');
  const argv = ['grade', 'set', 'one', 'two', '--by', 'ann'];

  const stopped = await bebugAnswering(['2', '1', '7', 'x', '0', '2', '1', 'q'], folder, ...argv);
  expect([stopped.exitCode, stopped.err]).toEqual([1, '']);
  expect(stopped.out).toContain('Answer 0, 1, 2 or q.');
  expect(stopped.out).toContain('Stopped: 2 are left');

  // A sitting that was cut off in the middle of a line: it is asked again, and nothing is written behind it.
  for (const name of ['one', 'two']) await appendFile(join(folder, name, 'marks.jsonl'), '{"finding":0,"bu');
  const finished = await bebugAnswering(['1', '1', '1', '1', '0', '0', '0', '0'], folder, ...argv);
  expect([finished.exitCode, finished.err, finished.questions.length]).toEqual([0, '', 8]);
  const [blind, summary] = finished.out.split(/(?=detector +findings)/u);
  const seen = stopped.out + blind!;
  for (const part of [first.explanation.mechanism, second.explanation.consequence, 'The last item is lost.'])
    expect(seen).toContain(part);
  // Edits are shown as the diff that they make.
  expect(seen).toMatch(/ {2}fix: ={10,}\n {2}--- a\/window\.ts\n/u);
  for (const hidden of ['secret-detector', '\u001B', '\u202E']) expect(seen).not.toContain(hidden);
  expect(summary).toMatch(/secret-detector-a +2 /u);
  expect(summary).toMatch(/secret-detector-b +1 /u);

  const marks = [];
  for (const name of ['one', 'two']) {
    const lines = (await readFile(join(folder, name, 'marks.jsonl'), 'utf8')).trimEnd().split('\n');
    marks.push(...lines.map((line) => JSON.parse(line) as Record<string, unknown>));
  }
  expect(
    marks
      .map(({ by, mechanism, trigger, consequence, fix }) => [by, mechanism, trigger, consequence, fix])
      .sort(),
  ).toEqual([
    ['ann', 0, 0, 0, 0],
    ['ann', 1, 1, 1, 1],
    ['ann', 2, 1, 0, 2],
  ]);
  const again = await bebugAnswering([], folder, ...argv);
  expect([again.exitCode, again.questions]).toEqual([0, []]);
  const other = await bebugAnswering([], folder, 'grade', 'set', 'two', '--by', 'bob');
  expect([other.exitCode, other.questions.length]).toEqual([1, 1]);
  const nobody = await bebug(folder, ...argv);
  expect([nobody.exitCode, nobody.err]).toEqual([2, expect.stringContaining('needs a terminal')]);
});
