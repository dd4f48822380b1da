import { applyEdits } from '@bebug/core';
import { ESLint } from 'eslint';
import { expect, test } from 'vitest';
import { complaint, FIRST, imported, places, TASKS } from '../../test/imported.ts';
import { taskOf } from '../../test/task-of.ts';

const message = {
  ruleId: 'eqeqeq',
  severity: 2,
  message: 'Expected  ===.',
  line: 3,
  column: 5,
  endLine: 3,
  endColumn: 7,
};
const report = (...messages: object[]): string =>
  JSON.stringify([{ filePath: `/w/tasks/${FIRST}/src/a.ts`, messages, suppressedMessages: [] }]);

test('what ESLint itself writes is read, fixes and all', async () => {
  const text = 'var s = "é👍";\nif (s == null) s = 1;\n// eslint-disable-next-line no-var\nvar t = 2;\n';
  const eslint = new ESLint({
    overrideConfigFile: true,
    overrideConfig: [{ rules: { 'no-var': 'warn', eqeqeq: 'error' } }],
  });
  const results = await eslint.lintText(text, { filePath: 'src/a.js' });
  const tasks = [taskOf({ 'src/a.js': text })];
  const json = await (await eslint.loadFormatter('json')).format(results);
  const { findings, unplaced, run } = imported('eslint', json, { tasks });
  expect(findings.map(({ startLine, category, severity }) => [startLine, category, severity])).toEqual([
    [1, 'no-var', 'warning'],
    [2, 'eqeqeq', 'error'],
  ]);
  const fix = findings[0]!.fix as { start: number; end: number; text: string }[];
  expect(applyEdits(text, fix).split('\n')[0]).toBe('let s = "é👍";');
  expect(unplaced.map(({ reason }) => reason)).toEqual(['it is suppressed']);
  expect([run.detector, run.version]).toEqual(['eslint', 'unknown']);
  const metadata = await (await eslint.loadFormatter('json-with-metadata')).format(results);
  expect(imported('eslint', metadata, { tasks }).findings).toEqual(findings);
});

test.for<[string, object, string]>([
  ['a place', message, '3-3'],
  ['an end at the start of the next line', { ...message, endLine: 5, endColumn: 1 }, '3-4'],
  ['no end', { ...message, endLine: undefined, endColumn: undefined }, '3-3'],
  ['an end before its start', { ...message, endLine: 1 }, '3-3'],
  ['no line', { ruleId: 'x', severity: 1, message: 'whole file' }, '1-21'],
  ['line 0', { ...message, line: 0 }, '1-21'],
  ['a line past the end', { ...message, line: 900, endLine: 900 }, '900-900'],
])('a message with %s', ([, one, lines]) => {
  expect(places(imported('eslint', report(one)))).toEqual([`1:src/a.ts:${lines}`]);
});

test('a file that does not parse is an error of its own', () => {
  const { findings } = imported(
    'eslint',
    report({ ruleId: null, fatal: true, severity: 2, message: 'Parsing error', line: 1 }),
  );
  expect(findings[0]).toMatchObject({ category: 'parse-error', severity: 'error' });
});

test('a file that ESLint ignored, or was not asked about, is not attempted', () => {
  const ignored = {
    ruleId: null,
    severity: 1,
    fatal: false,
    message: 'File ignored because of a matching ignore pattern.',
  };
  const text = JSON.stringify([
    { filePath: 'src/a.ts', messages: [ignored] },
    { filePath: 'src/b.ts', messages: [] },
  ]);
  const { responses, unplaced, findings } = imported('eslint', text);
  expect(responses).toEqual([{ task: TASKS[1]!.task.id, status: 'answered', findings: 0 }]);
  expect(unplaced).toMatchObject([
    { at: '0.messages.0', path: 'src/a.ts', reason: 'ESLint ignored the file' },
  ]);
  expect(findings).toEqual([]);
});

test('a fix outside the file is left out and counted, its finding is not', () => {
  const { findings, lostFixes } = imported(
    'eslint',
    report({ ...message, fix: { range: [9000, 9001], text: '' } }),
  );
  expect([findings.length, findings[0]!.fix, lostFixes]).toEqual([1, undefined, 1]);
});

test.for<[string, string, RegExp]>([
  ['cut off', '[{"filePath":"a.ts","messages":[', /report is not JSON at line 1, column 33: /u],
  ['without messages', '[{"filePath":"a.ts"}]', /at 0\.messages: /u],
  ['with a line of another type', report({ ...message, line: '3' }), /at 0\.messages\.0\.line: /u],
  [
    'with a broken fix',
    report({ ...message, fix: { range: [5], text: '' } }),
    /at 0\.messages\.0\.fix\.range/u,
  ],
  ['the text of a terminal', '/w/a.ts\n  1:1  error  x', /report is not JSON at line 1, column 1: /u],
  ['metadata without results', '{"metadata":{}}', /at results: /u],
])('a report that is %s is refused with the place', ([, text, sentence]) => {
  expect(complaint('eslint', text)).toMatch(sentence);
});
