import { PRACTICE_COMPARISON } from './practice-comparison.ts';

const { path, candidates, best } = PRACTICE_COMPARISON;

/** Two solutions of a small problem, of which one is known to be right. */
export const PRACTICE_PROBLEM = {
  id: 'practice-problem',
  path,
  specification: `export interface Row {
    readonly label: string;
    readonly seats: readonly boolean[];
}
/** The first free seat of a row, counted from 1; null when the row is full. */
export declare function firstFreeSeat(row: Row): number | null;
/** How many seats are free in all rows together. */
export declare function freeSeats(rows: readonly Row[]): number;
`,
  tests: {
    path: 'src/seat-plan.test.ts',
    text: `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstFreeSeat } from './seat-plan.ts';

test('the last seat of a row is free', async () => {
  assert.deepEqual(await firstFreeSeat({ label: 'A', seats: [true, true, false] }), 3);
});
`,
  },
  candidates,
  right: best,
  explanation:
    'A is wrong, B is right: seats count from 1, so the loop has to reach `row.seats.length`. With `<`, as in A, the test gets null instead of 3.',
} as const;
