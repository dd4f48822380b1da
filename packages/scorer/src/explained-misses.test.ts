import type { Finding } from '@bebug/core';
import type { Bug } from '@bebug/core/truth';
import { expect, test } from 'vitest';
import { missExplainer } from './explained-misses.ts';
import { MATCH_DEFAULTS } from './strictness.ts';
import type { Verdict } from './verdict.ts';

const span = (startLine: number, endLine: number) => ({ startLine, startColumn: 3, endLine, endColumn: 9 });
const BUG = {
  ...{ id: 'b-1', task: 't', file: 'a.ts', mutated: span(30, 30), regions: [] },
  enclosing: { name: 'f', span: span(20, 50) },
} as unknown as Bug;
const at = (startLine: number, endLine = startLine, more: Partial<Finding> = {}): Finding => ({
  ...{ task: 't', file: 'a.ts', startLine, endLine, ...more },
});
const FALSE = { verdict: 'false-positive', bug: null } as Verdict;

function missed(findings: readonly Finding[], verdicts: Readonly<Record<number, Verdict>> = {}): string {
  return missExplainer(
    findings.map((finding, index) => ({ finding, index: 10 + index })),
    findings.map((_, index) => verdicts[index] ?? FALSE),
    MATCH_DEFAULTS,
  )(BUG);
}

test.for<[string, Finding[], string]>([
  ['nothing', [], 'nothing was reported in its file.'],
  ['another file', [at(30, 30, { file: 'b.ts' })], 'nothing was reported in its file.'],
  ['another task', [at(30, 30, { task: 'u' })], 'nothing was reported in its file.'],
  ['five lines', [at(35)], 'the nearest finding (no. 10, line 35) is 5 lines away, in its function.'],
  ['one line', [at(31)], 'the nearest finding (no. 10, line 31) is 1 line away.'],
  ['far', [at(60)], 'the nearest finding (no. 10, line 60) is 30 lines away.'],
  ['long', [at(31, 40), at(34)], 'the nearest finding (no. 10, lines 31–40) is 1 line away.'],
  [
    'all of it',
    [at(1, 60)],
    'the nearest finding (no. 10, lines 1–60) covers it, but spans more than 10 lines.',
  ],
  [
    'several',
    [at(60), at(36), at(5)],
    'the nearest finding (no. 11, line 36) is 6 lines away, in its function.',
  ],
  [
    'as near',
    [at(36, 38), at(36)],
    'the nearest finding (no. 11, line 36) is 6 lines away, in its function.',
  ],
  ['alike', [at(36), at(36)], 'the nearest finding (no. 10, line 36) is 6 lines away, in its function.'],
])('%s: what came nearest is told', ([, findings, text]) => {
  expect(missed(findings)).toBe(`Missed at line level: ${text}`);
});

test('what found another bug counts once, and what is not there is not told', () => {
  const other = { verdict: 'match', bug: 'b-2' } as Verdict;
  expect(missed([at(31)], { 0: other })).toBe(
    'Missed at line level: the nearest finding (no. 10, line 31) found b-2, and counts once.',
  );
  const invalid = { verdict: 'invalid', bug: null } as Verdict;
  expect(missed([at(31), at(60)], { 0: invalid })).toBe(
    'Missed at line level: the nearest finding (no. 11, line 60) is 30 lines away.',
  );
});
