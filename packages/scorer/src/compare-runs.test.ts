import { describe, expect, test } from 'vitest';
import { compareRuns, detectableOf } from './compare-runs.ts';
import { detectableDifference } from './power-planning.ts';
import type { Scorecard } from './scorecard.ts';

const sampling = { seed: 1, draws: 40 };
/** `+` found, `-` missed, `.` not attempted; a bug a sign, `perFile` bugs a file. */
const card = (signs: string, perFile = 1): Scorecard =>
  ({
    method: { strictness: 'line' },
    levels: [
      {
        strictness: 'line',
        overall: { attempted: [...signs].filter((sign) => sign !== '.').length },
        recallOverAll: { value: [...signs].filter((sign) => sign === '+').length / signs.length },
      },
    ],
    bugs: [...signs].map((sign, at) => ({
      ...{ bug: `b-${at}`, corpus: 'c', file: `${Math.floor(at / perFile)}.ts`, attempted: sign !== '.' },
      ...{ found: sign === '+', category: null },
    })),
  }) as unknown as Scorecard;
const many = (found: number, of = 12): string => '+'.repeat(found) + '-'.repeat(of - found);

test('a pair counts what one alone finds, of the bugs that both attempted', () => {
  const { pairs } = compareRuns([card('++-+.+'), card('+-+--.')], sampling);
  expect(pairs).toHaveLength(1);
  expect(pairs[0]).toMatchObject({
    ...{ first: 0, second: 1, n: 4, onlyFirst: 2, onlySecond: 1, difference: 0.25 },
    bootstrap: { n: 4, clusters: 4, seed: 1, draws: 40 },
    mcnemar: { pExact: expect.closeTo(1, 12) as number },
    signFlip: { n: 4, method: 'exact', p: 1 },
    ...{ adjusted: 1, isSeparated: false },
  });
});

describe('twelve bugs in as many files', () => {
  const runs = [card(many(0)), card(many(12)), card(many(5)), card(many(7))];
  const { pairs, ranks, tied } = compareRuns(runs, sampling);

  test('separate who finds all from who finds nothing, by Holm’s p below 0.05', () => {
    const told = pairs.map(({ first, second, isSeparated }) => `${first}${second}${isSeparated ? '≠' : '='}`);
    // Twelve bugs: 2 / 2¹² times 6; seven: 2 / 2⁷ times 5; five: 2 / 2⁵ times 3; two: 2 / 2².
    expect(told).toEqual(['01≠', '02=', '03=', '12=', '13=', '23=']);
    expect(pairs.map(({ adjusted }) => adjusted)).toEqual(
      [12 / 2 ** 12, 6 / 2 ** 5, 10 / 2 ** 7, 10 / 2 ** 7, 6 / 2 ** 5, 2 / 2 ** 2].map(
        (p) => expect.closeTo(p, 12) as number,
      ),
    );
  });

  test('leave neighbours in groups that overlap, the best first', () => {
    expect(tied).toEqual([
      [1, 3, 2],
      [3, 2, 0],
    ]);
  });

  test('give each the places in which it ends', () => {
    expect([ranks[0], ranks[1]]).toEqual([
      { low: 4, high: 4 },
      { low: 1, high: 1 },
    ]);
    for (const rank of ranks.slice(2)) {
      expect(rank!.low).toBeGreaterThanOrEqual(1);
      expect(rank!.low).toBeLessThanOrEqual(3);
    }
  });
});

test('what can be told apart is that of the pair with the median share, and of the fewest bugs', () => {
  const found = (n: number, of = 100): Scorecard => card(many(n, of) + '.'.repeat(100 - of), 10);
  // 10 of 100, 20 of 80 and 10 of 80 are found by one alone.
  const { detectable } = compareRuns([found(40), found(50), found(60, 80)], sampling);
  expect(detectable).toBe(detectableDifference(80, { discordant: 10 / 80, designEffect: 1.2 }));
  expect(detectable).toBeCloseTo(0.12, 2);
  // Who attempts nothing has no share.
  const idle = compareRuns([found(40), found(60), found(0, 0)], sampling);
  expect(idle.detectable).toBe(detectableDifference(100, { discordant: 0.2, designEffect: 1.2 }));
});

test('who is ahead by two of twelve bugs is first in every draw, the other is so in some', () => {
  expect(compareRuns([card(many(5)), card(many(7))], sampling).ranks).toEqual([
    { low: 1, high: 2 },
    { low: 1, high: 1 },
  ]);
});

test('bugs of one file say nothing of ranks', () => {
  expect(compareRuns([card(many(3), 12), card(many(9), 12)], sampling).ranks).toEqual([null, null]);
});

test('runs alike in every draw share the first place', () => {
  const { ranks, tied } = compareRuns([card('+-+-'), card('+-+-')], sampling);
  expect(ranks).toEqual([
    { low: 1, high: 1 },
    { low: 1, high: 1 },
  ]);
  expect(tied).toEqual([[0, 1]]);
});

test('a pair that few bugs separate against the order of all of them separates nobody', () => {
  // On eight common bugs the first is ahead; over all twenty the second is.
  const first = card('++++++++' + '.'.repeat(12));
  const second = card('--------' + '+'.repeat(12));
  const { pairs, tied } = compareRuns([first, second], sampling);
  expect(pairs[0]).toMatchObject({ isSeparated: true, difference: 1 });
  expect(tied).toEqual([[1, 0]]);
});

test('without a pair the plan’s 30 % is what a set can tell apart', () => {
  const one = card(many(200, 400));
  expect(detectableOf([one], null)).toBe(detectableDifference(400, { designEffect: 1.2 }));
  expect(detectableOf([], null)).toBeNull();
  const comparison = compareRuns([card(many(40, 100)), card(many(60, 100))], sampling);
  expect(detectableOf([one], comparison)).toBe(comparison.detectable);
});
