import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatJsonLines, sha256, type Finding, type Grade } from '@bebug/core';
import { levelOf, scoresSchema, type Scorecard } from '@bebug/scorer';
import { expect, test } from 'vitest';
import { writeSyntheticRun, writeSyntheticSet } from '../../scorer/test/synthetic-files.ts';
import { syntheticSet, type SyntheticSet } from '../../scorer/test/synthetic-set.ts';
import { bebug, workFolder } from './console.ts';

const FAST = ['--draws', '20'];
const whole = syntheticSet({ bugTasks: 12 });

/** Half of the bugs, three lines below them, and one finding where nothing is. */
function findingsOn({ bugs, tasks }: SyntheticSet): Finding[] {
  const [first] = bugs as [SyntheticSet['bugs'][number]];
  const far = first.mutated.startLine > 20 ? 3 : 39;
  return [
    ...bugs
      .filter((_, index) => index % 2 === 0)
      .map(({ task, file, mutated }): Finding => {
        const length = tasks.find(({ id }) => id === task)!.lines;
        const line = Math.min(length, mutated.startLine + 3);
        return { task, file, startLine: line, endLine: line, confidence: 0.7 };
      }),
    { task: first.task, file: first.file, startLine: far, endLine: far, confidence: 0.2 },
  ];
}

async function setAndRun(set = whole): Promise<{ folder: string; findings: Finding[] }> {
  const folder = await workFolder();
  const findings = findingsOn(set);
  const hash = await writeSyntheticSet(set, join(folder, 'set'));
  await writeSyntheticRun(set, hash, findings, join(folder, 'run'));
  return { folder, findings };
}

async function scored(folder: string, ...more: string[]): Promise<Scorecard> {
  const { out, err, exitCode } = await bebug(folder, 'score', 'set', 'run', '--json', ...FAST, ...more);
  expect([exitCode, err]).toEqual([0, '']);
  return scoresSchema.parse(JSON.parse(out)).scorecards[0]!;
}

test('a report is written in the format that its name says', async () => {
  const { folder } = await setAndRun();
  const starts = {
    'a.html': '<!doctype html>',
    'a.md': '### bebug',
    'a.csv': 'detector,bug,',
    'a.json': '{\n  "format": "bebug-scores/1"',
    'a.sarif': '{\n  "$schema": "https://json.schemastore.org/sarif-2.1.0.json"',
    'a.mutation.json': '{\n  "schemaVersion": "2"',
  };
  for (const [name, start] of Object.entries(starts)) {
    expect(await bebug(folder, 'report', 'set', 'run', '--out', name, ...FAST)).toEqual({
      exitCode: 0,
      out: `${name}\n`,
      err: '',
    });
    expect((await readFile(join(folder, name), 'utf8')).startsWith(start)).toBe(true);
  }
  const refused = await bebug(folder, 'report', 'set', 'run', '--out', 'a.txt');
  expect(refused.exitCode).toBe(2);
  expect(refused.err).toMatch(/^bebug: The name of a\.txt says no format[^\n]+\n$/u);
  expect((await readdir(folder)).sort()).toEqual([...Object.keys(starts), 'run', 'set'].sort());
});

test('how exactly a finding must point is the user’s choice, and a sweep shows what hangs on it', async () => {
  const { folder } = await setAndRun();
  const near = levelOf(await scored(folder)).overall.found;
  expect(near).toBeGreaterThan(0);
  expect(levelOf(await scored(folder, '--within', '0')).overall.found).toBeLessThan(near);
  expect((await scored(folder, '--strictness', 'file')).method.strictness).toBe('file');

  const { out } = await bebug(folder, 'score', 'set', 'run', '--sweep', 'place', '--json');
  const rows = JSON.parse(out) as { setting: string; recall: number; rank: number }[];
  expect(rows.map(({ setting }) => setting)).toEqual([
    ...[0, 1, 2, 3, 5, 10].map((k) => `line, within ${k}`),
    'function',
    'file',
  ]);
  const recalls = rows.slice(0, 6).map(({ recall }) => recall);
  expect(recalls).toEqual(recalls.toSorted((a, b) => a - b));
  expect(recalls[3]).toBe(near / whole.bugs.length);
  expect(rows.every(({ rank }) => rank === 1)).toBe(true);
});

test('a sweep says of functions what the scorecard says, with the lines of grace that were chosen', async () => {
  const folder = await workFolder();
  const bug = whole.bugs.find(({ mutated }) => mutated.startLine < 10)!;
  // Seven lines below the function, which ends at line 20.
  const finding = { task: bug.task, file: bug.file, startLine: 27, endLine: 27 };
  const alone = { ...whole, bugs: [bug] };
  const hash = await writeSyntheticSet(alone, join(folder, 'set'));
  await writeSyntheticRun(alone, hash, [finding], join(folder, 'run'));
  const sweptAt = async (within: number): Promise<unknown> => {
    const grace = ['--within', `${within}`];
    const { out } = await bebug(folder, 'score', 'set', 'run', '--sweep', 'place', '--json', ...grace);
    const rows = JSON.parse(out) as { setting: string; recall: number }[];
    const card = await scored(folder, ...grace);
    expect(rows.map(({ setting }) => setting)).toContain(`line, within ${within}`);
    expect(rows.find(({ setting }) => setting === 'function')!.recall).toBe(
      levelOf(card, 'function').overall.recall.value,
    );
    return levelOf(card, 'function').overall.recall.value;
  };
  expect([await sweptAt(3), await sweptAt(7)]).toEqual([0, 1]);
});

test('a sweep over confidences keeps what is sure enough', async () => {
  const { folder } = await setAndRun();
  const { out } = await bebug(folder, 'score', 'set', 'run', '--sweep', 'confidence', '--json', ...FAST);
  const at = new Map(
    (JSON.parse(out) as { setting: string; precision: number | null }[]).map((row) => [
      row.setting,
      row.precision,
    ]),
  );
  expect(at.get('confidence ≥ 0.1')).toBeLessThan(1);
  expect(at.get('confidence ≥ 0.7')).toBe(1);
  expect(at.get('confidence ≥ 0.8')).toBeNull();
});

test('a defect that is confirmed counts neither way', async () => {
  const { folder, findings } = await setAndRun();
  const { task, file, startLine, endLine } = findings.at(-1)!;
  await writeFile(
    join(folder, 'known.jsonl'),
    formatJsonLines([{ task, file, startLine, endLine, by: 'ann' }]),
  );
  expect(levelOf(await scored(folder)).findings.falseAlarms).toBe(1);
  const card = await scored(folder, '--known', 'known.jsonl');
  expect(levelOf(card).findings).toMatchObject({ known: 1, falseAlarms: 0 });
  expect(card.realBugs.found).toBe(1);
  const hashOf = async (name: string): Promise<string> => sha256(await readFile(join(folder, name)));
  expect(card.method).toMatchObject({
    allowNoControls: false,
    sources: {
      findings: await hashOf('run/findings.jsonl'),
      known: await hashOf('known.jsonl'),
      twins: null,
    },
  });
  expect((await scored(folder)).method.sources.known).toBeNull();

  // Findings may lie in context files, so places that were judged may, too.
  const context = 'src/context.ts';
  const withContext = {
    ...whole,
    tasks: whole.tasks.map((one) => (one.id === task ? { ...one, context: [context] } : one)),
    taskTexts: new Map(
      [...whole.taskTexts].map(([id, texts]) => [id, new Map([...texts, [context, 'one;\ntwo;']])]),
    ),
  };
  const around = await setAndRun(withContext);
  await writeFile(
    join(around.folder, 'known.jsonl'),
    formatJsonLines([{ task, file: context, startLine: 1, endLine: 1 }]),
  );
  expect((await scored(around.folder, '--known', 'known.jsonl')).findings).toHaveLength(findings.length);

  await writeFile(join(folder, 'other.jsonl'), formatJsonLines([{ task, file: 'x.ts', startLine, endLine }]));
  const { exitCode, err } = await bebug(folder, 'score', 'set', 'run', '--known', 'other.jsonl');
  expect(exitCode).toBe(2);
  expect(err).toMatch(/^bebug: [^\n]*other\.jsonl names x\.ts of the task [^\n]+\n$/u);
});

test('without controls there is no precision, unless it is asked for', async () => {
  const { folder } = await setAndRun({ ...whole, controls: [] });
  const precisionsOf = (card: Scorecard): (number | null)[] => [
    levelOf(card).precision.value,
    card.confidence!.averagePrecision.value,
    ...card.confidence!.curve.map(({ precision }) => precision),
  ];
  const hidden = precisionsOf(await scored(folder));
  expect(hidden.length).toBeGreaterThan(3);
  expect(hidden.every((value) => value === null)).toBe(true);
  expect(precisionsOf(await scored(folder, '--allow-no-controls'))).not.toContain(null);

  const sweep = ['score', 'set', 'run', '--sweep', 'confidence', '--json', ...FAST];
  const { out } = await bebug(folder, ...sweep);
  expect((JSON.parse(out) as { precision: unknown }[]).every(({ precision }) => precision === null)).toBe(
    true,
  );
  await bebug(folder, 'report', 'set', 'run', '--out', 'a.html', ...FAST);
  expect(await readFile(join(folder, 'a.html'), 'utf8')).toContain('no precision is given');
});

test('what grading left beside a run is in the scorecard', async () => {
  const { folder } = await setAndRun();
  const { bug, finding } = (await scored(folder)).bugs.find(({ found }) => found)!;
  const grade: Grade = { finding: finding!, bug, fix: { verdict: 'mends', why: '' }, trigger: null };
  await writeFile(join(folder, 'run/grades.jsonl'), formatJsonLines([grade]));
  expect((await scored(folder)).explanations?.fixes).toMatchObject({ successes: 1, n: 1 });
  const { out } = await bebug(folder, 'score', 'set', 'run', ...FAST);
  expect(out).toContain('fixes that mend');
});
