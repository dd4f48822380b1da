import { describe, expect, test } from 'vitest';
import { contrast, differs, searchFuel } from './difference.ts';
import type { Result } from './sandbox/side.ts';

const ran = (ending: 'returned' | 'threw' | 'diverged', verdict: string): Result => ({
  ending,
  verdict,
  detail: verdict,
  steps: 10,
  marked: false,
});

describe('how plainly two runs differ', () => {
  test.each([
    ['another value', ran('returned', 'returned\nreturned 1'), ran('returned', 'returned\nreturned 2'), 3],
    [
      'a call that fails instead',
      ran('returned', 'returned\nreturned 1'),
      ran('threw', 'threw\nthrew Error'),
      2,
    ],
    ['a hang', ran('returned', 'returned\nreturned 1'), ran('diverged', 'diverged'), 2],
    [
      'a call that fails no more',
      ran('threw', 'threw\nthrew Error'),
      ran('returned', 'returned\nreturned 1'),
      1,
    ],
    [
      'an argument that is changed',
      ran('returned', 'returned\nreturned 1\narguments [[1]]'),
      ran('returned', 'returned\nreturned 1\narguments [[2]]'),
      1,
    ],
    ['two failures', ran('threw', 'threw\nthrew RangeError'), ran('threw', 'threw\nthrew TypeError'), 0],
    ['two failures, one of the stack', ran('threw', 'threw\nthrew Error'), ran('threw', 'stack overflow'), 0],
    [
      'two failures after another value',
      ran('threw', 'threw\nreturned 1\nthrew RangeError'),
      ran('threw', 'threw\nreturned 2\nthrew TypeError'),
      3,
    ],
    [
      'another value after clean code has crashed',
      ran('returned', 'returned\ncrashed TypeError\nreturned 1'),
      ran('returned', 'returned\nreturned 1\nreturned 2'),
      0,
    ],
    [
      'another value before clean code crashes',
      ran('threw', 'threw\nreturned 1\ncrashed TypeError'),
      ran('threw', 'threw\nreturned 2\ncrashed TypeError'),
      3,
    ],
    ['a crash', ran('returned', 'returned\nreturned 1'), ran('threw', 'threw\ncrashed TypeError'), 2],
    [
      'another value for NaN',
      ran('returned', 'returned\nunsound NaN'),
      ran('returned', 'returned\nreturned 0'),
      0,
    ],
    ['NaN for a value', ran('returned', 'returned\nreturned 0'), ran('returned', 'returned\nunsound NaN'), 3],
    ['nothing', ran('returned', 'returned\nreturned 1'), ran('returned', 'returned\nreturned 1'), 0],
  ] as const)('%s', (_, clean, mutated, expected) => {
    expect(contrast(clean, mutated)).toBe(expected);
    expect(differs(clean, mutated, searchFuel(clean))).toBe(expected > 0);
  });
});
