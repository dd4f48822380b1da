import type { PositionBias, Proportion, Strengths } from '@bebug/scorer';
import { decimal, percent, percentInterval, shownInterval } from './figures.ts';
import type { Colours } from './format-comparison.ts';

/** Figures of choices and judgements, as a terminal shows them. */

/** With the interval by source file; `*` marks Wilson's of one file alone, as if answers were independent. */
export function proportion(value: Proportion | undefined, colours: Colours): string {
  if (value === undefined) return '–';
  const interval = shownInterval(value);
  const mark = interval?.method === 'Wilson' ? '*' : '';
  return `${percent(value.value)} ${colours.dim(`${percentInterval(interval)}${mark} ${value.successes}/${value.n}`)}`;
}

/** Painted where the interval leaves out what nobody's favour gives. */
export function position(positions: readonly PositionBias[], size: number, colours: Colours): string {
  const bias = positions.find(({ candidates }) => candidates === size);
  if (bias === undefined) return '–';
  const { share, exact, first, n, expected } = bias;
  const text = `${percent(share)} ${percentInterval(exact)} ${first}/${n}; fair: ${percent(expected)}`;
  return expected < exact.low || expected > exact.high ? colours.yellow(text) : text;
}

export function strengthLines(
  { choices, undecided, tiers, converged }: Strengths,
  colours: Colours,
): string[] {
  const ties = undecided === 0 ? '' : `, ${undecided} without a difference count in equal parts`;
  return [
    `${colours.bold('Strengths')} against the clean code, from ${choices} choices of all runs${ties} (Bradley–Terry, log odds and standard error):`,
    ...tiers.map(({ tier, strength, se, unbounded }) =>
      strength === null
        ? `  ${tier.padEnd(9)} ${colours.yellow(UNBOUNDED[unbounded!])}`
        : `  ${tier.padEnd(9)} ${decimal(strength, 2).replace('-', '−')} ± ${decimal(se, 2)}; the clean code is chosen ${percent(1 / (1 + Math.exp(strength)))} of the time`,
    ),
    ...(converged ? [] : [colours.yellow('  The likelihood still rose at the last step: provisional.')]),
  ];
}

const UNBOUNDED = {
  'never-chosen': 'never chosen against the others: the likelihood has no finite maximum',
  'always-chosen': 'always chosen against the others: the likelihood has no finite maximum',
  'never-compared': 'no choice tells',
} as const;

/** Numbers of candidates that tasks have, rising. */
export function sizesOf(
  scores: readonly { readonly positions: readonly PositionBias[] }[],
): readonly number[] {
  const sizes = scores.flatMap(({ positions }) => positions.map(({ candidates }) => candidates));
  return [...new Set(sizes)].sort((a, b) => a - b);
}
