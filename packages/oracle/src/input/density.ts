import type { Density } from '@bebug/core/truth';

/** 97.5th percentile of the normal distribution. */
const Z = 1.959_963_984_540_054;

/** Share of `cases` that hit, with its 95 % interval after Wilson (1927, JASA 22:209). */
export function density(hits: number, cases: number): Density {
  const share = hits / cases;
  const scale = 1 + Z ** 2 / cases;
  const centre = (share + Z ** 2 / (2 * cases)) / scale;
  const half = (Z / scale) * Math.sqrt((share * (1 - share)) / cases + Z ** 2 / (4 * cases ** 2));
  const round = (value: number): number => Math.round(Math.min(1, Math.max(0, value)) * 1e6) / 1e6;
  return { hits, cases, estimate: round(share), low: round(centre - half), high: round(centre + half) };
}
