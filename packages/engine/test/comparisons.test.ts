import { groupBy, parseJsonLines } from '@bebug/core';
import { comparisonSchema, type Comparison } from '@bebug/core/truth';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { balancedPlaces } from '../src/task-sets/balanced-places.ts';
import { makeComparisons } from '../src/task-sets/make-comparisons.ts';
import { MODULES, setOfTwos } from './set-of-twos.ts';

const comparer = (alike: boolean | null) => {
  const answer = () => Promise.resolve({ alike, why: 'canned' });
  return { compare: answer, compareCall: answer };
};

function truthOf(files: Readonly<Record<string, string>>): Comparison[] {
  return parseJsonLines(comparisonSchema, files['truth/comparisons.jsonl']!, 'comparisons');
}

test('of three implementations the clean one is in the middle as often as any other', async () => {
  const set = await setOfTwos();
  expect(set.bugs).toHaveLength(2 * MODULES);
  const files = await makeComparisons(set, { seed: 1, candidates: 3, comparer: comparer(false) });
  const truth = truthOf(files);
  expect(truth).toHaveLength(MODULES);
  const isCleanMiddle = ({ candidates }: Comparison): boolean =>
    candidates.every(({ bugs }) => bugs.length < 2);
  expect(truth.filter(isCleanMiddle)).toHaveLength(MODULES / 3);
  for (const places of groupBy(truth, ({ best }) => best).values()) expect(places).toHaveLength(MODULES / 3);
  expect(new Set(truth.flatMap(({ candidates }) => candidates.flatMap(({ bugs }) => bugs)))).toEqual(
    new Set(set.bugs.map(({ id }) => id)),
  );
});

test.for([
  ['end as the clean code does', true],
  ['cannot be compared', null],
] as const)('two bugs that %s are never shown together', async ([, alike]) => {
  const set = await setOfTwos();
  const files = await makeComparisons(set, { seed: 1, candidates: 3, comparer: comparer(alike) });
  const truth = truthOf(files);
  expect(truth).toHaveLength(2 * MODULES);
  expect(truth.filter(({ candidates }) => candidates.length > 2)).toEqual([]);
});

test('the public part is the candidates whole and nothing that tells which is which; the same again, byte for byte', async () => {
  const set = await setOfTwos();
  const options = { seed: 3, candidates: 2, comparer: comparer(false) };
  const files = await makeComparisons(set, options);
  expect(await makeComparisons(set, options)).toEqual(files);
  const truth = truthOf(files);
  expect(truth).toHaveLength(2 * MODULES);
  const shown = Object.entries(files).filter(([path]) => /^tasks[./]/u.test(path));
  const secrets = [set.manifest.canary, ...set.bugs.flatMap(({ id, task }) => [id, task])];
  for (const [path, text] of shown)
    for (const secret of secrets) expect(`${path}\n${text}`).not.toContain(secret);
  const lines = new Set(
    files['tasks.jsonl']!.trim()
      .split('\n')
      .map((line) => JSON.stringify(Object.keys(JSON.parse(line) as object))),
  );
  expect([...lines]).toEqual(['["id","language","file","context","candidates","lines"]']);
  for (const { task, file, best, candidates } of truth) {
    for (const { label, bugs } of candidates) {
      const text = files[`tasks/${task}/${label}/${file}`]!;
      expect(text.split('<=').length - 1).toBe(bugs.length);
      expect(bugs.length === 0).toBe(label === best);
      expect(files[`tasks/${task}/${label}/one.ts`]).toBe('export const one = 1;\n');
    }
  }
});

test('places are balanced, within strata, too, and hang on the seed', () => {
  const placed = fc.array(
    fc.record({
      id: fc.uuid(),
      places: fc.integer({ min: 2, max: 3 }),
      stratum: fc.constantFrom('a', 'b', 'c'),
    }),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(placed, fc.nat(), (items, seed) => {
      const places = balancedPlaces(items, seed, 'test');
      for (const [count, same] of groupBy(items, (item) => item.places)) {
        for (const some of [same, ...groupBy(same, ({ stratum }) => stratum).values()]) {
          const counts = Array.from(
            { length: count },
            (_, place) => some.filter(({ id }) => places.get(id) === place).length,
          );
          expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
        }
      }
    }),
  );
  const twenty = Array.from({ length: 20 }, (_, index) => ({ id: `${index}`, places: 2, stratum: '' }));
  expect(balancedPlaces(twenty, 1, 'x')).not.toEqual(balancedPlaces(twenty, 2, 'x'));
});
