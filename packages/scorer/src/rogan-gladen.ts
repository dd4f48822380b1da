import { Z95 } from './normal.ts';

/**
 * The true rate behind one that an imperfect judge reports: (p + specificity − 1) / (sensitivity + specificity − 1), kept in [0, 1].
 * `null` for a judge that is no better than chance.
 *
 * Source: W. J. Rogan, B. Gladen, American Journal of Epidemiology 107 (1978).
 */
export function roganGladen(p: number, sensitivity: number, specificity: number): number | null {
  const youden = sensitivity + specificity - 1;
  return youden > 0 ? clamp((p + specificity - 1) / youden) : null;
}

/** Of `n` units so many. */
export interface Tally {
  readonly successes: number;
  readonly n: number;
}

/**
 * Interval of that rate, 95 % two-sided, where sensitivity and specificity are estimates themselves: `positives` of all judged units, and of
 * units whose truth is known those that the judge calls positive among the positive ones, and negative among the negative ones. `null`
 * without units of each kind, or where the judge is no better than chance.
 *
 * Source: Zs. Lang, J. Reiczigel, Preventive Veterinary Medicine 113 (2014), 13–22; units are taken for independent.
 */
export function roganGladenInterval(
  positives: Tally,
  sensitivity: Tally,
  specificity: Tally,
): [low: number, high: number] | null {
  if ([positives, sensitivity, specificity].some(({ n }) => n === 0)) return null;
  const judged = padded(positives, Z95 ** 2);
  const [onPositive, onNegative] = [padded(sensitivity, 2), padded(specificity, 2)];
  const youden = onPositive.share + onNegative.share - 1;
  if (youden <= 0) return null;
  const centre = (judged.share + onNegative.share - 1) / youden;
  const shift = 2 * Z95 ** 2 * (centre * onPositive.variance - (1 - centre) * onNegative.variance);
  const variance =
    judged.variance + centre ** 2 * onPositive.variance + (1 - centre) ** 2 * onNegative.variance;
  const half = (Z95 * Math.sqrt(variance)) / youden;
  return [clamp(centre + shift - half), clamp(centre + shift + half)];
}

/** A share and its variance with so many units added, half of them successes. */
function padded({ successes, n }: Tally, more: number): { share: number; variance: number } {
  const share = (successes + more / 2) / (n + more);
  return { share, variance: (share * (1 - share)) / (n + more) };
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}
