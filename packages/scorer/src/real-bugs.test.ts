import type { Bug } from '@bebug/core/truth';
import { expect, test } from 'vitest';
import { realBugsOf, type RealPlace } from './real-bugs.ts';

const sampling = { seed: 1, draws: 20 };
const bug = (id: string, tier: string): Bug => ({ id, tier, task: `t-${id}` }) as unknown as Bug;
const bugs = [bug('a', 'easy'), bug('b', 'easy'), bug('c', 'hard'), bug('d', 'hard'), bug('e', 'hard')];
const place = (startLine: number, endLine: number, file = 'x.ts', cluster = 'x'): RealPlace => ({
  ...{ startLine, endLine, file, cluster },
});
const realOf = (places: readonly RealPlace[], found = ['a', 'c', 'd']) =>
  realBugsOf(bugs, new Set(found), (task) => task, places, sampling);

test('two real bugs beside three of five planted ones make 10/3 likely, by tier 4 and 3', () => {
  const { found, estimated, tiers } = realOf([place(3, 3), place(9, 12)]);
  expect(found).toBe(2);
  expect(estimated.value).toBeCloseTo(10 / 3, 12);
  expect(estimated.bootstrap).toMatchObject({ n: 5, clusters: 6 });
  expect(tiers.map(({ name, estimated: { value, bootstrap } }) => [name, value, bootstrap.n])).toEqual([
    ['easy', 4, 2],
    ['hard', 3, 3],
  ]);
});

test.for<[string, RealPlace[], number]>([
  ['apart', [place(3, 4), place(5, 6)], 2],
  ['that share a line', [place(3, 5), place(5, 6)], 1],
  ['one in the other', [place(3, 9), place(4, 5), place(9, 9)], 1],
  ['through a third', [place(7, 9), place(3, 5), place(5, 7)], 1],
  ['of two files', [place(3, 3), place(3, 3, 'y.ts')], 2],
  ['of two projects', [place(3, 3), place(3, 3, 'x.ts', 'other')], 2],
  ['none', [], 0],
])('places %s: as many real bugs as there are unions', ([, places, found]) => {
  expect(realOf(places).found).toBe(found);
  expect(realOf(places.toReversed()).found).toBe(found);
});

test('who finds nothing planted tells nothing of real ones', () => {
  expect(realOf([place(3, 3)], []).estimated.value).toBeNull();
  expect(realOf([]).estimated.value).toBe(0);
});
