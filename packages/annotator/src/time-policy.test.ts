import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Deed } from './acts.ts';
import { cappedGaps, timeSpent } from './time-policy.ts';

type Timed = { page: string; at: number; deed: Deed };
const at = (seconds: number, kind: string, page = 'p'): Timed => ({
  page,
  at: seconds * 1000,
  deed: { kind } as Deed,
});

describe('time spent', () => {
  test.for<[string, Timed[], { wall: number; visible: number; active: number }]>([
    ['of no acts is none', [], { wall: 0, visible: 0, active: 0 }],
    [
      'counts a gap up to the cap as active',
      [at(0, 'open'), at(300, 'submit')],
      { wall: 300, visible: 300, active: 120 },
    ],
    [
      'leaves out what the page was hidden for',
      [at(0, 'open'), at(10, 'hidden'), at(70, 'visible'), at(80, 'submit')],
      { wall: 80, visible: 20, active: 20 },
    ],
    [
      'stands still in a pause and under the idle cover',
      [at(0, 'open'), at(10, 'pause'), at(40, 'resume'), at(45, 'idle-shown'), at(90, 'idle-answered')],
      { wall: 90, visible: 15, active: 15 },
    ],
    [
      'does not run between two loads of the page',
      [at(500, 'open', 'p'), at(510, 'move', 'p'), at(3, 'open', 'q'), at(8, 'submit', 'q')],
      { wall: 15, visible: 15, active: 15 },
    ],
    [
      'does not run between a submit and its undo',
      [at(0, 'open'), at(10, 'submit'), at(60, 'open'), at(61, 'reopen'), at(65, 'submit')],
      { wall: 14, visible: 14, active: 14 },
    ],
  ])('%s', ([, acts, expected]) => {
    const { wall, visible, active } = timeSpent(acts);
    expect({ wall: wall / 1000, visible: visible / 1000, active: active / 1000 }).toEqual(expected);
  });

  test('is never more active than visible, nor more visible than the wall clock, and grows with the cap', () => {
    const kinds = ['open', 'hidden', 'visible', 'pause', 'resume', 'move', 'submit', 'reopen'] as const;
    const log = fc.array(
      fc.record({
        page: fc.constantFrom('p', 'q'),
        at: fc.integer({ min: 0, max: 1e7 }),
        deed: fc.constantFrom(...kinds).map((kind) => ({ kind }) as Deed),
      }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(log, (acts) => {
        const { wall, visible, active } = timeSpent(acts);
        expect(active).toBeLessThanOrEqual(visible);
        expect(visible).toBeLessThanOrEqual(wall);
        expect(timeSpent(acts, cappedGaps(30_000)).active).toBeLessThanOrEqual(active);
      }),
    );
  });
});
