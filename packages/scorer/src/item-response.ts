import { BebugError, groupBy } from '@bebug/core';
import { exchangeableVariances } from './exchangeable-variances.ts';
import {
  expected,
  NODES,
  patternsOf,
  probability,
  standardAbilities,
  type Expected,
  type Line,
  type Pattern,
  type Responses,
} from './marginal-likelihood.ts';
import { inverseOf } from './symmetric-matrix.ts';

/** Logits; `null` where no response tells: an item that all found, or nobody did, has no finite difficulty. */
export interface RaschItem {
  readonly b: number | null;
  readonly se: number | null;
  /** Mean squared residual, weighted by information, and unweighted: 1 as the model expects, more where answers surprise. */
  readonly infit: number | null;
  readonly outfit: number | null;
}

export interface TwoParameterItem extends RaschItem {
  readonly a: number | null;
  readonly seA: number | null;
}

/** Expected a posteriori, with the posterior's standard deviation: items are taken for known, which makes it too small where they have slopes of their own. */
export interface Ability {
  readonly theta: number;
  readonly se: number;
}

interface Fit<Item> {
  readonly items: readonly Item[];
  readonly logLikelihood: number;
  readonly abilities: readonly Ability[];
  /** False when the likelihood still rose at the last step: take the numbers for provisional. */
  readonly converged: boolean;
}

export interface RaschFit extends Fit<RaschItem> {
  /** Of abilities, whose mean is 0. */
  readonly variance: number;
}
export type TwoParameterFit = Fit<TwoParameterItem>;

const UNKNOWN: RaschItem = { b: null, se: null, infit: null, outfit: null };

const STEPS = 5_000;
const CLOSE = 1e-8;
/** Beyond these a parameter runs away: the data say no more than "very". */
const BOUND = 20;

/**
 * Rasch model P = σ(θ − b) with θ ~ N(0, variance), by marginal maximum likelihood. `responses[person][item]`.
 *
 * Source: G. Rasch (1960); D. Thissen, Psychometrika 47 (1982), for the marginal likelihood with free variance.
 */
export function fitRasch(responses: Responses): RaschFit {
  const known = informative(responses);
  const answers = reduced(responses, known);
  const { lines, logLikelihood, converged, patterns } = climb(answers, commonSlope);
  const sd = lines[0]?.slope ?? 0;
  const variances = exchangeableVariances(
    [[0], ...alikeItems(answers).map((items) => items.map((item) => item + 1))],
    informationColumns(patterns, lines, COMMON_SLOPE),
  );
  const abilities = abilitiesOf(answers, lines, sd);
  const items = spread<RaschItem>(responses, known, UNKNOWN, (index) => ({
    b: -lines[index]!.intercept,
    se: rootOf(variances?.[index + 1]),
    ...fitOf(responses, known[index]!, lines[index]!, abilities, sd),
  }));
  return {
    items,
    variance: sd * sd,
    logLikelihood,
    abilities,
    converged,
  };
}

/**
 * Two-parameter model P = σ(a (θ − b)) with θ ~ N(0, 1), by marginal maximum likelihood. `responses[person][item]`. Below some 40
 * persons use `fitRasch`.
 *
 * Source: A. Birnbaum (1968); R. D. Bock, M. Aitkin, Psychometrika 46 (1981).
 */
export function fit2pl(responses: Responses): TwoParameterFit {
  const known = informative(responses);
  const answers = reduced(responses, known);
  const { lines, logLikelihood, converged, patterns } = climb(answers, ownSlopes);
  const covariance = covarianceOf(patterns, lines, OWN_SLOPES);
  const abilities = abilitiesOf(answers, lines, 1);
  const items = spread<TwoParameterItem>(responses, known, { ...UNKNOWN, a: null, seA: null }, (index) => {
    const { slope: a, intercept } = lines[index]!;
    const [ofA, ofBoth, ofIntercept] = [
      [0, 0],
      [0, 1],
      [1, 1],
    ].map(([row, column]) => covariance?.[2 * index + row!]?.[2 * index + column!]);
    const b = -intercept / a;
    const variance = covariance && (ofIntercept! + 2 * b * ofBoth! + b * b * ofA!) / (a * a);
    return {
      a,
      seA: rootOf(ofA),
      b,
      se: rootOf(variance ?? undefined),
      ...fitOf(responses, known[index]!, lines[index]!, abilities, 1),
    };
  });
  return {
    items,
    logLikelihood,
    abilities,
    converged,
  };
}

/** Places of the items that some found and some did not. */
function informative(responses: Responses): number[] {
  const length = responses[0]?.length ?? 0;
  if (responses.some((row) => row.length !== length))
    throw new BebugError('internal', 'Item response models need one place an item from every person.');
  return Array.from({ length }, (_, item) => item).filter((item) =>
    [0, 1].every((answer) => responses.some((row) => row[item] === answer)),
  );
}

function reduced(responses: Responses, known: readonly number[]): Responses {
  return responses.map((row) => known.map((item) => row[item]!));
}

/** Of every item: what is made of its line, or `unknown` where it has none. */
function spread<T>(
  responses: Responses,
  known: readonly number[],
  unknown: T,
  made: (index: number) => T,
): T[] {
  return (responses[0] ?? []).map((_, item) => (known.includes(item) ? made(known.indexOf(item)) : unknown));
}

/** Expectation and maximisation in turn, until nothing moves. */
function climb(
  responses: Responses,
  improve: (lines: readonly Line[], seen: Expected) => Line[],
): { lines: Line[]; logLikelihood: number; converged: boolean; patterns: Pattern[] } {
  const patterns = patternsOf(responses);
  let lines: Line[] = (responses[0] ?? []).map(() => ({ slope: 1, intercept: 0 }));
  let converged = lines.length === 0;
  for (let step = 0; step < STEPS && !converged; step++) {
    const next = improve(lines, expected(patterns, lines));
    converged = lines.every(
      ({ slope, intercept }, index) =>
        Math.abs(next[index]!.slope - slope) < CLOSE && Math.abs(next[index]!.intercept - intercept) < CLOSE,
    );
    lines = next;
  }
  return { lines, logLikelihood: expected(patterns, lines).logLikelihood, converged, patterns };
}

/** First and second derivatives of an item's expected log-likelihood. */
function slopesAt(line: Line, item: number, { answered, found }: Expected) {
  const at = { slope: 0, intercept: 0, slope2: 0, both: 0, intercept2: 0 };
  for (const [node, z] of NODES.entries()) {
    const p = probability(line, z);
    const residual = found[item]![node]! - answered[item]![node]! * p;
    const weight = answered[item]![node]! * p * (1 - p);
    at.slope += residual * z;
    at.intercept += residual;
    at.slope2 += weight * z * z;
    at.both += weight * z;
    at.intercept2 += weight;
  }
  return at;
}

/** One Newton step for each item. */
function ownSlopes(lines: readonly Line[], seen: Expected): Line[] {
  return lines.map((line, item) => {
    const at = slopesAt(line, item, seen);
    const determinant = at.slope2 * at.intercept2 - at.both ** 2;
    if (!(determinant > 0)) return line;
    return {
      slope: bounded(line.slope + (at.slope * at.intercept2 - at.intercept * at.both) / determinant),
      intercept: bounded(line.intercept + (at.intercept * at.slope2 - at.slope * at.both) / determinant),
    };
  });
}

/** One Newton step for all items and the slope that they share: the intercepts are eliminated first. */
function commonSlope(lines: readonly Line[], seen: Expected): Line[] {
  const all = lines.map((line, item) => slopesAt(line, item, seen));
  const gradient = all.reduce((sum, at) => sum + at.slope - (at.both * at.intercept) / at.intercept2, 0);
  const curvature = all.reduce((sum, at) => sum + at.slope2 - at.both ** 2 / at.intercept2, 0);
  const step = curvature > 0 ? gradient / curvature : 0;
  return lines.map((line, item) => {
    const at = all[item]!;
    return {
      slope: Math.max(0, bounded(line.slope + step)),
      intercept: bounded(line.intercept + (at.intercept - at.both * step) / at.intercept2),
    };
  });
}

function bounded(value: number): number {
  return Math.min(BOUND, Math.max(-BOUND, value));
}

type Slopes = ReturnType<typeof slopesAt>;

/** The free parameters of a model: as a vector, back as lines, and the gradient in their order. */
interface Parameters {
  readonly of: (lines: readonly Line[]) => number[];
  readonly lines: (values: readonly number[]) => Line[];
  readonly gradient: (items: readonly Slopes[]) => number[];
}

const COMMON_SLOPE: Parameters = {
  of: (lines) => [lines[0]?.slope ?? 0, ...lines.map(({ intercept }) => intercept)],
  lines: ([slope, ...intercepts]) => intercepts.map((intercept) => ({ slope: slope!, intercept })),
  gradient: (items) => [
    items.reduce((sum, { slope }) => sum + slope, 0),
    ...items.map(({ intercept }) => intercept),
  ],
};

const OWN_SLOPES: Parameters = {
  of: (lines) => lines.flatMap(({ slope, intercept }) => [slope, intercept]),
  lines: (values) =>
    Array.from({ length: values.length / 2 }, (_, item) => ({
      slope: values[2 * item]!,
      intercept: values[2 * item + 1]!,
    })),
  gradient: (items) => items.flatMap(({ slope, intercept }) => [slope, intercept]),
};

/** Places of the items that everybody answered alike: their parameters are the same, and so is all that concerns them. */
function alikeItems(answers: Responses): number[][] {
  const items = (answers[0] ?? []).map((_, item) => item);
  return [...groupBy(items, (item) => answers.map((row) => row[item]).join(' ')).values()].map((alike) => [
    ...alike,
  ]);
}

/** Inverse of the observed information; `null` where it is not definite. */
function covarianceOf(
  patterns: readonly Pattern[],
  fitted: readonly Line[],
  parameters: Parameters,
): number[][] | null {
  const columnOf = informationColumns(patterns, fitted, parameters);
  const rows = parameters.of(fitted).map((_, index) => columnOf(index));
  return inverseOf(rows.map((row, index) => row.map((value, at) => (value + rows[at]![index]!) / 2)));
}

/** Columns of the observed information, by central differences of the marginal likelihood's gradient. */
function informationColumns(
  patterns: readonly Pattern[],
  fitted: readonly Line[],
  parameters: Parameters,
): (parameter: number) => number[] {
  const step = 1e-4;
  const values = parameters.of(fitted);
  const gradient = (at: readonly number[]): number[] => {
    const lines = parameters.lines(at);
    const seen = expected(patterns, lines);
    return parameters.gradient(lines.map((line, item) => slopesAt(line, item, seen)));
  };
  const moved = (index: number, by: number): number[] =>
    gradient(values.map((value, at) => (at === index ? value + by : value)));
  return (parameter) => {
    const [above, below] = [moved(parameter, step), moved(parameter, -step)];
    return above.map((value, at) => (below[at]! - value) / (2 * step));
  };
}

function abilitiesOf(answers: Responses, lines: readonly Line[], sd: number): Ability[] {
  return standardAbilities(answers, lines).map((one) => ({ theta: sd * one.mean, se: sd * one.sd }));
}

/** Source: B. D. Wright, G. N. Masters, Rating Scale Analysis (1982), 5. */
function fitOf(
  responses: Responses,
  item: number,
  line: Line,
  abilities: readonly Ability[],
  sd: number,
): Pick<RaschItem, 'infit' | 'outfit'> {
  let [squares, information, standardised, n] = [0, 0, 0, 0];
  for (const [person, row] of responses.entries()) {
    const answer = row[item];
    if (answer === null || answer === undefined) continue;
    const p = probability(line, sd === 0 ? 0 : abilities[person]!.theta / sd);
    squares += (answer - p) ** 2;
    information += p * (1 - p);
    standardised += (answer - p) ** 2 / (p * (1 - p));
    n++;
  }
  return { infit: squares / information, outfit: standardised / n };
}

function rootOf(variance: number | undefined): number | null {
  return variance !== undefined && variance > 0 ? Math.sqrt(variance) : null;
}
