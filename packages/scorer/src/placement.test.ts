import { expect, test } from 'vitest';
import { placementOf } from './placement.ts';
import { MATCH_DEFAULTS } from './strictness.ts';

const span = (startLine: number, endLine: number) => ({ startLine, startColumn: 3, endLine, endColumn: 9 });
const BUG = {
  mutated: span(30, 31),
  regions: [span(60, 60)],
  enclosing: { name: 'f', span: span(20, 40) },
};

test.for([
  [30, 31, 'exact', 0, 0],
  [30, 30, 'shared-line', 1, 0],
  [60, 60, 'exact', 0, 0],
  [34, 34, 'near', 7, 3],
  [35, 35, 'function', 9, 4],
  [17, 17, 'function', 27, 13],
  [16, 16, 'file', 29, 14],
  [43, 43, 'function', 25, 12],
  [44, 44, 'file', 27, 13],
  [57, 57, 'near', 6, 3],
  // Ten lines point, eleven do not.
  [22, 31, 'shared-line', 8, 0],
  [22, 32, 'function', 9, 0],
  [59, 70, 'file', 11, 0],
  // Wide: the region that it misses by less.
  [45, 57, 'file', 18, 3],
] as const)(
  'lines %i to %i are %s, %i off in all and %i away',
  ([startLine, endLine, place, distance, gap]) => {
    expect(placementOf({ startLine, endLine }, BUG, MATCH_DEFAULTS)).toEqual({ place, distance, gap });
  },
);

test('without a function there is no function level', () => {
  expect(placementOf({ startLine: 35, endLine: 35 }, { ...BUG, enclosing: null }, MATCH_DEFAULTS).place).toBe(
    'file',
  );
});
