import { describe, expect, test } from 'vitest';
import { backtrackingSteps } from './backtracking-steps.ts';

const CAP = 60_000;

describe('steps of a search', () => {
  test.for([
    ['a word', '/abc/', 'abc', 3],
    ['a word further on', '/b/', 'aab', 3],
    ['nothing found', '/b/', 'aa', 3],
    ['sticky', '/b/y', 'ab', 1],
    ['an alternative', '/a|b/', 'b', 2],
    ['a case', '/B/i', 'b', 1],
  ] as const)('%s', ([, pattern, text, steps]) => {
    expect(backtrackingSteps(pattern, text, CAP)).toBe(steps);
  });

  test.for([
    ['nested repetition', '/^(a+)+$/', 'a'],
    ['alternatives that overlap', '/^(a|aa)+$/', 'a'],
    ['a repetition in front of a place that does not match', '/\\s+$/', ' '],
    ['an optional separator', '/^\\w+(?:,?\\w+)*$/', 'a'],
    ['a look ahead', '/^(?=(?:a+)+$)/', 'a'],
    ['two classes that overlap', '/^[\\d.]*[\\d]*[.\\d]*x$/', '1'],
  ] as const)('more than linear: %s', ([, pattern, pump]) => {
    expect(backtrackingSteps(pattern, `${pump.repeat(400)}!`, CAP)).toBe(CAP);
  });

  test.for([
    ['separated', '/^\\w+(?:,\\w+)*$/', 'a,'],
    ['anchored', '/^\\s+$/', ' '],
    ['a class once', '/^[a-z]+\\d+$/', 'a'],
    ['a lazy repetition', '/^.*?x$/', 'a'],
    ['code points', '/^\\p{L}+$/u', 'é'],
  ] as const)('linear: %s', ([, pattern, pump]) => {
    expect(backtrackingSteps(pattern, `${pump.repeat(400 / pump.length)}!`, CAP)).toBeLessThan(20_000);
  });

  test('what the engine does not know is not counted', () => {
    expect(backtrackingSteps('/(?<=a)b/', 'ab', CAP)).toBeNull();
    expect(backtrackingSteps('/(/', 'ab', CAP)).toBeNull();
    // Too deep; the second has the largest frames.
    expect(backtrackingSteps('/a*/', 'a'.repeat(5_000), CAP)).toBeNull();
    expect(backtrackingSteps('/^(((a)))*$/', 'a'.repeat(5_000), CAP)).toBeNull();
  });
});
