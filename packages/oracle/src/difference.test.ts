import { describe, expect, test } from 'vitest';
import { contrast, CONTRASTS, differs, searchFuel } from './difference.ts';
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
    [
      'another value',
      ran('returned', 'returned\nreturned 1'),
      ran('returned', 'returned\nreturned 2'),
      'value',
    ],
    [
      'a call that fails instead',
      ran('returned', 'returned\nreturned 1'),
      ran('threw', 'threw\nthrew Error'),
      'failure',
    ],
    ['a hang', ran('returned', 'returned\nreturned 1'), ran('diverged', 'diverged'), 'failure'],
    [
      'a call that fails no more',
      ran('threw', 'threw\nthrew Error'),
      ran('returned', 'returned\nreturned 1'),
      'effect',
    ],
    [
      'an argument that is changed',
      ran('returned', 'returned\nreturned 1\narguments [[1]]'),
      ran('returned', 'returned\nreturned 1\narguments [[2]]'),
      'effect',
    ],
    [
      'what an earlier call gave, for something new',
      ran('returned', 'returned\nreturned function\nreturned function'),
      ran('returned', 'returned\nreturned function\nreturned <r0>'),
      'slight',
    ],
    [
      'another value that comes of a callback which is given the same in another order',
      ran('returned', 'returned\nreturned 1\nstub0(["a", "b"])'),
      ran('returned', 'returned\nreturned 2\nstub0(["b", "a"])'),
      'order',
    ],
    [
      'calls that take longer',
      ran('returned', 'returned\ntook 100 ms\nreturned 1'),
      ran('returned', 'returned\ntook 200 ms\nreturned 1'),
      'effect',
    ],
    [
      'calls that take no time any more',
      ran('returned', 'returned\ntook 100 ms\nreturned 1'),
      ran('returned', 'returned\nreturned 1'),
      'effect',
    ],
    [
      'calls that take a little longer',
      ran('returned', 'returned\ntook 100 ms\nreturned 1'),
      ran('returned', 'returned\ntook 199 ms\nreturned 1'),
      'none',
    ],
    [
      'one turn of the clock more',
      ran('returned', 'returned\nreturned 1'),
      ran('returned', 'returned\ntook 4 ms\nreturned 1'),
      'none',
    ],
    [
      'failures that come later',
      ran('threw', 'threw\ntook 100 ms\nthrew Error'),
      ran('threw', 'threw\ntook 900 ms\nthrew Error'),
      'slight',
    ],
    [
      'another way to say that there is nothing',
      ran('returned', 'returned\nreturned [null, 1]'),
      ran('returned', 'returned\nreturned [undefined, 1]'),
      'nothing',
    ],
    [
      'a text that names another way to say so',
      ran('returned', 'returned\nreturned "null"'),
      ran('returned', 'returned\nreturned "undefined"'),
      'value',
    ],
    ['two failures', ran('threw', 'threw\nthrew RangeError'), ran('threw', 'threw\nthrew TypeError'), 'none'],
    [
      'two failures, one of the stack',
      ran('threw', 'threw\nthrew Error'),
      ran('threw', 'stack overflow'),
      'none',
    ],
    [
      'two failures after another value',
      ran('threw', 'threw\nreturned 1\nthrew RangeError'),
      ran('threw', 'threw\nreturned 2\nthrew TypeError'),
      'value',
    ],
    [
      'another value after clean code has crashed',
      ran('returned', 'returned\ncrashed TypeError\nreturned 1'),
      ran('returned', 'returned\nreturned 1\nreturned 2'),
      'none',
    ],
    [
      'another value before clean code crashes',
      ran('threw', 'threw\nreturned 1\ncrashed TypeError'),
      ran('threw', 'threw\nreturned 2\ncrashed TypeError'),
      'value',
    ],
    ['a crash', ran('returned', 'returned\nreturned 1'), ran('threw', 'threw\ncrashed TypeError'), 'failure'],
    [
      'another value for NaN',
      ran('returned', 'returned\nunsound NaN'),
      ran('returned', 'returned\nreturned 0'),
      'none',
    ],
    [
      'NaN for a value',
      ran('returned', 'returned\nreturned 0'),
      ran('returned', 'returned\nunsound NaN'),
      'value',
    ],
    [
      'the same object twice',
      ran('returned', 'returned\nreturned [{a: 1}, {a: 1}]'),
      ran('returned', 'returned\nreturned [{a: 1}, <1>]'),
      'slight',
    ],
    [
      'another order',
      ran('returned', 'returned\nreturned [{a: 1}, {a: 2}]'),
      ran('returned', 'returned\nreturned [{a: 2}, {a: 1}]'),
      'order',
    ],
    [
      'another order of other values',
      ran('returned', 'returned\nreturned [1, 2]'),
      ran('returned', 'returned\nreturned [3, 1]'),
      'value',
    ],
    [
      'another value beside the same object',
      ran('returned', 'returned\nreturned [1, {up: <0>}]'),
      ran('returned', 'returned\nreturned [2, {up: <0>}]'),
      'value',
    ],
    [
      'an effect of what fails on both sides',
      ran('threw', 'threw\nthrew Error\nposition = 1'),
      ran('threw', 'threw\nthrew Error\nposition = 2'),
      'slight',
    ],
    ['nothing', ran('returned', 'returned\nreturned 1'), ran('returned', 'returned\nreturned 1'), 'none'],
  ] as const)('%s', (_, clean, mutated, expected) => {
    expect(contrast(clean, mutated)).toBe(CONTRASTS[expected]);
    expect(differs(clean, mutated, searchFuel(clean))).toBe(expected !== 'none');
  });
});
