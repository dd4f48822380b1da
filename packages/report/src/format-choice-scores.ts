import type { ChoiceScore, PositionBias, Proportion, Strengths } from '@bebug/scorer';
import picocolors from 'picocolors';
import { detectorTables, type FigureRow } from './detector-tables.ts';
import { decimal, intervalOf, percent, percentInterval, visible } from './figures.ts';
import type { Colours } from './format-comparison.ts';
import type { TerminalOptions } from './format-scorecard.ts';

export interface ChoiceReport {
  /** SHA-256 of the set's manifest. */
  readonly hash: string;
  readonly scores: readonly ChoiceScore[];
  readonly strengths: Strengths;
}

/** How well runs tell clean code from code with bugs, as text for a terminal. */
export function formatChoiceScores(report: ChoiceReport, { colour, width }: TerminalOptions): string {
  const { hash, scores, strengths } = report;
  const colours = picocolors.createColors(colour);
  return `${[
    `${colours.bold('Comparisons')} ${hash.slice(0, 12)}: ${scores[0]!.tasks} tasks`,
    ...detectorTables(scores, ({ detector }) => visible(detector), rowsOf(scores, colours), {
      width,
      colours,
    }),
    ...strengthLines(strengths, colours),
    ...footnotes(scores[0]!, colours),
  ].join('\n')}\n`;
}

function rowsOf(scores: readonly ChoiceScore[], colours: Colours): FigureRow<ChoiceScore>[] {
  const tiers = [...new Set(scores.flatMap((score) => score.tiers.map(({ tier }) => tier)))];
  const sizes = [
    ...new Set(scores.flatMap(({ positions }) => positions.map(({ candidates }) => candidates))),
  ];
  return [
    ...tiers.map((tier) => ({
      label: `accuracy ${tier}`,
      cell: (score: ChoiceScore) =>
        proportion(score.tiers.find((one) => one.tier === tier)?.accuracy, colours),
    })),
    { label: colours.bold('accuracy'), cell: ({ accuracy }) => colours.bold(proportion(accuracy, colours)) },
    {
      label: '  clustered by file',
      cell: ({ accuracy }) => colours.dim(clustered(accuracy)),
    },
    { label: '  by lot', cell: ({ chance }) => percent(chance) },
    { label: 'no difference seen', cell: ({ undecided }) => `${undecided}` },
    { label: 'Brier score', cell: ({ brier }) => decimal(brier, 3) },
    ...sizes.map((size) => ({
      label: `first place, of ${size}`,
      cell: ({ positions }: ChoiceScore) => position(positions, size, colours),
    })),
    {
      label: 'tasks answered',
      cell: ({ answered, tasks }) =>
        answered < tasks ? colours.yellow(`${answered}/${tasks}`) : `${answered}/${tasks}`,
    },
  ];
}

function proportion(value: Proportion | undefined, colours: Colours): string {
  if (value === undefined) return '–';
  return `${percent(value.value)} ${colours.dim(`${percentInterval(value.wilson)} ${value.successes}/${value.n}`)}`;
}

/** Where all that were drawn are alike, drawing says nothing. */
function clustered(value: Proportion): string {
  const interval = intervalOf(value);
  return interval === null || interval.low === interval.high ? '–' : percentInterval(interval);
}

/** Painted where the interval leaves out what nobody's favour gives. */
function position(positions: readonly PositionBias[], size: number, colours: Colours): string {
  const bias = positions.find(({ candidates }) => candidates === size);
  if (bias === undefined) return '–';
  const { share, exact, first, n, expected } = bias;
  const text = `${percent(share)} ${percentInterval(exact)} ${first}/${n}; fair: ${percent(expected)}`;
  return expected < exact.low || expected > exact.high ? colours.yellow(text) : text;
}

function strengthLines({ choices, undecided, tiers, converged }: Strengths, colours: Colours): string[] {
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

function footnotes({ accuracy: { bootstrap } }: ChoiceScore, colours: Colours): string[] {
  return [
    colours.dim(
      `Accuracy of answered tasks with Wilson’s 95 % interval; clustered: bootstrap over source files (${bootstrap.draws} draws, seed ${bootstrap.seed}).`,
    ),
    colours.dim('First place: how often it was chosen, exact binomial interval, and what balance gives.'),
  ];
}
