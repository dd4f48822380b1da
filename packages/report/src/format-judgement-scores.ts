import type { JudgementScore, Strengths } from '@bebug/scorer';
import picocolors from 'picocolors';
import { position, proportion, sizesOf, strengthLines } from './choice-figures.ts';
import { detectorTables, type FigureRow } from './detector-tables.ts';
import { decimal, visible } from './figures.ts';
import type { Colours } from './format-comparison.ts';
import type { TerminalOptions } from './format-scorecard.ts';

export interface JudgementReport {
  /** SHA-256 of the set's manifest. */
  readonly hash: string;
  readonly scores: readonly JudgementScore[];
  readonly strengths: Strengths;
}

/** How well runs tell right solutions from wrong ones, as text for a terminal. */
export function formatJudgementScores(report: JudgementReport, { colour, width }: TerminalOptions): string {
  const { hash, scores, strengths } = report;
  const colours = picocolors.createColors(colour);
  const { problems, solutions } = scores[0]!;
  return `${[
    `${colours.bold('Problems')} ${hash.slice(0, 12)}: ${problems} problems, ${solutions} solutions, one of each problem right`,
    ...detectorTables(scores, ({ detector }) => visible(detector), rowsOf(scores, colours), {
      width,
      colours,
    }),
    ...strengthLines(strengths, colours),
    colours.dim(
      'Shares with their 95 % interval by source file (*: of one file alone, as if solutions were independent).',
    ),
    colours.dim(
      'First place, and strengths: of problems in which one solution alone was taken for right; exact binomial interval.',
    ),
  ].join('\n')}\n`;
}

function rowsOf(scores: readonly JudgementScore[], colours: Colours): FigureRow<JudgementScore>[] {
  const tiers = [...new Set(scores.flatMap((score) => score.tiers.map(({ tier }) => tier)))];
  return [
    {
      label: colours.bold('accuracy'),
      cell: ({ accuracy }) => colours.bold(proportion(accuracy, colours)),
    },
    { label: 'right ones accepted', cell: ({ accepted }) => proportion(accepted, colours) },
    { label: 'wrong ones rejected', cell: ({ rejected }) => proportion(rejected, colours) },
    ...tiers.map((tier) => ({
      label: `  ${tier}`,
      cell: (score: JudgementScore) =>
        proportion(score.tiers.find((one) => one.tier === tier)?.rejected, colours),
    })),
    { label: 'Brier score', cell: ({ brier }) => decimal(brier, 3) },
    ...sizesOf(scores).map((size) => ({
      label: `first place, of ${size}`,
      cell: ({ positions }: JudgementScore) => position(positions, size, colours),
    })),
    {
      label: 'solutions judged',
      cell: ({ judged, solutions }) =>
        judged < solutions ? colours.yellow(`${judged}/${solutions}`) : `${judged}/${solutions}`,
    },
  ];
}
