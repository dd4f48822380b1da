import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findingSchema, responseSchema, runSchema } from '@bebug/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { complaint, FIRST, imported, places, SECOND } from '../../test/imported.ts';
import { temporaryFolder } from '../../test/set-folder.ts';
import { IMPORT_FORMATS, readReport, readRun, writeRun } from '../index.ts';

const line = (file: string, startLine = 1): string =>
  `${JSON.stringify({ file, startLine, endLine: startLine })}\n`;
const answered = (...args: Parameters<typeof imported>): string[] =>
  imported(...args).responses.map(({ task }) => task);

describe('tasks count as answered', () => {
  test('all of them, where a format cannot say it', () => {
    expect(answered('jsonl', line('src/a.ts'))).toEqual([FIRST, SECOND]);
    expect(answered('jsonl', '')).toEqual([FIRST, SECOND]);
  });

  test('the one that a report is named for, or that --task names', () => {
    const files = [{ name: `/r/${SECOND}.jsonl`, text: line('src/shared.ts', 4) }];
    const result = imported('jsonl', '', { files });
    expect(result.responses).toEqual([{ task: SECOND, status: 'answered', findings: 1 }]);
    expect(places(result)).toEqual(['2:src/shared.ts:4-4']);
    expect(answered('jsonl', line('src/shared.ts'), { task: FIRST })).toEqual([FIRST]);
  });

  test('those of --only-tasks and no others; findings elsewhere are named', () => {
    const result = imported('jsonl', line('src/a.ts') + line('src/b.ts'), { onlyTasks: [SECOND] });
    expect(result.responses).toEqual([{ task: SECOND, status: 'answered', findings: 1 }]);
    expect(result.unplaced.map(({ path, reason }) => [path, reason])).toEqual([
      ['src/a.ts', `the task ${FIRST} is not among --only-tasks`],
    ]);
  });

  test('never a task that the set has not', () => {
    expect(complaint('jsonl', '', { onlyTasks: ['t-9'] })).toMatch(/^usage 2: The set has no task "t-9"/u);
    expect(complaint('jsonl', '', { task: 't-9' })).toMatch(/^usage 2: The set has no task "t-9"/u);
  });
});

test('several reports make one run, which says what it was made from', () => {
  const files = [
    { name: '/secret/folder/one.jsonl', text: line('src/a.ts') },
    { name: 'two.jsonl', text: line('src/b.ts') },
  ];
  const { run, findings } = imported('jsonl', '', { files, tool: 'me', version: '7', base: '/w' });
  expect(findings).toHaveLength(2);
  expect([run.detector, run.version]).toEqual(['me', '7']);
  expect(run.settings['imported']).toMatchObject({
    format: 'jsonl',
    base: '/w',
    unplaced: 0,
    files: [{ name: 'one.jsonl' }, { name: 'two.jsonl' }],
  });
  expect(JSON.stringify(run)).not.toContain('secret');
});

test('a run is written whole and read back; the folder must be empty', async () => {
  const folder = await temporaryFolder();
  const result = imported('jsonl', line('src/a.ts') + line('src/none.ts'));
  await writeRun(join(folder, 'run'), result, { 'unplaced.jsonl': 'x\n' });
  expect(await readRun(join(folder, 'run'))).toEqual({
    run: result.run,
    findings: result.findings,
    responses: result.responses,
  });
  expect(await readFile(join(folder, 'run/unplaced.jsonl'), 'utf8')).toBe('x\n');
  await expect(writeRun(join(folder, 'run'), result)).rejects.toMatchObject({ code: 'output-exists' });
  await writeFile(join(folder, 'file'), '');
  await expect(writeRun(join(folder, 'file'), result)).rejects.toMatchObject({ code: 'output-exists' });
  await mkdir(join(folder, 'empty'));
  await writeRun(join(folder, 'empty'), result);
  expect((await readdir(folder)).toSorted()).toEqual(['empty', 'file', 'run']);
});

test('what one cannot read is refused: nothing there, a folder, too much, no text', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'large'), 'x'.repeat(2 * 1024 * 1024));
  await writeFile(join(folder, 'binary'), Buffer.from([0x89, 0x50, 0xff]));
  await expect(readReport(join(folder, 'none'))).rejects.toMatchObject({ code: 'file-missing' });
  await expect(readReport(folder)).rejects.toMatchObject({ code: 'file-format' });
  await expect(readReport(join(folder, 'large'), 1024 * 1024)).rejects.toThrow(/larger than 1 MiB/u);
  await expect(readReport(join(folder, 'binary'))).rejects.toThrow(/not UTF-8/u);
});

test('a byte-order mark is no part of a report, and what PowerShell redirects is read', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'bom'), '\uFEFF[]');
  await writeFile(join(folder, 'utf16'), Buffer.from('\uFEFFsrc/a.ts(1,1): error TS1: é', 'utf16le'));
  expect(await readReport(join(folder, 'bom'))).toBe('[]');
  expect(await readReport(join(folder, 'utf16'))).toBe('src/a.ts(1,1): error TS1: é');
});

test('no reader breaks on a broken report: it is read, or refused in one sentence', () => {
  const samples: Record<string, string> = {
    sarif: JSON.stringify({
      version: '2.1.0',
      runs: [
        {
          tool: { driver: { name: 'x' } },
          results: [
            {
              message: {},
              locations: [
                { physicalLocation: { artifactLocation: { uri: 'src/a.ts' }, region: { startLine: 1 } } },
              ],
            },
          ],
        },
      ],
    }),
    eslint: JSON.stringify([
      { filePath: 'src/a.ts', messages: [{ ruleId: 'x', severity: 1, message: 'm', line: 1 }] },
    ]),
    tsc: 'src/a.ts(1,1): error TS1: x\n',
    'github-review': JSON.stringify([{ path: 'src/a.ts', line: 1, body: 'x' }]),
    patch: '--- a/src/a.ts\n+++ b/src/a.ts\n@@ -1,2 +1,2 @@\n-a\n+b\n c\n',
    rdjson: JSON.stringify({
      diagnostics: [{ message: 'x', location: { path: 'src/a.ts', range: { start: { line: 1 } } } }],
    }),
    rdjsonl: JSON.stringify({ message: 'x', location: { path: 'src/a.ts' } }),
    jsonl: JSON.stringify({ file: 'src/a.ts', startLine: 1, endLine: 1 }),
  };
  expect(Object.keys(samples)).toEqual(Object.keys(IMPORT_FORMATS));
  for (const [format, sample] of Object.entries(samples)) {
    expect([format, imported(format, sample).findings.length]).toEqual([format, 1]);
    fc.assert(
      fc.property(
        fc.nat(sample.length),
        fc.nat(12),
        fc.string({ unit: 'binary', maxLength: 6 }),
        (at, length, junk) => {
          const broken = sample.slice(0, at) + junk + sample.slice(at + length);
          const sentence = complaint(format, broken);
          expect(sentence).toMatch(/^(?:no complaint|(?:file-format|usage) 2: [^\n]+)$/u);
          if (sentence !== 'no complaint') return;
          const { run, findings, responses } = imported(format, broken);
          runSchema.parse(run);
          for (const finding of findings)
            expect(findingSchema.parse(finding).endLine).toBeGreaterThanOrEqual(finding.startLine);
          for (const response of responses) responseSchema.parse(response);
        },
      ),
      { numRuns: 300 },
    );
  }
});
