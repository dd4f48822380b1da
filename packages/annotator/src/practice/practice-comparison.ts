import { OFF_BY_ONE_TASK } from './off-by-one-task.ts';

const WRONG = OFF_BY_ONE_TASK.text;

/** Two implementations whose difference is known: the answer is told afterwards. */
export const PRACTICE_COMPARISON = {
  id: 'practice-comparison',
  path: OFF_BY_ONE_TASK.path,
  candidates: { A: WRONG, B: WRONG.replace('seat < row.seats.length', 'seat <= row.seats.length') },
  best: 'B',
  explanation:
    'B is better: seats count from 1, so the loop has to reach `row.seats.length`. With `<`, as in A, the last seat of a row is never offered, and a row whose only free seat is the last one counts as full.',
} as const;
