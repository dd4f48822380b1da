import { appendFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  formatJson,
  formatJsonLines,
  randomStream,
  type Finding,
  type Response,
  type Run,
} from '@bebug/core';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../test/set-folder.ts';
import { readRun, type RunRecord } from './run-record.ts';
import { openRun } from './run-stream.ts';

const TASK = 't-000000000001';
const RUN: Run = {
  format: 'bebug-run/1',
  detector: 'd',
  version: '1',
  settings: {},
  promptHash: null,
  setHash: 'a'.repeat(64),
  started: '2026-01-01T00:00:00.000Z',
  finished: '2026-01-01T00:00:01.000Z',
  tokens: null,
  cost: null,
};
const FINDING: Finding = { task: TASK, file: 'a.ts', startLine: 1, endLine: 2 };
const RESPONSE: Response = { task: TASK, status: 'answered', findings: 1 };

async function runFolder(change: Partial<Run> = {}): Promise<string> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'run.json'), formatJson({ ...RUN, ...change }));
  await writeFile(join(folder, 'findings.jsonl'), formatJsonLines([FINDING]));
  await writeFile(join(folder, 'responses.jsonl'), formatJsonLines([RESPONSE]));
  return folder;
}

/** The same run through `openRun`. */
async function streamed(folder: string, first: readonly string[] = []): Promise<RunRecord> {
  await using stream = await openRun(folder);
  const indexed = [];
  for await (const findings of stream.tasks(new Set(first))) indexed.push(...findings);
  const findings = indexed.toSorted((a, b) => a.index - b.index).map(({ finding }) => finding);
  return { run: stream.run, responses: stream.responses, findings };
}

test('a run is read as it was written', async () => {
  expect(await readRun(await runFolder())).toEqual({ run: RUN, findings: [FINDING], responses: [RESPONSE] });
});

test.for<[string, string, RegExp, (folder: string) => Promise<void>]>([
  ['no run.json', 'file-missing', /run\.json/u, (folder) => rm(join(folder, 'run.json'))],
  ['no findings', 'file-missing', /findings\.jsonl/u, (folder) => rm(join(folder, 'findings.jsonl'))],
  [
    'a folder for its findings',
    'file-format',
    /findings\.jsonl is a folder/u,
    async (folder) => {
      await rm(join(folder, 'findings.jsonl'));
      await mkdir(join(folder, 'findings.jsonl'));
    },
  ],
  [
    'another format',
    'file-format',
    /run\.json .* at format/u,
    (folder) => writeFile(join(folder, 'run.json'), formatJson({ ...RUN, format: 'bebug-set/1' })),
  ],
  [
    'a truth record among the findings',
    'file-format',
    /findings\.jsonl:2 /u,
    (folder) =>
      appendFile(
        join(folder, 'findings.jsonl'),
        formatJsonLines([{ ...FINDING, operator: 'off-by-one', tier: 'hard' }]),
      ),
  ],
  [
    'a line that is torn in a finished run',
    'file-format',
    /findings\.jsonl:2 is not JSON/u,
    (folder) => appendFile(join(folder, 'findings.jsonl'), '{"task":'),
  ],
  [
    'a finding too many',
    'file-format',
    /2 findings .* not the 1/u,
    (folder) => appendFile(join(folder, 'findings.jsonl'), formatJsonLines([FINDING])),
  ],
  [
    'a finding without a response',
    'file-format',
    /which has no response/u,
    (folder) => appendFile(join(folder, 'findings.jsonl'), formatJsonLines([{ ...FINDING, task: 't-2' }])),
  ],
  [
    'two responses to one task',
    'file-format',
    /two responses/u,
    (folder) => appendFile(join(folder, 'responses.jsonl'), formatJsonLines([RESPONSE])),
  ],
])('a run with %s is %s', async ([, code, message, harm]) => {
  const folder = await runFolder();
  await harm(folder);
  for (const read of [readRun, streamed]) {
    await expect(read(folder)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message) as string,
    });
  }
});

test('a truth file given as a run is refused with file and line', async () => {
  const file = join(await temporaryFolder(), 'bugs.jsonl');
  await writeFile(file, '{"id":"b-1"}\n');
  await expect(readRun(file)).rejects.toMatchObject({
    code: 'file-format',
    message: expect.stringContaining(`${file}:1 `) as string,
  });
});

test('of an interrupted run, only what is vouched for counts', async () => {
  const folder = await runFolder({ finished: null });
  await appendFile(
    join(folder, 'findings.jsonl'),
    `${formatJsonLines([{ ...FINDING, task: 't-2' }])}{"task":`,
  );
  await appendFile(join(folder, 'responses.jsonl'), '{"task":"t-2","status"');
  expect(await readRun(folder)).toMatchObject({ findings: [FINDING], responses: [RESPONSE] });
  expect(await streamed(folder)).toEqual(await readRun(folder));
});

test('a run that was interrupted before its first answer is empty, not broken', async () => {
  const folder = await runFolder({ finished: null });
  await rm(join(folder, 'findings.jsonl'));
  await rm(join(folder, 'responses.jsonl'));
  expect(await readRun(folder)).toMatchObject({ findings: [], responses: [] });
  expect(await streamed(folder)).toEqual(await readRun(folder));
});

test('task by task, whatever the order of the lines, each finding comes once and knows its place', async () => {
  const folder = await runFolder();
  const tasks = ['t-1', 't-2', 't-3'];
  const random = randomStream(4, 'lines');
  // Longer than what is read ahead, with letters of several bytes.
  const findings = Array.from({ length: 400 }, (_, index): Finding => ({
    ...FINDING,
    task: tasks[random.integer(0, 2)]!,
    explanation: `${index} ${'größer — '.repeat(random.integer(0, 700))}`,
  }));
  const counts = tasks.map((task): Response => ({
    task,
    status: 'answered',
    findings: findings.filter((finding) => finding.task === task).length,
  }));
  await writeFile(join(folder, 'findings.jsonl'), `\n${formatJsonLines(findings)}`);
  await writeFile(join(folder, 'responses.jsonl'), formatJsonLines(counts));
  expect(await streamed(folder)).toEqual(await readRun(folder));

  await using stream = await openRun(folder);
  const seen: string[] = [];
  for await (const part of stream.tasks(new Set(['t-3']))) {
    seen.push(part[0]!.finding.task);
    expect(new Set(part.map(({ finding }) => finding.task)).size).toBe(1);
    for (const { finding, index } of part) expect(finding).toEqual(findings[index]);
  }
  for (const task of ['t-2', 't-1', 't-2', 't-9'])
    expect((await stream.on(task)).map(({ finding }) => finding)).toEqual(
      findings.filter((finding) => finding.task === task),
    );
  expect(seen[0]).toBe('t-3');
  expect(seen.toSorted()).toEqual(tasks);
});
