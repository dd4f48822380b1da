import { compareText, CRITERIA, groupBy, type Criterion } from '@bebug/core';
import { agreementByCluster } from './clustered-agreement.ts';
import type { Estimate } from './estimate.ts';
import { estimateOf, type Sampling } from './estimates.ts';
import { cohenKappa, fleissOf, fleissSums, squaredSteps } from './kappa.ts';
import { alphaOf, coincidences } from './krippendorff-alpha.ts';

/** An explanation, its source file, and what each grader marked it. */
export interface MarkedExplanation {
  readonly cluster: string;
  readonly marks: ReadonlyMap<string, Readonly<Record<Criterion, number>>>;
}

export interface MarkAgreement {
  /** By name; `explanations`: how many each marked. */
  readonly graders: readonly { readonly by: string; readonly explanations: number }[];
  /** Explanations that two graders or more marked: the others say nothing. */
  readonly explanations: number;
  readonly criteria: readonly {
    readonly name: Criterion;
    /** Krippendorff's, for ranks. */
    readonly alpha: Estimate;
    /** `null` where explanations differ in how many graders they have. */
    readonly fleissKappa: Estimate | null;
    /** Any two graders with an explanation in common. */
    readonly pairs: readonly {
      readonly graders: readonly [string, string];
      readonly explanations: number;
      readonly cohenKappa: Estimate;
      /** By squared steps from 0 to 2. */
      readonly weightedKappa: Estimate;
    }[];
  }[];
}

/** What can be marked. */
const VALUES = [0, 1, 2];

/** How far graders, people and models, agree on the same explanations: with intervals that are drawn by source file. */
export function markAgreement(explanations: readonly MarkedExplanation[], sampling: Sampling): MarkAgreement {
  const names = [...new Set(explanations.flatMap(({ marks }) => [...marks.keys()]))].sort(compareText);
  const shared = explanations.filter(({ marks }) => marks.size > 1);
  return {
    graders: names.map((by) => ({
      by,
      explanations: explanations.filter(({ marks }) => marks.has(by)).length,
    })),
    explanations: shared.length,
    criteria: CRITERIA.map((name) => ({
      name,
      alpha: alphaEstimate(shared, name, sampling),
      fleissKappa: fleissEstimate(shared, name, sampling),
      pairs: names.flatMap((first, at) =>
        names.slice(at + 1).flatMap((second) => pairOf(shared, [first, second], name, sampling) ?? []),
      ),
    })),
  };
}

type Clusters = ReadonlyMap<string, readonly MarkedExplanation[]>;

function byCluster(explanations: readonly MarkedExplanation[]): Clusters {
  return groupBy(explanations, ({ cluster }) => cluster);
}

/** A statistic of sums over the explanations of each cluster. */
function estimate(
  explanations: readonly MarkedExplanation[],
  sumsOf: (some: readonly MarkedExplanation[]) => number[],
  statistic: (sums: readonly number[]) => number | null,
  ratingsOf: (sums: readonly number[]) => number[],
  sampling: Sampling,
  key: string,
): Estimate {
  const clusters = new Map([...byCluster(explanations)].map(([cluster, some]) => [cluster, sumsOf(some)]));
  return estimateOf(
    clusters,
    statistic,
    explanations.length,
    sampling,
    `agreement ${key}`,
    agreementByCluster((sums) => ({ units: explanations.length, ratings: ratingsOf(sums) })),
  );
}

/** Of a square with a row and a column for each value, row by row. */
function rowTotals(square: readonly number[]): number[] {
  return VALUES.map((_, row) =>
    VALUES.reduce((sum, column) => sum + square[row * VALUES.length + column]!, 0),
  );
}

function columnTotals(square: readonly number[]): number[] {
  return VALUES.map((_, column) =>
    VALUES.reduce((sum, row) => sum + square[row * VALUES.length + column]!, 0),
  );
}

function marksFor({ marks }: MarkedExplanation, name: Criterion): number[] {
  return [...marks.values()].map((one) => one[name]);
}

function alphaEstimate(shared: readonly MarkedExplanation[], name: Criterion, sampling: Sampling): Estimate {
  return estimate(
    shared,
    (some) =>
      coincidences(
        some.map((one) => marksFor(one, name)),
        VALUES,
      ),
    (sums) => alphaOf(sums, VALUES, 'ordinal'),
    rowTotals,
    sampling,
    `alpha ${name}`,
  );
}

function fleissEstimate(
  shared: readonly MarkedExplanation[],
  name: Criterion,
  sampling: Sampling,
): Estimate | null {
  const [raters, ...others] = new Set(shared.map(({ marks }) => marks.size));
  if (raters === undefined || others.length > 0) return null;
  const countsOf = (one: MarkedExplanation): number[] => {
    const marks = marksFor(one, name);
    return VALUES.map((value) => marks.filter((mark) => mark === value).length);
  };
  return estimate(
    shared,
    (some) => fleissSums(some.map(countsOf)),
    (sums) => fleissOf(sums, raters),
    ([, ...ratings]) => ratings,
    sampling,
    `Fleiss ${name}`,
  );
}

function pairOf(
  shared: readonly MarkedExplanation[],
  graders: readonly [string, string],
  name: Criterion,
  sampling: Sampling,
): MarkAgreement['criteria'][number]['pairs'][number] | null {
  const common = shared.filter(({ marks }) => graders.every((by) => marks.has(by)));
  if (common.length === 0) return null;
  const size = VALUES.length;
  const cellsOf = (some: readonly MarkedExplanation[]): number[] => {
    const cells = new Array<number>(size ** 2).fill(0);
    for (const { marks } of some) {
      const [first, second] = graders.map((by) => marks.get(by)![name]) as [number, number];
      cells[first * size + second]! += 1;
    }
    return cells;
  };
  const kappa = (key: string, disagreement?: Parameters<typeof cohenKappa>[1]): Estimate =>
    estimate(
      common,
      cellsOf,
      (cells) =>
        cohenKappa(
          VALUES.map((row) => cells.slice(row * size, (row + 1) * size)),
          disagreement,
        ),
      (cells) => {
        const columns = columnTotals(cells);
        return rowTotals(cells).map((row, value) => row + columns[value]!);
      },
      sampling,
      `${key} ${name} ${graders.join(' ')}`,
    );
  return {
    graders,
    explanations: common.length,
    cohenKappa: kappa('Cohen'),
    weightedKappa: kappa('weighted', squaredSteps),
  };
}
