import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Generators } from './arbitrary.ts';
import { NOTHING } from './harvest.ts';
import { simpler } from './simpler.ts';
import type { Signature, Spec } from './spec.ts';
import { stylesOf } from './style.ts';

const number: Spec = { kind: 'number' };
const list: Spec = { kind: 'array', of: number };
const table: Spec = { kind: 'array', of: list };
const generators = new Generators(stylesOf('guided', NOTHING)[1]!, {});

function parameters(specs: readonly Spec[], optional: number): Signature {
  return {
    parameters: specs.map((spec, index) => ({
      name: `p${index}`,
      spec,
      optional: index >= specs.length - optional,
      rest: false,
    })),
  };
}

const widths = (rows: readonly (readonly unknown[])[]): number => new Set(rows.map((row) => row.length)).size;

test('lists of lists are often tables, squares among them, and often not', () => {
  const made = fc
    .sample(generators.value(table), { numRuns: 300, seed: 1 })
    .map((value) => value as unknown as number[][])
    .filter((rows) => rows.length > 1);
  const tables = made.filter((rows) => widths(rows) === 1 && rows[0]!.length > 1);
  expect(tables.length).toBeGreaterThan(made.length / 5);
  expect(tables.filter((rows) => rows.length === rows[0]!.length).length).toBeGreaterThan(10);
  expect(made.filter((rows) => widths(rows) > 1).length).toBeGreaterThan(made.length / 5);
});

test('arguments of one kind are now and then of one shape, with other items; optional ones too', () => {
  for (const optional of [0, 1]) {
    const made = fc.sample(generators.argumentLists([parameters([list, list], optional)]), {
      numRuns: 3000,
      seed: 1,
    }) as unknown as number[][][];
    const paired = made.filter(
      ([x, y]) =>
        y && x!.length > 2 && x!.length === y.length && x!.every((value, index) => value !== y[index]),
    );
    expect(paired.length).toBeGreaterThan(80);
    expect(made.some(({ length }) => length === 1)).toBe(optional === 1);
  }
});

test.for(['sane', 'guided', 'extreme'] as const)(
  '%s counts are whole numbers from 0, also beside others',
  (generation) => {
    const count: Spec = { kind: 'number', isCount: true };
    for (const style of stylesOf(generation, { ...NOTHING, numbers: [0.5, -3, 12] })) {
      const made = fc.sample(
        new Generators(style, {}).argumentLists([parameters([count, count, number], 0)]),
        {
          numRuns: 300,
          seed: 1,
        },
      ) as unknown as number[][];
      for (const [x, y] of made)
        expect(
          [x, y].every((n) => Number.isInteger(n) && n! >= 0),
          JSON.stringify([x, y]),
        ).toBe(true);
    }
  },
);

test('a table becomes a smaller table', () => {
  const less = [
    ...simpler(
      table,
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
      {},
    ),
  ];
  expect(less).toContainEqual([
    [1, 2],
    [4, 5],
  ]);
  expect(less).toContainEqual([
    [2, 3],
    [5, 6],
  ]);
  expect([...simpler(table, [[1, 2], [3]], {})]).not.toContainEqual([[1], []]);
});
