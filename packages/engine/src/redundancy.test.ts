import { describe, expect, test } from 'vitest';
import type { Kills } from './mutants.ts';
import { isDuplicate, isEasier } from './redundancy.ts';

const row = (hits: number, outcomes = 'x', batch: Partial<Kills> = {}): Kills => ({
  target: 'function f',
  generation: 'sane',
  from: 0,
  to: 8,
  hits: hits.toString(16),
  outcomes,
  ...batch,
});
const guided = { generation: 'guided' };

describe('by the kill matrix, a mutant is easier than another', () => {
  test('that fewer of the same cases expose', () => {
    expect(isEasier([row(0b1110)], [row(0b0110)])).toBe(true);
    expect(isEasier([row(0b0110)], [row(0b1110)])).toBe(false);
  });

  test('unless one case exposes only the other', () => {
    expect(isEasier([row(0b1110)], [row(0b0011)])).toBe(false);
  });

  test('unless the same cases expose both', () => {
    expect(isEasier([row(0b0110, 'x')], [row(0b0110, 'y')])).toBe(false);
  });

  test('unless it was not run on the cases that expose the other', () => {
    const other = [row(0), row(0b1, 'x', guided)];
    expect(isEasier([row(0b1111)], other)).toBe(false);
    expect(isEasier([row(0b1111), row(0b1, 'x', guided)], other)).toBe(true);
  });

  test('unless nothing is known of the other', () => {
    expect(isEasier([row(0b1)], [])).toBe(false);
  });
});

describe('by the kill matrix, a mutant is the duplicate of another', () => {
  test('that ends alike on the same cases', () => {
    expect(isDuplicate([row(0b0110)], [row(0b0110)])).toBe(true);
    expect(isDuplicate([row(0b0110), row(0, 'x', guided)], [row(0b0110)])).toBe(true);
  });

  test('unless it ends otherwise, or more was run of one and exposed it', () => {
    expect(isDuplicate([row(0b0110, 'x')], [row(0b0110, 'y')])).toBe(false);
    expect(isDuplicate([row(0b0110)], [row(0b0110), row(0b1, 'x', guided)])).toBe(false);
    expect(isDuplicate([row(0b0110)], [row(0b0110, 'x', { target: 'function g' })])).toBe(false);
  });

  test('unless nothing exposes either', () => {
    expect(isDuplicate([row(0)], [row(0)])).toBe(false);
    expect(isDuplicate([], [])).toBe(false);
  });
});
