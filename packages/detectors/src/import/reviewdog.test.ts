import { applyEdits } from '@bebug/core';
import { expect, test } from 'vitest';
import { complaint, imported, places } from '../../test/imported.ts';
import { taskOf } from '../../test/task-of.ts';

const range = (line: number, column?: number, endLine?: number, endColumn?: number): object => ({
  start: { line, column },
  ...(endLine !== undefined && { end: { line: endLine, column: endColumn } }),
});
const diagnostic = {
  message: 'wrong',
  location: { path: 'src/a.ts', range: range(3, 1) },
  severity: 'ERROR',
};
const line = (...diagnostics: object[]): string => diagnostics.map((one) => JSON.stringify(one)).join('\n');

test('a result gives its diagnostics what they do not say themselves', () => {
  const text = JSON.stringify({
    source: { name: 'super lint', url: 'https://example.org' },
    severity: 'WARNING',
    diagnostics: [
      { ...diagnostic, severity: undefined, code: { value: 'RULE1' } },
      { ...diagnostic, source: { name: 'other' }, severity: 3 },
    ],
  });
  const { run, findings } = imported('rdjson', text);
  expect(run.detector).toBe('super lint + other');
  expect(findings).toMatchObject([
    { category: 'RULE1', severity: 'warning', explanation: 'RULE1: wrong' },
    { severity: 'info', explanation: 'wrong' },
  ]);
});

test.for<[string, object | undefined, string]>([
  ['a line', range(3), '3-3'],
  ['a place', range(3, 4), '3-3'],
  ['lines', range(3, undefined, 5), '3-5'],
  ['an end at the first column of the next line', range(3, 1, 5, 1), '3-4'],
  ['no range: the whole file', undefined, '1-21'],
])('the range is %s', ([, where, lines]) => {
  const text = line({ ...diagnostic, location: { path: 'src/a.ts', range: where } });
  expect(places(imported('rdjsonl', text))).toEqual([`1:src/a.ts:${lines}`]);
});

test('columns of a suggestion are bytes', () => {
  const code = 'const s = "é👍"; a();\n';
  const suggestions = [
    { range: range(1, 21, 1, 22), text: 'b' },
    { range: range(1, 1, 1, 2), text: 'x' },
  ];
  const { findings } = imported('rdjsonl', line({ ...diagnostic, suggestions }), {
    tasks: [taskOf({ 'src/a.ts': code })],
  });
  expect(applyEdits(code, findings[0]!.fix as [])).toBe('const s = "é👍"; b();\n');
});

test('a diagnostic without a place is named by its line', () => {
  const { unplaced } = imported('rdjsonl', `${line(diagnostic)}\n\n${line({ message: 'general' })}\n`);
  expect(unplaced).toEqual([{ report: 'report', at: 'line 3', path: null, reason: 'it names no place' }]);
});

test.for<[string, string, string, RegExp]>([
  ['rdjson', 'a list', '[]', /^file-format 2: report has not the expected format/u],
  ['rdjson', 'with an unknown severity', JSON.stringify({ severity: 'FATAL' }), /at severity/u],
  [
    'rdjson',
    'with a line 0',
    JSON.stringify({ diagnostics: [{ ...diagnostic, location: { path: 'a', range: range(0) } }] }),
    /at diagnostics\.0\.location\.range\.start\.line: /u,
  ],
  [
    'rdjson',
    'with an end before its start',
    JSON.stringify({ diagnostics: [{ ...diagnostic, location: { path: 'a', range: range(3, 1, 2, 1) } }] }),
    /at diagnostics\.0\.location\.range: ends before it starts/u,
  ],
  [
    'rdjsonl',
    'with a broken line',
    `${line(diagnostic)}\n{"message":`,
    /report:2 is not JSON at column 12: value expected/u,
  ],
  [
    'rdjsonl',
    'with a line of another type',
    `${line(diagnostic)}\n7\n`,
    /report:2 has not the expected format/u,
  ],
])('%s: %s is refused with the place', ([format, , text, sentence]) => {
  expect(complaint(format, text)).toMatch(sentence);
});
