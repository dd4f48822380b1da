import { expect, test } from 'vitest';
import { isOrderUnexplained, type Reordered } from './unexplained-order.ts';

const lists = [
  [3, 1, 2],
  [5, 2, 4, 1],
  [9, 7, 8],
  [4, 6, 5],
  [2, 9, 3, 7],
];

/** What a function of a list gives in each case, and the same with the first two exchanged. */
function cases(
  of: (list: readonly number[]) => readonly number[],
  kind: 'function' | 'driver' = 'function',
): Reordered[] {
  return lists.map((list) => {
    const clean = of(list);
    const [first, second, ...rest] = clean;
    const told = (values: readonly (number | undefined)[]): string =>
      `returned\nreturned [${values.join(', ')}]`;
    const calls = [['f', [list]]] as const;
    const given = kind === 'driver' ? { kind, calls } : { kind, name: 'f', args: [list], calls: [] };
    return { given, clean: told(clean), mutated: told([second, first, ...rest]) };
  });
}

test.each([
  ['sorted', (list: readonly number[]) => list.toSorted((a, b) => a - b)],
  ['sorted downwards', (list: readonly number[]) => list.toSorted((a, b) => b - a)],
  ['as it was given', (list: readonly number[]) => list],
  ['the other way round', (list: readonly number[]) => list.toReversed()],
  ['two of them', (list: readonly number[]) => [list[1]!, list[0]!]],
])('an order is explained: %s', (_, of) => {
  expect(isOrderUnexplained(cases(of))).toBe(false);
});

const shuffled = (list: readonly number[]): number[] => [
  ...list.slice(1, -1).toReversed(),
  list.at(-1)!,
  list[0]!,
];

test('an order that has no rule is nobody’s promise, but for a driver’s', () => {
  expect(isOrderUnexplained(cases(shuffled))).toBe(true);
  expect(isOrderUnexplained(cases(shuffled).slice(1))).toBe(false);
  expect(isOrderUnexplained(cases(shuffled, 'driver'))).toBe(false);
});

test('fields are looked at one by one', () => {
  const told = (ids: readonly number[]): string =>
    `returned\nreturned [${ids.map((id) => `{id: ${id}, name: "${9 - id}"}`).join(', ')}]`;
  const given = { kind: 'function', name: 'f', args: [[{ id: 2, name: 'a' }]], calls: [] } as const;
  const sorted = lists.map((list): Reordered => ({
    given,
    clean: told(list.toSorted((a, b) => a - b)),
    mutated: told(list),
  }));
  expect(isOrderUnexplained(sorted)).toBe(false);
  expect(
    isOrderUnexplained(sorted.map(({ clean, mutated }) => ({ given, clean: mutated, mutated: clean }))),
  ).toBe(true);
});
