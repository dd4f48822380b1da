import { expect, test } from 'vitest';
import { longestListOf } from './leaves.ts';
import type { Spec } from './spec.ts';

const number: Spec = { kind: 'number' };

function record(...specs: readonly Spec[]): Spec {
  return {
    kind: 'object',
    fields: specs.map((spec, index) => ({ name: `f${index}`, spec, optional: false })),
  };
}

test('lists of small items are as long as usual, also lists of lists of them', () => {
  expect(longestListOf(number, 8)).toBe(8);
  expect(longestListOf({ kind: 'array', of: number }, 8)).toBe(8);
  expect(longestListOf(number, 40)).toBe(40);
});

test('lists of large records are shorter, but never too short to compare three', () => {
  const large = record(...Array.from({ length: 8 }, () => ({ kind: 'array', of: number }) as const));
  expect(longestListOf(large, 8)).toBe(6);
  expect(longestListOf({ kind: 'array', of: large }, 8)).toBe(3);
  expect(longestListOf({ kind: 'array', of: large }, 2)).toBe(2);
});
