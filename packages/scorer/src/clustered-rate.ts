import type { ByCluster } from './by-cluster.ts';
import { shareResiduals } from './share-residuals.ts';
import { studentQuantile } from './student.ts';

/**
 * Of `scale` × a count over a size, where counts of one cluster are alike: the score interval of a Poisson mean, with the count and size
 * that independent ones would have for the same standard error. Where there is none, all is counted. Totals are count and size.
 *
 * Source: L. Barker, The American Statistician 56 (2002), for the score interval; the effective size after E. L. Korn, B. I. Graubard, Survey
 * Methodology 24 (1998).
 */
export function rateByCluster(scale: number): ByCluster {
  return ({ rows }) => {
    const rate = shareResiduals(rows, { part: 0, whole: 1 });
    if (rate === null) return null;
    const { value, units, variance } = rate;
    const effect = value > 0 && variance > 0 ? (variance * units) / value : 1;
    const t = studentQuantile(0.975, rows.length - 1);
    const [count, size] = [(value * units) / effect, units / effect];
    const half = t * Math.sqrt(count + t ** 2 / 4);
    const end = (sign: -1 | 1): number => (scale * (count + t ** 2 / 2 + sign * half)) / size;
    return { low: Math.max(0, end(-1)), high: end(1), method: 'score, effective count' };
  };
}
