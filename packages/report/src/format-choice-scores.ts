import type { ChoiceScore, Strengths } from '@bebug/scorer';
import picocolors from 'picocolors';
import { position, proportion, sizesOf, strengthLines } from './choice-figures.ts';
import { detectorTables, type FigureRow } from './detector-tables.ts';
import { decimal, percent, visible } from './figures.ts';
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
    ...footnotes(colours),
  ].join('\n')}\n`;
}

function rowsOf(scores: readonly ChoiceScore[], colours: Colours): FigureRow<ChoiceScore>[] {
  const tiers = [...new Set(scores.flatMap((score) => score.tiers.map(({ tier }) => tier)))];
  const sizes = sizesOf(scores);
  return [
    ...tiers.map((tier) => ({
      label: `accuracy ${tier}`,
      cell: (score: ChoiceScore) =>
        proportion(score.tiers.find((one) => one.tier === tier)?.accuracy, colours),
    })),
    { label: colours.bold('accuracy'), cell: ({ accuracy }) => colours.bold(proportion(accuracy, colours)) },
    { label: '  by lot', cell: ({ chance }) => percent(chance) },
    { label: '  always the longest', cell: ({ longest }) => percent(longest) },
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

function footnotes(colours: Colours): string[] {
  return [
    colours.dim(
      'Accuracy of answered tasks with its 95 % interval by source file (*: of one file alone, as if tasks were independent).',
    ),
    colours.dim('First place: how often it was chosen, exact binomial interval, and what balance gives.'),
  ];
}
