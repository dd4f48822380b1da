import { BebugError } from '@bebug/core';
import { firstOfEqualRows } from './repeated-rows.ts';
import { lexicographicallyFirst } from './tie-break.ts';

/** Weights and costs are compared as integers of this size, so that equal totals are equal and not "almost". */
const RESOLUTION = 1e9;

/**
 * The assignment of rows to columns with the largest total weight: exact, and unique by construction.
 *
 * `weights` is rectangular; every row is assigned when rows are not more than columns, otherwise every column is. A weight
 * of `-Infinity` forbids a pair: it is never part of the answer and counts as nothing. With weights ≥ 0 this is the
 * maximum-weight matching of the bipartite graph. Ties are broken first by the smallest total of `distances` (same shape),
 * then by the lexicographically first answer. Weights are told apart to 1e-9 (coarser when they are above about 1e6).
 *
 * Returns the column of each row, -1 for a row that is left out. Throws `internal` for a ragged matrix or a NaN.
 *
 * A row that comes again and again (one detector saying the same a thousand times) costs no more than as many of it as there are columns:
 * the first of them go before the others, so that these are left out.
 *
 * Source: the shortest augmenting path form of the Hungarian method, O(rows · columns · min(rows, columns)), over the
 * ordered group of pairs (weight, distance). R. Jonker, A. Volgenant, A shortest augmenting path algorithm for dense and
 * sparse linear assignment problems, Computing 38 (1987).
 */
export function maximumWeightMatching(
  weights: readonly (readonly number[])[],
  distances?: readonly (readonly number[])[],
): number[] {
  const columns = weights[0]?.length ?? 0;
  const kept = firstOfEqualRows(weights, distances, columns);
  const answer = weights.map(() => -1);
  const chosen = matchingOf(
    kept.map((row) => weights[row]!),
    distances && kept.map((row) => distances[row] ?? []),
  );
  for (const [at, column] of chosen.entries()) answer[kept[at]!] = column;
  return answer;
}

function matchingOf(
  weights: readonly (readonly number[])[],
  distances: readonly (readonly number[])[] | undefined,
): number[] {
  const rows = weights.length;
  const columns = weights[0]?.length ?? 0;
  if (columns === 0) return weights.map(() => -1);
  const flipped = rows > columns;
  const cost = costs(weights, distances, flipped);
  const dual = shortestAugmentingPaths(cost);

  const at = (row: number, column: number): number =>
    flipped ? column * rows + row : row * columns + column;
  const columnOf: number[] = new Array<number>(rows).fill(columns);
  for (const [short, long] of dual.assigned.entries()) {
    if (flipped) columnOf[long] = short;
    else columnOf[short] = long;
  }
  const longIsIdle = (long: number): boolean => dual.long[0][long] === 0 && dual.long[1][long] === 0;
  const answer = lexicographicallyFirst({
    columnOf,
    columns,
    tight: (row, column) => dual.tight(flipped ? column : row, flipped ? row : column),
    columnMayIdle: (column) => !flipped && longIsIdle(column),
    rowMayIdle: (row) => flipped && longIsIdle(row),
    forbidden: (row, column) => cost.forbidden[at(row, column)] === 1,
  });
  return answer.map((column, row) =>
    column === columns || cost.forbidden[at(row, column)] === 1 ? -1 : column,
  );
}

interface Costs {
  /** Number of rows of the short side, and of columns of the long side. */
  readonly short: number;
  readonly long: number;
  readonly first: Float64Array;
  readonly second: Float64Array;
  readonly forbidden: Uint8Array;
}

function costs(
  weights: readonly (readonly number[])[],
  distances: readonly (readonly number[])[] | undefined,
  flipped: boolean,
): Costs {
  const rows = weights.length;
  const columns = weights[0]!.length;
  const first = new Float64Array(rows * columns);
  const second = new Float64Array(rows * columns);
  const forbidden = new Uint8Array(rows * columns);
  const weightUnit = resolution(weights, Math.min(rows, columns));
  const distanceUnit = distances ? resolution(distances, Math.min(rows, columns)) : 1;
  for (let row = 0; row < rows; row++) {
    if (weights[row]!.length !== columns || (distances && distances[row]?.length !== columns)) {
      throw new BebugError('internal', `Row ${row} of a weight matrix has not ${columns} columns.`);
    }
    for (let column = 0; column < columns; column++) {
      const weight = weights[row]![column]!;
      const distance = distances?.[row]![column] ?? 0;
      const place = flipped ? column * rows + row : row * columns + column;
      if (weight === -Infinity) {
        forbidden[place] = 1;
        continue;
      }
      if (!Number.isFinite(weight) || !Number.isFinite(distance)) {
        throw new BebugError('internal', `The weight at ${row}, ${column} is not a number.`);
      }
      first[place] = -Math.round(weight * weightUnit);
      second[place] = Math.round(distance * distanceUnit);
    }
  }
  return {
    short: flipped ? columns : rows,
    long: flipped ? rows : columns,
    first,
    second,
    forbidden,
  };
}

/** The largest power of ten up to 1e9 at which no sum along an augmenting path leaves the exact integers. */
function resolution(matrix: readonly (readonly number[])[], side: number): number {
  let largest = 1;
  for (const row of matrix) {
    for (const value of row) if (Number.isFinite(value)) largest = Math.max(largest, Math.abs(value));
  }
  let unit = RESOLUTION;
  while (unit * largest * (4 * side + 4) > Number.MAX_SAFE_INTEGER) unit /= 10;
  return unit;
}

interface Dual {
  /** Column of the long side for each row of the short side. */
  readonly assigned: number[];
  /** Potentials of the long side: (weight, distance). */
  readonly long: readonly [Float64Array, Float64Array];
  /** True when the pair can be part of an optimum: its reduced cost is zero. */
  readonly tight: (short: number, long: number) => boolean;
}

function shortestAugmentingPaths({ short, long, first, second }: Costs): Dual {
  // Index 0 of both sides is the root of the search; real rows and columns count from 1.
  const u1 = new Float64Array(short + 1);
  const u2 = new Float64Array(short + 1);
  const v1 = new Float64Array(long + 1);
  const v2 = new Float64Array(long + 1);
  const rowAt = new Int32Array(long + 1);
  const cameFrom = new Int32Array(long + 1);
  for (let row = 1; row <= short; row++) {
    rowAt[0] = row;
    let column = 0;
    const least1 = new Float64Array(long + 1).fill(Infinity);
    const least2 = new Float64Array(long + 1).fill(Infinity);
    const done = new Uint8Array(long + 1);
    do {
      done[column] = 1;
      const from = rowAt[column]!;
      const base = (from - 1) * long - 1;
      let delta1 = Infinity;
      let delta2 = Infinity;
      let next = 0;
      for (let to = 1; to <= long; to++) {
        if (done[to] === 1) continue;
        const reduced1 = first[base + to]! - u1[from]! - v1[to]!;
        const reduced2 = second[base + to]! - u2[from]! - v2[to]!;
        if (isLess(reduced1, reduced2, least1[to]!, least2[to]!)) {
          least1[to] = reduced1;
          least2[to] = reduced2;
          cameFrom[to] = column;
        }
        if (isLess(least1[to]!, least2[to]!, delta1, delta2)) {
          delta1 = least1[to]!;
          delta2 = least2[to]!;
          next = to;
        }
      }
      for (let to = 0; to <= long; to++) {
        if (done[to] === 1) {
          u1[rowAt[to]!]! += delta1;
          u2[rowAt[to]!]! += delta2;
          v1[to]! -= delta1;
          v2[to]! -= delta2;
        } else {
          least1[to]! -= delta1;
          least2[to]! -= delta2;
        }
      }
      column = next;
    } while (rowAt[column] !== 0);
    while (column !== 0) {
      const before = cameFrom[column]!;
      rowAt[column] = rowAt[before]!;
      column = before;
    }
  }

  const assigned: number[] = new Array<number>(short).fill(-1);
  for (let column = 1; column <= long; column++) {
    if (rowAt[column]! > 0) assigned[rowAt[column]! - 1] = column - 1;
  }
  const tight = (row: number, column: number): boolean => {
    const place = row * long + column;
    return (
      first[place]! - u1[row + 1]! - v1[column + 1]! === 0 &&
      second[place]! - u2[row + 1]! - v2[column + 1]! === 0
    );
  };
  return { assigned, long: [v1.subarray(1), v2.subarray(1)], tight };
}

function isLess(a1: number, a2: number, b1: number, b2: number): boolean {
  return a1 < b1 || (a1 === b1 && a2 < b2);
}
