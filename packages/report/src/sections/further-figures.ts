import { levelOf, type Estimate, type Scorecard } from '@bebug/scorer';
import {
  decimal,
  decimalInterval,
  intervalOf,
  percent,
  percentInterval,
  shareText,
  timesToFind,
} from '../figures.ts';
import { figuresTable, namedEntrant, withRange } from '../figures-table.ts';
import type { Html, Insert } from '../html.ts';
import type { Entrant } from '../report-data.ts';

interface FurtherFigure {
  readonly name: string;
  readonly cell: (card: Scorecard) => Insert;
}

/** What stands behind the headline: for who asks on. */
export function furtherFigures(entrants: readonly Entrant[]): Html {
  const cards = entrants.map(({ card }) => card);
  const figures = figuresOf(cards);
  return figuresTable(
    'Further figures',
    ['Detector', ...figures.map(({ name }) => name)],
    entrants.map((entrant) => [namedEntrant(entrant), ...figures.map(({ cell }) => cell(entrant.card))]),
  );
}

function figuresOf(cards: readonly Scorecard[]): FurtherFigure[] {
  const share = (estimate: Estimate): Html =>
    withRange(percent(estimate.value), percentInterval(intervalOf(estimate)));
  const times = timesToFind(cards);
  return [
    { name: 'F0.5', cell: (card) => share(levelOf(card).f05) },
    { name: 'Mean recall of tiers', cell: (card) => share(levelOf(card).macroRecall.tiers) },
    { name: 'Of families', cell: (card) => share(levelOf(card).macroRecall.families) },
    { name: 'Of operators', cell: (card) => share(levelOf(card).macroRecall.operators) },
    {
      name: 'Overlap with the bug; lines off',
      cell: ({ pointing }) => `${percent(pointing.meanOverlap)}; ${decimal(pointing.meanGap)}`,
    },
    {
      name: 'Right category; CWE',
      cell: ({ pointing }) => `${shareText(pointing.category)}; ${shareText(pointing.cwe)}`,
    },
    ...(times === null ? [] : [{ name: `Time to find, half; mean up to ${times.limit}`, cell: times.cell }]),
    {
      name: 'Tokens; US dollars for each bug',
      cell: ({ costPerBug }) => `${decimal(costPerBug.tokens, 0)}; ${decimal(costPerBug.dollars, 2)}`,
    },
    {
      name: 'Real bugs found; estimated (Mills)',
      cell: ({ realBugs: { found, estimated } }) =>
        withRange(`${found}; ${decimal(estimated.value, 0)}`, decimalInterval(intervalOf(estimated), 0)),
    },
  ];
}
