import { expect, test } from 'vitest';
import { following, strategyNamed, type Strategy } from './strategy.ts';

const OFFERS = ['a', 'b', 'c'].map((label) => ({ label }));
/** How many options a step has after the picks before it: a small tree of uneven width. */
const width = (picks: readonly number[]): number => (picks.length === 3 ? 0 : 1 + ((picks.at(-1) ?? 1) % 3));

/** Walk the tree with the strategy, at most `limit` times. */
function walk(strategy: Strategy, limit: number): string[] {
  const walks: string[] = [];
  for (let run = 0; run < limit; run++) {
    const picks: number[] = [];
    const widths: number[] = [];
    for (let options = width(picks); options > 0; options = width(picks)) {
      widths.push(options);
      picks.push(strategy.choose(OFFERS.slice(0, options), picks.length)!);
    }
    walks.push(picks.join(''));
    if (!strategy.advance({ widths, picks })) break;
  }
  return walks;
}

function allWalks(picks: readonly number[] = []): string[] {
  const options = width(picks);
  if (options === 0) return [picks.join('')];
  return Array.from({ length: options }, (_, pick) => allWalks([...picks, pick])).flat();
}

test('depth-first takes every schedule once, the one without reordering first, and says so', () => {
  const strategy = strategyNamed('depth-first');
  expect(strategy.exhaustive).toBe(false);
  expect(walk(strategy, 1000)).toEqual(allWalks());
  expect(strategy.exhaustive).toBe(true);
});

test('depth-first that is cut short has not taken every schedule', () => {
  const strategy = strategyNamed('depth-first');
  walk(strategy, allWalks().length - 1);
  expect(strategy.exhaustive).toBe(false);
});

test('a random walk is the same for one seed, another for another, and never says that it took all', () => {
  const [one, same, other] = [7, 7, 8].map((random) => {
    const strategy = strategyNamed({ random });
    const walks = walk(strategy, 50);
    expect(strategy.exhaustive).toBe(false);
    return walks;
  });
  expect(one).toEqual(same);
  expect(one).not.toEqual(other);
  expect(new Set(one)).toEqual(new Set(allWalks()));
});

test('following labels picks them by name, and gives up where one is not on offer', () => {
  const strategy = following(['c', 'b', 'z']);
  expect([0, 1, 2].map((step) => strategy.choose(OFFERS, step))).toEqual([2, 1, null]);
  expect(strategy.choose(OFFERS, 3)).toBeNull();
});
