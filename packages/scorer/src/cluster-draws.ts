import { groupBy, type RandomStream } from '@bebug/core';
import { binomialDraws } from './binomial-draws.ts';

/** Totals of clusters, all of one length. */
type Totals = readonly (readonly number[])[];

/** The totals of as many clusters as there are, drawn with replacement. */
type ClusterDraw = () => number[];

/** From here on clusters with the same totals are counted instead of being picked one by one. */
const MANY_CLUSTERS = 10_000;
/** Drawing how often a kind comes takes about as long as picking so many clusters. */
const PICKS_PER_KIND = 8;

/**
 * Draws of the sums of clusters. Which of the clusters with the same totals is picked changes no sum: where there are many clusters of few
 * kinds, how often each kind comes is drawn from the multinomial distribution, and a draw takes as long for a million clusters as for ten
 * thousand. The sums have the same distribution, from another stream of numbers.
 */
export function clusterDraws(totals: Totals, random: RandomStream): ClusterDraw {
  const kinds = fewKinds(totals);
  return kinds === null ? drawsByPick(totals, random) : drawsByKind(kinds, totals.length, random);
}

/** Clusters by their totals; `null` where these are too few, or too different, for counting to pay. */
export function fewKinds(totals: Totals): Totals[] | null {
  if (totals.length < MANY_CLUSTERS) return null;
  const kinds = [...groupBy(totals, (values) => values.join(' ')).values()];
  return kinds.length * PICKS_PER_KIND > totals.length ? null : kinds;
}

/** Column by column: each cluster is picked thousands of times. */
export function drawsByPick(totals: Totals, random: RandomStream): ClusterDraw {
  const columns = columnsOf(totals);
  const picks = new Int32Array(totals.length);
  return () => {
    random.fill(picks, 0, totals.length - 1);
    return columns.map((column) => sumAt(column, picks));
  };
}

/** `kinds`: clusters that share their totals, `clusters` of them in all. */
export function drawsByKind(kinds: readonly Totals[], clusters: number, random: RandomStream): ClusterDraw {
  const columns = columnsOf(kinds.map(([first]) => first!));
  const sizes = kinds.map((kind) => kind.length);
  const binomial = binomialDraws(clusters, random);
  const times = new Float64Array(kinds.length);
  return () => {
    // Of what is left of draw and clusters, the share of one kind after the other.
    let [draws, rest] = [clusters, clusters];
    for (const [kind, size] of sizes.entries()) {
      times[kind] = binomial(draws, size / rest);
      draws -= times[kind];
      rest -= size;
    }
    return columns.map((column) => productSum(column, times));
  };
}

function columnsOf(totals: Totals): Float64Array[] {
  return totals[0]!.map((_, at) => Float64Array.from(totals, (values) => values[at]!));
}

function sumAt(column: Float64Array, picks: Int32Array): number {
  let sum = 0;
  for (let at = 0; at < picks.length; at++) sum += column[picks[at]!]!;
  return sum;
}

function productSum(column: Float64Array, times: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < times.length; at++) sum += column[at]! * times[at]!;
  return sum;
}
