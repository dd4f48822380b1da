import {
  commonLimit,
  compareRuns,
  detectableOf,
  meanUpTo,
  type Estimate,
  type ExplanationScore,
  type Interval,
  type ModelMarksScore,
  type Proportion,
  type RunComparison,
  type Scorecard,
  type ShownInterval,
} from '@bebug/scorer';

export type PrintedInterval = Interval & { readonly method: ShownInterval['method'] | 'Wilson' | 'Poisson' };

/** The interval that is printed beside a proportion: the one that is made by source file, or, of a single file, Wilson's. */
export function shownInterval({ wilson, bootstrap }: Proportion): PrintedInterval | null {
  return bootstrap.shown ?? (wilson && { ...wilson, method: 'Wilson' });
}

/** The same for a rate, with the exact interval of a count. */
export function shownRate({
  poisson,
  bootstrap,
}: Scorecard['controls']['per1000Lines']): PrintedInterval | null {
  return bootstrap.shown ?? (poisson && { ...poisson, method: 'Poisson' });
}

export function intervalOf({ bootstrap }: Pick<Estimate, 'bootstrap'>): Interval | null {
  return bootstrap.shown;
}

/** `62 % of 40`; `–` of none. */
export function shareText({ value, n }: Scorecard['pointing']['category']): string {
  return value === null ? '–' : `${percent(value)} of ${n}`;
}

/** `62 %`; `–` for what is undefined. */
export function percent(value: number | null): string {
  return value === null ? '–' : `${(100 * value).toFixed(0)} %`;
}

/** `[49, 75]` in per cent. */
export function percentInterval(interval: Interval | null): string {
  return interval === null ? '' : `[${(100 * interval.low).toFixed(0)}, ${(100 * interval.high).toFixed(0)}]`;
}

/** `+12` in percentage points, with its interval. */
export function points(value: number | null): string {
  if (value === null) return '–';
  const rounded = (100 * value).toFixed(0);
  return value >= 0.005 ? `+${rounded}` : rounded === '-0' ? '0' : rounded.replace('-', '−');
}

export function pointsInterval(interval: Interval | null): string {
  return interval === null ? '' : `[${points(interval.low)}, ${points(interval.high)}]`;
}

export function decimal(value: number | null, digits = 1): string {
  return value === null ? '–' : value.toFixed(digits);
}

/** `[0.21, 0.55]`. */
export function decimalInterval(interval: Interval | null, digits = 1): string {
  return interval === null ? '' : `[${decimal(interval.low, digits)}, ${decimal(interval.high, digits)}]`;
}

/** The interval of a figure, or in brackets why it has none that would hold. */
export function decimalRange({ bootstrap }: Pick<Estimate, 'bootstrap'>, digits = 1): string {
  return bootstrap.refused === undefined
    ? decimalInterval(bootstrap.shown, digits)
    : `(${bootstrap.refused})`;
}

/** `at least 82`: 95 % of such sentences are true. Chao's formula alone says what is likely to be a bound. */
export function chaoText({ chao }: RunComparison['seeding']): string {
  return chao.atLeast === null ? '–' : `at least ${chao.atLeast}`;
}

/** `340 ms`, `12.5 s`, `3.2 min`; `–` for what is undefined. */
export function duration(ms: number | null): string {
  if (ms === null) return '–';
  if (ms < 1000) return `${ms.toFixed(0)} ms`;
  return ms < 60_000 ? `${(ms / 1000).toFixed(1)} s` : `${(ms / 60_000).toFixed(1)} min`;
}

/** How long it takes to find a bug, over runs: means up to one limit. `null` where no run tells times. */
export function timesToFind(
  scorecards: readonly Scorecard[],
): { readonly limit: string; readonly cell: (card: Scorecard) => string } | null {
  const limitMs = commonLimit(scorecards.map(({ timeToFind }) => timeToFind));
  if (limitMs === null) return null;
  return {
    limit: duration(limitMs),
    cell: ({ timeToFind }) => {
      if (timeToFind === null) return '–';
      const { restrictedMeanMs, restrictedMeanInterval: interval } = meanUpTo(timeToFind, limitMs);
      const range = interval === null ? '' : ` [${duration(interval.low)}, ${duration(interval.high)}]`;
      return `${duration(timeToFind.medianMs)}; ${duration(restrictedMeanMs)}${range}`;
    },
  };
}

/** Of 8: two for each criterion; `null` where nobody marked. */
export function markTotal({ marks }: ExplanationScore): number | null {
  if (marks.findings === 0) return null;
  return marks.criteria.reduce((sum, { mean }) => sum + (mean.value ?? 0), 0);
}

/** The share of explanations that a model found right, corrected where people marked some of them too. */
export function correctedShare({ right, corrected }: ModelMarksScore['criteria'][number]): {
  readonly share: string;
  readonly range: string;
  /** What the first is made from, or that it is not corrected. */
  readonly basis: string;
} {
  const raw = percent(right.value);
  if (corrected.value === null)
    return { share: raw, range: percentInterval(shownInterval(right)), basis: 'raw, not corrected' };
  return {
    share: percent(corrected.value),
    range: percentInterval(corrected.langReiczigel),
    basis: `raw ${raw}`,
  };
}

/** A name that a run chose, short and on one line. */
export function detectorName({ detector, version }: Pick<Scorecard, 'detector' | 'version'>): string {
  const main = version.split(',')[0]!;
  return visible(main.startsWith(`${detector} `) ? main : `${detector} ${main}`)
    .slice(0, 60)
    .trim();
}

/** Text without control characters, which a terminal would obey. */
export function visible(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\ufffd');
}

/** Runs of one set compared, with the sampling that their scorecards were made with. */
export function comparisonOf(scorecards: readonly Scorecard[]): RunComparison {
  const { seed, draws } = scorecards[0]!.method;
  return compareRuns(scorecards, { seed, draws });
}

/** Whether a run left bugs out: recall over all bugs must then stand beside the headline, which it may flatter. */
export function isPartial(scorecards: readonly Scorecard[]): boolean {
  return scorecards.some(({ tasks }) => tasks.bugsNotAttempted > 0);
}

/** `Tells 9 points of recall apart …`; nothing where even the largest difference could not be told. */
export function detectableSentence(
  scorecards: readonly Scorecard[],
  comparison: RunComparison | null,
): string | null {
  const detectable = detectableOf(scorecards, comparison);
  if (detectable === null) return null;
  const about = comparison === null ? ', if 30 % of the bugs are found by only one of two detectors' : '';
  return `This set tells ${(100 * detectable).toFixed(0)} points of recall apart with 80 % power${about}.`;
}

/** `0.032`, `< 0.001`; `–` for what is undefined. */
export function pValue(p: number | null): string {
  if (p === null) return '–';
  return p < 0.001 ? '< 0.001' : p.toFixed(3);
}

/** `1–2`. */
export function rankRange(rank: { readonly low: number; readonly high: number } | null): string {
  if (rank === null) return '–';
  return rank.low === rank.high ? `${rank.low}` : `${rank.low}–${rank.high}`;
}

/** Detectors in one report must have been scored on one set, in one way. */
export function isComparable(scorecards: readonly Scorecard[]): boolean {
  const keys = scorecards.map(({ setHash, method: { strictness, k, maxSpan, allowNoControls, sources } }) =>
    JSON.stringify([setHash, strictness, k, maxSpan, allowNoControls, sources.known]),
  );
  return new Set(keys).size <= 1;
}
