import { clopperPearson, wilson } from '@bebug/scorer';
import { markdownTable } from '../../markdown.ts';

/** Exact, not simulated: every number of successes with its probability, averaged over 19 true shares. */
export function independent(): string {
  const rows: string[][] = [];
  for (const [name, interval] of [
    ['Wilson', wilson],
    ['Clopper–Pearson', clopperPearson],
  ] as const) {
    for (const n of [10, 20, 50, 200]) {
      const coverages = Array.from({ length: 19 }, (_, index) =>
        exactCoverage((index + 1) / 20, n, interval),
      );
      const mean = coverages.reduce((sum, one) => sum + one, 0) / coverages.length;
      const isNear = Math.abs(mean - 0.95) <= 0.02;
      rows.push([name, `${n}`, percent(mean), percent(Math.min(...coverages)), isNear ? 'yes' : 'no']);
    }
  }
  return `## Units that are independent\n\n${markdownTable(['method', 'n', 'mean coverage', 'least', 'within 95 ± 2'], rows)}`;
}

function exactCoverage(p: number, n: number, interval: typeof wilson): number {
  let sum = 0;
  let probability = (1 - p) ** n;
  for (let successes = 0; successes <= n; successes++) {
    const [low, high] = interval(successes, n)!;
    if (p >= low && p <= high) sum += probability;
    probability *= ((n - successes) / (successes + 1)) * (p / (1 - p));
  }
  return sum;
}

function percent(value: number): string {
  return `${(100 * value).toFixed(1)} %`;
}
