import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maximumWeightMatching } from './assignment.ts';

/** Every full assignment of the shorter side, tried one by one. */
function bruteForce(weights: number[][], distances: number[][]): number[] {
  const rows = weights.length;
  const columns = weights[0]!.length;
  let best: { columns: number[]; weight: number; distance: number } | undefined;
  const choose = (row: number, chosen: number[]): void => {
    if (row === rows) {
      if (chosen.filter((column) => column >= 0).length !== Math.min(rows, columns)) return;
      let weight = 0;
      let distance = 0;
      const real = chosen.map((column, index) => {
        if (column < 0 || weights[index]![column] === -Infinity) return -1;
        weight += weights[index]![column]!;
        distance += distances[index]![column]!;
        return column;
      });
      if (best === undefined || isBetter({ columns: real, weight, distance }, best))
        best = { columns: real, weight, distance };
      return;
    }
    for (let column = -1; column < columns; column++) {
      if (column >= 0 && chosen.includes(column)) continue;
      choose(row + 1, [...chosen, column]);
    }
  };
  choose(0, []);
  return best!.columns;
}

type Candidate = { columns: number[]; weight: number; distance: number };

function isBetter(a: Candidate, b: Candidate): boolean {
  if (a.weight !== b.weight) return a.weight > b.weight;
  if (a.distance !== b.distance) return a.distance < b.distance;
  const rank = (column: number): number => (column < 0 ? Infinity : column);
  const at = a.columns.findIndex((column, row) => column !== b.columns[row]);
  return at >= 0 && rank(a.columns[at]!) < rank(b.columns[at]!);
}

// Integers keep the slow oracle's sums exact; few values make ties common.
const problem = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
  .chain(([rows, columns]) => {
    const matrix = (cell: fc.Arbitrary<number>): fc.Arbitrary<number[][]> =>
      fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      });
    return fc.tuple(
      matrix(
        fc.oneof(
          { weight: 4, arbitrary: fc.integer({ min: -2, max: 4 }) },
          { weight: 1, arbitrary: fc.constant(-Infinity) },
        ),
      ),
      matrix(fc.integer({ min: 0, max: 2 })),
    );
  });

describe('maximumWeightMatching', () => {
  test.for([
    {
      name: 'the cost example',
      weights: [
        [-4, -1, -3],
        [-2, -0, -5],
        [-3, -2, -2],
      ],
      columns: [1, 0, 2],
    },
    {
      name: 'the greedy trap',
      weights: [
        [0.9, 0.8],
        [0.85, 0],
      ],
      columns: [1, 0],
    },
    { name: 'more rows than columns', weights: [[0.3], [0.9], [0.8]], columns: [-1, 0, -1] },
    { name: 'more columns than rows', weights: [[0.3, 0.9, 0.8]], columns: [1] },
    {
      name: 'ties go to the first',
      weights: [
        [1, 1, 1],
        [1, 1, 1],
      ],
      columns: [0, 1],
    },
    { name: 'ties among rows go to the first', weights: [[1], [1], [1]], columns: [0, -1, -1] },
    {
      name: 'forbidden pairs stay out',
      weights: [
        [-Infinity, -Infinity],
        [-Infinity, 0.3],
      ],
      columns: [-1, 1],
    },
    {
      name: 'decimal sums that tie are ties',
      weights: [
        [0.1, 0.9],
        [0, 0.8],
      ],
      columns: [0, 1],
    },
    { name: 'no columns', weights: [[], []], columns: [-1, -1] },
    { name: 'no rows', weights: [], columns: [] },
  ])('solves $name', ({ weights, columns }) => {
    expect(maximumWeightMatching(weights)).toEqual(columns);
  });

  test.for([
    { name: 'columns', weights: [[1, 1]], distances: [[2, 1]], columns: [1] },
    { name: 'rows', weights: [[1], [1]], distances: [[2], [1]], columns: [-1, 0] },
    {
      name: 'pairs',
      weights: [
        [1, 1],
        [1, 1],
        [1, 1],
      ],
      distances: [
        [1, 9],
        [3, 1],
        [0, 2],
      ],
      columns: [-1, 1, 0],
    },
    {
      name: 'far ones',
      weights: [
        [2, 2],
        [2, 2],
      ],
      distances: [
        [4e6, 5e6],
        [1, 1e6 - 1],
      ],
      columns: [0, 1],
    },
    {
      name: 'what is allowed',
      weights: [
        [-Infinity, 1],
        [1, -Infinity],
        [1, 1],
      ],
      distances: [
        [0, 5],
        [4, 0],
        [1, 1],
      ],
      columns: [-1, 0, 1],
    },
  ])('of equal weights takes the nearest $name', ({ weights, distances, columns }) => {
    expect(maximumWeightMatching(weights, distances)).toEqual(columns);
  });

  test('reaches 1.65 where greedy choice stops at 0.9', () => {
    const weights = [
      [0.9, 0.8],
      [0.85, 0],
    ];
    const total = maximumWeightMatching(weights).reduce(
      (sum, column, row) => sum + weights[row]![column]!,
      0,
    );
    expect(total).toBeCloseTo(1.65, 12);
  });

  test('equals the best of all assignments, ties included', () => {
    fc.assert(
      fc.property(problem, ([weights, distances]) => {
        expect(maximumWeightMatching(weights, distances)).toEqual(bruteForce(weights, distances));
      }),
      { numRuns: 1500 },
    );
  });

  test('equals it as well where rows repeat each other more often than there are columns', () => {
    const repeated = fc
      .tuple(problem, fc.array(fc.nat(4), { minLength: 3, maxLength: 7 }))
      .map(([[weights, distances], picks]) => {
        const pick = (matrix: number[][]): number[][] =>
          picks.map((at) => matrix[at % matrix.length]!.slice(0, 2));
        return [pick(weights), pick(distances)] as const;
      });
    fc.assert(
      fc.property(repeated, ([weights, distances]) => {
        expect(maximumWeightMatching(weights, distances)).toEqual(bruteForce(weights, distances));
      }),
      { numRuns: 1000 },
    );
  });

  test('takes 40,000 equal rows, where a search for each takes a minute', { timeout: 20_000 }, () => {
    const rows = Array.from({ length: 40_000 }, () => [0.9, 0.3]);
    const columns = maximumWeightMatching(rows);
    expect(columns.slice(0, 2)).toEqual([0, 1]);
    expect(columns.slice(2).every((column) => column === -1)).toBe(true);
  });

  test('refuses a ragged matrix and a NaN', () => {
    expect(() => maximumWeightMatching([[1, 2], [3]])).toThrow(/columns/u);
    expect(() => maximumWeightMatching([[Number.NaN]])).toThrow(/not a number/u);
  });

  test('stays exact for large weights and for 300 by 300', () => {
    const size = 300;
    const weights = Array.from({ length: size }, (_, row) =>
      Array.from({ length: size }, (_, column) => 1e7 - ((row * 7 + column * 13) % 101)),
    );
    const columns = maximumWeightMatching(weights);
    expect(new Set(columns).size).toBe(size);
  });
});
