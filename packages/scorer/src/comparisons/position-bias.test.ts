import { expect, test } from 'vitest';
import { positionBias, type PlacedChoice } from './position-bias.ts';

const choices = (candidates: number, ...pairs: readonly (readonly [chosen: number, best: number])[]) =>
  pairs.map(([chosen, best]): PlacedChoice => ({ candidates, chosen, best }));

test('choices are counted apart by the number of candidates, which rises', () => {
  const bias = positionBias([...choices(3, [0, 0], [2, 0], [1, 1]), ...choices(2, [0, 1], [0, 0])]);
  expect(bias).toEqual([
    {
      ...{ candidates: 2, first: 2, n: 2, share: 1, expected: 0.5, bestFirst: 1 },
      exact: { low: expect.closeTo(Math.sqrt(0.025), 9) as number, high: 1 },
    },
    {
      ...{ candidates: 3, first: 1, n: 3, share: 1 / 3, expected: 1 / 3, bestFirst: 2 },
      // One of three: 1 − (1 − p)³ is 2.5 % below, (1 − p)²(1 + 2p) above.
      exact: {
        low: expect.closeTo(1 - 0.975 ** (1 / 3), 9) as number,
        high: expect.closeTo(0.9057, 4) as number,
      },
    },
  ]);
  expect(positionBias([])).toEqual([]);
});
