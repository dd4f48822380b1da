import type { Finding } from '@bebug/core';
import { expect, test } from 'vitest';
import { anchoredFinding, toldMove } from './anchored-finding.ts';
import { checkRun } from './score-input.ts';
import { sourceClusters } from './source-clusters.ts';
import { isAllowed, PLACES, STRICTNESS } from './strictness.ts';
import type { Verdict } from './verdict.ts';

const texts = new Map([['t', new Map([['a.ts', 'one();\ntwo();\nthree();\n']])]]);
const at = (startLine: number, endLine: number, anchorText?: string): Finding => ({
  ...{ task: 't', file: 'a.ts', startLine, endLine },
  ...(anchorText !== undefined && { anchorText }),
});

test('a finding goes to where its anchor text stands, and remembers what it named', () => {
  expect(anchoredFinding(at(1, 2, 'two();'), texts)).toEqual({
    ...at(2, 3, 'two();'),
    claimed: { startLine: 1, endLine: 2 },
  });
  const elsewhere = [
    { ...at(1, 1, 'two();'), file: 'b.ts' },
    { ...at(1, 1, 'two();'), task: 'u' },
  ];
  for (const finding of [at(1, 2), at(2, 2, 'two();'), at(1, 2, 'four();'), ...elsewhere])
    expect(anchoredFinding(finding, texts)).toBe(finding);
});

test('a move is told behind the verdict', () => {
  const verdict = { verdict: 'match', text: 'Found.' } as Verdict;
  expect(toldMove(verdict, {})).toBe(verdict);
  expect(toldMove(verdict, { claimed: { startLine: 1, endLine: 2 } })).toEqual({
    verdict: 'match',
    text: 'Found. It named lines 1–2, and was moved to where its anchor text stands.',
  });
});

test('a run on another set is refused with both hashes, short', () => {
  const run = { detector: 'd', setHash: 'a'.repeat(64) } as Parameters<typeof checkRun>[0];
  expect(() => checkRun(run, 'b'.repeat(64))).toThrow(
    `The run of d was made on set ${'a'.repeat(12)}, not ${'b'.repeat(12)}.`,
  );
  expect(() => {
    checkRun(run, run.setHash);
  }).not.toThrow();
});

test('each strictness takes the places of those before it, and more', () => {
  expect(STRICTNESS.map((strictness) => PLACES.filter((place) => isAllowed(place, strictness)))).toEqual([
    ['exact', 'shared-line', 'near'],
    ['exact', 'shared-line', 'near', 'function'],
    ['exact', 'shared-line', 'near', 'function', 'file'],
  ]);
});

test('tasks of one corpus and file are of one cluster, and unknown ones of their own', () => {
  const task = (id: string, ...files: string[]) => ({ id, files });
  const of = sourceClusters({
    tasks: [
      task('1', 'a.ts'),
      task('2', 'a.ts'),
      task('3', 'a.ts'),
      task('4', 'a.ts'),
      task('5', 'a.ts', 'b.ts'),
    ],
    bugs: [{ task: '1', corpus: 'c' }],
    controls: [
      { task: '2', corpus: 'c' },
      { task: '3', corpus: 'other' },
    ],
  } as unknown as Parameters<typeof sourceClusters>[0]);
  expect(of('1')).toBe(of('2'));
  expect(new Set(['1', '3', '4', '5', 'x'].map(of)).size).toBe(5);
  expect(of('x')).toBe(of('y'));
});
