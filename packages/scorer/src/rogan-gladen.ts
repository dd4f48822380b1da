/**
 * The true rate behind one that an imperfect judge reports: (p + specificity − 1) / (sensitivity + specificity − 1), kept in [0, 1].
 * `null` for a judge that is no better than chance.
 *
 * Source: W. J. Rogan, B. Gladen, American Journal of Epidemiology 107 (1978).
 */
export function roganGladen(p: number, sensitivity: number, specificity: number): number | null {
  const youden = sensitivity + specificity - 1;
  return youden > 0 ? Math.min(1, Math.max(0, (p + specificity - 1) / youden)) : null;
}
