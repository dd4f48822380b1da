import type { Finding } from '@bebug/core';
import { expect, test } from 'vitest';
import type { PlacedBug } from './accepted-regions.ts';
import { explainLeftover, explainMatch } from './explained-verdicts.ts';
import type { KnownPlace } from './known-place.ts';
import type { Pair } from './pair.ts';
import type { Place } from './strictness.ts';

const finding = (startLine: number, endLine = startLine): Finding => ({
  ...{ task: 't', file: 'a.ts', startLine, endLine },
});
const bug = (id: string): PlacedBug => ({ id, title: 'Off by one' }) as PlacedBug;
const pair = (place: Place, gap: number, weight: number, agrees = false): Pair => ({
  ...{ place, gap, weight, agrees, distance: 2 * gap },
});
const OPTIONS = { strictness: 'line', maxSpan: 10 } as const;

test.for([
  ['exact', 0, 'exactly where it is'],
  ['shared-line', 0, 'on a line of it'],
  ['near', 1, '1 line from it'],
  ['near', 3, '3 lines from it'],
  ['function', 7, 'in its function'],
  ['file', 70, 'in its file'],
] as const)('a match that is %s, %i lines away, is told so', ([place, gap, where]) => {
  expect(explainMatch(finding(4, 5), bug('b-1'), pair(place, gap, 0.9))).toEqual({
    ...{ verdict: 'match', bug: 'b-1', place, weight: 0.9, isFalseAlarm: false, isOpen: false },
    text: `Found b-1 (Off by one): lines 4–5 is ${where}.`,
  });
  expect(explainMatch(finding(4), bug('b-1'), pair(place, gap, 0.95, true)).text).toBe(
    `Found b-1 (Off by one): line 4 is ${where}, and names its kind.`,
  );
});

test('what could have found a bug is a duplicate of the one that it fits best', () => {
  const candidates = [
    { bug: bug('b-1'), pair: pair('near', 2, 0.8) },
    { bug: bug('b-2'), pair: pair('shared-line', 0, 0.9) },
    { bug: bug('b-3'), pair: pair('near', 1, 0.8) },
    { bug: bug('b-4'), pair: pair('shared-line', 0, 0.9) },
  ];
  expect(explainLeftover(finding(4), candidates, [], OPTIONS)).toEqual({
    ...{ verdict: 'duplicate', bug: 'b-2', place: 'shared-line', weight: 0.9 },
    ...{ isFalseAlarm: false, isOpen: false },
    text: 'Duplicate of b-2, found by another finding: line 4 is on a line of it.',
  });
});

const far = (gap: number) => ({ bug: bug('b-9'), pair: pair('file', gap, -Infinity) });
test.for([
  [[], 'False positive: no bug in this file (line 4).'],
  [[far(0)], 'False positive: line 4, too wide to point at the bug in it, earns nothing at line level.'],
  [[far(8), far(5)], 'False positive: line 4, 5 lines from the nearest bug, earns nothing at line level.'],
] as const)('near %j there is nothing to find', ([candidates, text]) => {
  expect(explainLeftover(finding(4), candidates, [], OPTIONS)).toEqual({
    ...{ verdict: 'false-positive', bug: null, place: null, weight: null, isFalseAlarm: true, isOpen: true },
    text,
  });
});

test('a place on the clean twin is known where lines are shared, and stays open', () => {
  const twin: KnownPlace = { task: 't', file: 'a.ts', startLine: 4, endLine: 6, source: 'clean-twin' };
  expect(explainLeftover(finding(6, 8), [far(9)], [twin], OPTIONS)).toEqual({
    ...{ verdict: 'known', bug: null, place: null, weight: null, isFalseAlarm: true, isOpen: true },
    text: 'Known: also reported on the clean twin of this file at lines 6–8; a false alarm until somebody confirms it.',
  });
  expect(explainLeftover(finding(7), [], [twin], OPTIONS).verdict).toBe('false-positive');
});

test.for([
  ['valid', 'Valid: judged to be a defect of the clean code at line 4; counts neither way.'],
  ['known', 'Known: a confirmed defect of the clean code at line 4; counts neither way.'],
] as const)('what judges hold for %s is no false alarm', ([verdict, text]) => {
  const place: KnownPlace = { ...finding(4), verdict, source: 'adjudicated' };
  expect(explainLeftover(finding(4), [], [place], OPTIONS)).toEqual({
    ...{ verdict, bug: null, place: null, weight: null, isFalseAlarm: false, isOpen: false },
    text,
  });
});
