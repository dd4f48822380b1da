import type { RandomStream } from '@bebug/core';

/**
 * Draws from binomial distributions of at most `most` trials: inversion from the mode outwards, up and down in turn, exact but for rounding
 * and in about √(np(1 − p)) steps.
 *
 * Source: L. Devroye, Non-Uniform Random Variate Generation (1986), III.2.
 */
export function binomialDraws(most: number, random: RandomStream): (n: number, p: number) => number {
  const logFactorials = new Float64Array(most + 1);
  for (let n = 1; n <= most; n++) logFactorials[n] = logFactorials[n - 1]! + Math.log(n);
  return (n, p) => {
    if (n === 0 || p <= 0) return 0;
    if (p >= 1) return n;
    const mode = Math.min(n, Math.floor((n + 1) * p));
    const ways = logFactorials[n]! - logFactorials[mode]! - logFactorials[n - mode]!;
    const odds = p / (1 - p);
    let [below, above] = [mode, mode];
    let chanceBelow = Math.exp(ways + mode * Math.log(p) + (n - mode) * Math.log1p(-p));
    let chanceAbove = chanceBelow;
    let left = uniform(random) - chanceBelow;
    while (left >= 0 && (below > 0 || above < n)) {
      if (above < n) {
        chanceAbove *= ((n - above) / (above + 1)) * odds;
        above++;
        left -= chanceAbove;
        if (left < 0) return above;
      }
      if (below > 0) {
        chanceBelow *= below / ((n - below + 1) * odds);
        below--;
        left -= chanceBelow;
        if (left < 0) return below;
      }
    }
    // Where rounding leaves something over, the likeliest.
    return mode;
  };
}

/** In [0, 1), to 53 bits. */
function uniform(random: RandomStream): number {
  return (random.integer(0, 2 ** 26 - 1) * 2 ** 27 + random.integer(0, 2 ** 27 - 1)) / 2 ** 53;
}
