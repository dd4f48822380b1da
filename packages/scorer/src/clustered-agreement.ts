import { errorOf, sumOf, type ByClusterOrRefused } from './by-cluster.ts';
import { clusteredWilson } from './clustered-wilson.ts';

/** Units that two rated or more, and how often each answer was given to them. */
export interface RatingCounts {
  readonly units: number;
  readonly ratings: readonly number[];
}

/** Answers other than the commonest, for each rater: with fewer, intervals do not hold. Measured in benchmarks/intervals. */
const FEWEST_RARER = 3;

/**
 * Interval of an agreement beyond chance, kappa or alpha, with the jackknife's error between clusters. Where one answer is rare, all that tells of
 * agreement is how often who gives it meets another who does: a share of few units. An agreement κ is that share, κ (1 − p) + p with p the share of
 * the rarer answer, so that it gets Wilson's interval with the effective size. Few units that happen to be alike make the jackknife's error too
 * small: it is taken to be no smaller than that of independent units.
 *
 * Source: D. V. Cicchetti, A. R. Feinstein, Journal of Clinical Epidemiology 43 (1990), for the share (positive agreement); `clusteredWilson` for
 * its interval.
 */
export function agreementByCluster(
  countsOf: (totals: readonly number[]) => RatingCounts,
): ByClusterOrRefused {
  return (clustered) => {
    const { rows, statistic } = clustered;
    const totals = sumOf(rows);
    const value = statistic(totals);
    if (value === null) return null;
    const counts = countsOf(totals);
    if (counts.units * (1 - commonestShare(counts)) < FEWEST_RARER)
      return { refused: 'the rarer answers are too few for an interval' };
    const p = rarerShare(counts);
    const share = Math.min(1, Math.max(0, value * (1 - p) + p));
    const units = independentUnits(value, counts);
    const interval = clusteredWilson({
      share,
      error: Math.max((errorOf(clustered) ?? 0) * (1 - p), Math.sqrt((share * (1 - share)) / units)),
      units,
      clusters: rows.length,
    });
    if (interval === null) return null;
    const agreement = (end: number): number => (end - p) / (1 - p);
    return {
      low: agreement(interval.low),
      high: agreement(interval.high),
      method: 'Wilson, effective size',
    };
  };
}

/**
 * The effective size of the share where units are independent: share (1 − share) over its variance. That of kappa is told from raters who each give
 * the common answer of a unit with the chance √κ, and else one by chance, so that any two agree as κ says; where there are more than two answers,
 * as many times less as they are apart by chance, and as differing pairs are more when nearly all agree.
 *
 * Source: the delta method; for two raters it is the variance of D. A. Bloch, H. C. Kraemer, Biometrics 45 (1989), 269–287. For more answers, at
 * κ = 0, J. L. Fleiss, J. C. M. Nee, J. R. Landis, Psychological Bulletin 86 (1979), 974–977.
 */
export function independentUnits(value: number, counts: RatingCounts): number {
  const { units, ratings } = counts;
  const all = sum(ratings);
  const shares = ratings.map((count) => count / all);
  const p = rarerShare(counts);
  const differing = sum(shares.map((share) => share * (1 - share)));
  const skewed = sum(shares.map((share) => share * (1 - share) * (1 - 2 * share)));
  // Below chance the share is so small that its size is that at chance; nobody agrees for sure.
  const kappa = Math.min(1 - 1e-9, Math.max(0, value));
  const byChance = 1 - skewed / differing ** 2;
  const ofMore = (1 - kappa) * byChance + (kappa * 2 * p * (1 - p)) / differing;
  const variance = (ofMore * kappaVariance(kappa, p, Math.floor(all / units + 1e-9))) / units;
  const share = kappa * (1 - p) + p;
  return (share * (1 - share)) / ((1 - p) ** 2 * variance);
}

function commonestShare({ ratings }: RatingCounts): number {
  return Math.max(...ratings) / sum(ratings);
}

/** Of two answers: the commonest, and all others. */
function rarerShare(counts: RatingCounts): number {
  const commonest = commonestShare(counts);
  return Math.min(commonest, 1 - commonest);
}

/** Of one unit: of `raters` that give the rarer of two answers with the chance p. */
export function kappaVariance(kappa: number, p: number, raters: number): number {
  const copied = Math.sqrt(kappa);
  const rare = binomial(raters, copied + (1 - copied) * p);
  const common = binomial(raters, (1 - copied) * p);
  const disagreeing = raters * p * (1 - p) * (1 - kappa);
  return sum(
    rare.map((chance, yes) => {
      const pull =
        (1 - kappa) * (1 - 2 * p) * (yes - raters * p) -
        ((yes * (raters - yes)) / (raters - 1) - disagreeing);
      return (p * chance + (1 - p) * common[yes]!) * (pull / (raters * p * (1 - p))) ** 2;
    }),
  );
}

/** Chances of 0 to n successes. */
function binomial(n: number, p: number): number[] {
  let ways = 1;
  return Array.from({ length: n + 1 }, (_, k) => {
    if (k > 0) ways *= (n - k + 1) / k;
    return ways * p ** k * (1 - p) ** (n - k);
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
