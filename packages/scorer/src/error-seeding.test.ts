import { expect, test } from 'vitest';
import { chao, chapman, mills } from './error-seeding.ts';

test('counts that cannot be are refused', () => {
  expect(() => chapman(10, 15, 11)).toThrow('11 of 10 and 15 cannot be found by both.');
  expect(() => chapman(15, 10, 11)).toThrow(/found by both/u);
  expect(() => chapman(10, 15, -1)).toThrow(/found by both/u);
  expect(() => mills(10, 11, 1)).toThrow('11 of 10 planted bugs cannot be found.');
  expect(() => mills(10, -1, 1)).toThrow(/cannot be found/u);
});

test('two detectors that find the same have found all, and surely', () => {
  expect(chapman(6, 6, 6)).toEqual({ estimate: 6, se: 0 });
  expect(chapman(4, 3, 0)).toEqual({ estimate: 19, se: Math.sqrt((5 * 4 * 4 * 3) / 2) });
  expect(mills(8, 8, 3)).toBe(3);
});

test('Chao’s bound needs bugs found once: 4 + 2 · 1 / (2 · 2), else it is what was found', () => {
  expect(chao([1, 1, 2, 3])).toBe(4 + 2 / 4);
  expect(chao([2, 3, 0])).toBe(2);
  expect(chao([])).toBe(0);
});
