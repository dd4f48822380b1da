import { expect, test } from 'vitest';
import { commonBugs, sharedBugs } from './common-bugs.ts';
import type { Scorecard } from './scorecard.ts';
import { seededEstimates } from './seeded-estimates.ts';

/** `+` found and called so, `-` missed, `.` not attempted; a bug a sign, two bugs a file. */
const card = (signs: string, category: string | null = null): Scorecard =>
  ({
    bugs: [...signs].map((sign, at) => ({
      ...{ bug: `b-${at}`, corpus: 'c', file: `${Math.floor(at / 2)}.ts`, attempted: sign !== '.' },
      ...{ found: sign === '+', category: sign === '+' ? category : null },
    })),
  }) as unknown as Scorecard;

test('bugs are seen side by side, and those that all attempted are common', () => {
  const cards = [card('+-+.', 'order'), card('++.-')];
  expect(sharedBugs(cards)).toEqual([
    { cluster: '["c","0.ts"]', found: [true, true], categories: ['order', null] },
    { cluster: '["c","0.ts"]', found: [false, true], categories: [null, null] },
    { cluster: '["c","1.ts"]', found: [true, null], categories: ['order', null] },
    { cluster: '["c","1.ts"]', found: [null, false], categories: [null, null] },
  ]);
  expect(commonBugs(cards)).toEqual([
    { cluster: '["c","0.ts"]', found: [true, true] },
    { cluster: '["c","0.ts"]', found: [false, true] },
  ]);
  expect(sharedBugs([])).toEqual([]);
});

test('a bug that one scorecard does not know was not attempted there', () => {
  expect(sharedBugs([card('++'), card('-')]).map(({ found }) => found)).toEqual([
    [true, false],
    [true, null],
  ]);
});

test('three runs on eight bugs: what Chao and Chapman make of it', () => {
  const cards = [card('+++++---'), card('++-++++-'), card('+------+')];
  const { planted, chao, chapman } = seededEstimates(cards, { seed: 1, draws: 50 });
  expect(planted).toBe(8);
  // Found by 3, 2, 1, 2, 2, 1, 1, 1 runs.
  expect(chao.value).toBeCloseTo(8 + (4 * 3) / (2 * 4), 12);
  expect(chao).toMatchObject({
    atLeast: 8,
    bootstrap: { n: 8, clusters: 4, shown: null, refused: 'a lower bound has no interval' },
  });
  expect(chapman.map(({ first, second, estimate: { value } }) => [first, second, value])).toEqual([
    [0, 1, expect.closeTo((6 * 7) / 5 - 1, 12)],
    [0, 2, expect.closeTo((6 * 3) / 2 - 1, 12)],
    [1, 2, expect.closeTo((7 * 3) / 2 - 1, 12)],
  ]);
});
