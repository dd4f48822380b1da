import type { PracticeTask } from './practice-tasks.ts';

export const OFF_BY_ONE_TASK: PracticeTask = {
  id: 'practice-off-by-one',
  path: 'src/seat-plan.ts',
  text: `export interface Row {
  readonly label: string;
  readonly seats: readonly boolean[];
}

/** The first free seat of a row, counted from 1; null when the row is full. */
export function firstFreeSeat(row: Row): number | null {
  for (let seat = 1; seat < row.seats.length; seat++) {
    if (!row.seats[seat - 1]) return seat;
  }
  return null;
}

/** How many seats are free in all rows together. */
export function freeSeats(rows: readonly Row[]): number {
  return rows.reduce((sum, row) => sum + row.seats.filter((isTaken) => !isTaken).length, 0);
}
`,
  bug: { startLine: 8, endLine: 8, category: 'boundary' },
  explanation:
    'Seats count from 1, so the loop has to reach `row.seats.length`: with `<` the last seat of a row is never offered, and a row whose only free seat is the last one counts as full. Mark line 8, category “Boundary”.',
};
