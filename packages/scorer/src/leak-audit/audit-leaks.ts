import { groupBy, keyedInteger, TIERS, type Tier } from '@bebug/core';
import { intervalOfShare } from '../clustered-wilson.ts';
import { resampleClusters } from '../cluster-resampling.ts';
import { sumByCluster } from '../estimates.ts';
import type { ShownInterval } from '../shown-interval.ts';
import { weightedAuc } from '../weighted-auc.ts';
import { allFeatures, FEATURE_KINDS, type Features, type Specimen } from './leak-features.ts';
import { trainClassifier } from './logistic-regression.ts';

/** One planted bug beside its clean twin. */
export interface TwinPair {
  readonly bug: string;
  readonly operator: string;
  readonly tier: Tier;
  /** Corpus and source file: pairs of one file are trained on, or tested, together. */
  readonly cluster: string;
  readonly mutated: Specimen;
  readonly clean: Specimen;
}

/** How well a classifier tells bugs from clean code that it was not trained on: 0.5 is chance. */
export interface LeakRate {
  readonly features: string;
  /** `all`, or one. */
  readonly tier: Tier | 'all';
  readonly pairs: number;
  /** Area under the ROC curve; `null` without pairs. */
  readonly auc: number | null;
  /** 95 %, by source file, for cross-validation; `null` with fewer than two files. */
  readonly interval: ShownInterval | null;
}

/** An operator whose bugs the classifier of all features puts above their clean twins more often than not. */
export interface Giveaway {
  readonly operator: string;
  readonly pairs: number;
  readonly recognised: number;
  /** 95 % interval of the share, by source file. */
  readonly interval: ShownInterval;
}

export interface LeakAudit {
  readonly pairs: number;
  readonly files: number;
  readonly rates: readonly LeakRate[];
  /** Only those whose interval lies above one half. */
  readonly giveaways: readonly Giveaway[];
  /**
   * Whether moderate bugs and above stay at 0.55 or below with all features: `met` and `missed` when the interval of every, or of a,
   * tier says so; `open` while there are too few bugs to tell.
   */
  readonly goal: 'met' | 'missed' | 'open';
}

export const MOST_AUC = 0.55;
const FOLDS = 5;
/**
 * Classifiers of different folds learn from much the same files, and are tested on what the others learned from: the area varies more than its
 * jackknife over files says, by 1 + folds × (tested ÷ learned from) in variance.
 *
 * Source: C. Nadeau, Y. Bengio, Machine Learning 52 (2003), 239–281.
 */
const STRETCH = Math.sqrt(1 + FOLDS / (FOLDS - 1));
/** Fewer pairs say nothing about an operator. */
const FEWEST_PAIRS = 5;
/** Fewer pairs say nothing about a tier. */
const FEWEST_PAIRS_OF_TIER = 20;

interface Scored {
  readonly pair: TwinPair;
  readonly mutated: number;
  readonly clean: number;
}

/**
 * Can a machine tell buggy from clean without understanding? Small classifiers learn on some source files and are tested on the others,
 * where each sees one text at a time.
 */
export function auditLeaks(
  pairs: readonly TwinPair[],
  { seed, draws }: { seed: number; draws: number },
): LeakAudit {
  const kinds = Object.entries({ ...FEATURE_KINDS, all: allFeatures }).filter(
    // What no tool looked at would read like a chance.
    ([name]) => name !== 'hits' || pairs.some(({ mutated }) => mutated.hits.size > 0),
  );
  const scored = kinds.map(([name, features]) => ({
    name,
    results: crossValidated(pairs, features, seed),
  }));
  const rates = scored.flatMap(({ name, results }) =>
    (['all', ...TIERS] as const).map((tier) =>
      rateOf(name, tier, tier === 'all' ? results : results.filter(({ pair }) => pair.tier === tier), {
        seed,
        draws,
      }),
    ),
  );
  const everything = scored.find(({ name }) => name === 'all')!.results;
  return {
    pairs: pairs.length,
    files: new Set(pairs.map(({ cluster }) => cluster)).size,
    rates,
    giveaways: giveawaysOf(everything),
    goal: goalOf(rates),
  };
}

function goalOf(rates: readonly LeakRate[]): LeakAudit['goal'] {
  const judged = rates.filter(
    ({ features, tier, pairs }) => features === 'all' && tier !== 'all' && tier !== 'easy' && pairs > 0,
  );
  const isTold = ({ pairs, interval }: LeakRate): boolean =>
    interval !== null && pairs >= FEWEST_PAIRS_OF_TIER;
  if (judged.some((rate) => isTold(rate) && rate.interval!.low > MOST_AUC)) return 'missed';
  return judged.length > 0 && judged.every((rate) => isTold(rate) && rate.interval!.high <= MOST_AUC)
    ? 'met'
    : 'open';
}

function crossValidated(
  pairs: readonly TwinPair[],
  features: (specimen: Specimen) => Features,
  seed: number,
): Scored[] {
  const extracted = pairs.map((pair) => ({
    pair,
    mutated: features(pair.mutated),
    clean: features(pair.clean),
  }));
  const foldOf = ({ pair }: (typeof extracted)[number]): number =>
    (keyedInteger(seed, 'leak-fold', pair.cluster) >>> 0) % FOLDS;
  const folds = groupBy(extracted, foldOf);
  return [...folds].flatMap(([fold, tested]) => {
    const examples = extracted
      .filter((item) => foldOf(item) !== fold)
      .flatMap(({ mutated, clean }) => [
        { features: mutated, isBug: true },
        { features: clean, isBug: false },
      ]);
    if (examples.length === 0) return [];
    const score = trainClassifier(examples, seed);
    return tested.map(({ pair, mutated, clean }) => ({ pair, mutated: score(mutated), clean: score(clean) }));
  });
}

function rateOf(
  features: string,
  tier: LeakRate['tier'],
  scored: readonly Scored[],
  { seed, draws }: { readonly seed: number; readonly draws: number },
): LeakRate {
  const points = scored
    .flatMap(({ pair: { cluster }, mutated, clean }) => [
      { rating: mutated, isBug: true, cluster },
      { rating: clean, isBug: false, cluster },
    ])
    .sort((a, b) => a.rating - b.rating);
  const statistic = (timesOf: (point: number) => number): number | null => weightedAuc(points, timesOf);
  const clusters = points.map(({ cluster }) => cluster);
  const key = `leak ${features} ${tier}`;
  const auc = statistic(() => 1);
  const { shown } = resampleClusters({ clusters, statistic, n: scored.length, seed, draws, key });
  return {
    features,
    tier,
    pairs: scored.length,
    auc,
    interval: auc === null || shown === null ? null : stretched(auc, shown),
  };
}

/** The ends as many times farther away. */
function stretched(auc: number, { low, high, method }: ShownInterval): ShownInterval {
  return {
    low: Math.max(0, auc - STRETCH * (auc - low)),
    high: Math.min(1, auc + STRETCH * (high - auc)),
    method,
  };
}

function giveawaysOf(scored: readonly Scored[]): Giveaway[] {
  return [...groupBy(scored, ({ pair }) => pair.operator)]
    .flatMap(([operator, of]): Giveaway[] => {
      const recognised = of.filter(({ mutated, clean }) => mutated > clean).length;
      const interval = intervalOfShare(
        sumByCluster(of, ({ pair, mutated, clean }) => [pair.cluster, [Number(mutated > clean), 1]]),
      );
      if (of.length < FEWEST_PAIRS || interval === null || interval.low <= 0.5) return [];
      return [{ operator, pairs: of.length, recognised, interval }];
    })
    .sort((a, b) => b.interval.low - a.interval.low || (a.operator < b.operator ? -1 : 1));
}
