import type { Finding } from '@bebug/core';
import { expect, test } from 'vitest';
import { complaint, FIRST, imported, SECOND } from '../../test/imported.ts';

const finding: Finding = {
  task: SECOND,
  file: 'src/shared.ts',
  startLine: 2,
  endLine: 4,
  category: 'boundary',
  cwe: 193,
  severity: 'error',
  explanation: 'one  too many',
  confidence: 0.25,
  trigger: 'f([])',
  fix: [{ start: 0, end: 1, text: 'x' }],
  elapsedMs: 12,
};
const lines = (...items: object[]): string => items.map((item) => JSON.stringify(item)).join('\n');

test('a finding comes through as it is', () => {
  const diff = { ...finding, fix: '--- a/x\n+++ b/x\n' };
  expect(imported('jsonl', lines(finding, diff)).findings).toEqual([finding, diff]);
});

test('the task may be told by the path', () => {
  const rest: Omit<Finding, 'task'> & { task?: string } = { ...finding };
  delete rest.task;
  const { findings } = imported('jsonl', lines({ ...rest, file: `tasks/${FIRST}/src/shared.ts` }));
  expect(findings[0]).toEqual({ ...finding, task: FIRST });
});

test('findings stand in the order of the tasks, and within them as they came', () => {
  const { findings } = imported(
    'jsonl',
    lines(finding, { ...finding, task: FIRST }, { ...finding, startLine: 1 }),
  );
  expect(findings.map(({ task, startLine }) => [task, startLine])).toEqual([
    [FIRST, 2],
    [SECOND, 2],
    [SECOND, 1],
  ]);
});

test.for<[string, object, RegExp]>([
  [
    'an unknown key',
    { ...finding, line: 3 },
    /report:2 has not the expected format: Unrecognized key: "line"/u,
  ],
  ['no lines', { file: 'a.ts' }, /report:2 has not the expected format at startLine/u],
  [
    'an end before its start',
    { ...finding, endLine: 1 },
    /report:2 has not the expected format at endLine: ends before it starts/u,
  ],
  ['a confidence above 1', { ...finding, confidence: 7 }, /report:2 .* at confidence/u],
])('a line with %s is refused with its number', ([, broken, sentence]) => {
  expect(complaint('jsonl', lines(finding, broken))).toMatch(sentence);
});

test('a finding on a task of another set is named', () => {
  const { unplaced } = imported('jsonl', lines(finding, { ...finding, task: 't-ffffffffffff' }));
  expect(unplaced).toEqual([
    { report: 'report', at: 'line 2', path: 'src/shared.ts', reason: 'the set has no task "t-ffffffffffff"' },
  ]);
});
