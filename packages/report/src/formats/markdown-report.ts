import { levelOf, type RunComparison, type Scorecard } from '@bebug/scorer';
import { comparisonOf, detectableSentence, detectorName, isPartial, pValue } from '../figures.ts';
import { checkedScorecards, type ReportInput } from '../report-data.ts';
import {
  estimateCell,
  foldedList,
  foldedNotes,
  markdownTable,
  markdownText,
  pointsCell,
  precisionCell,
  proportionCell,
  rateCell,
  tiedSentence,
} from './markdown.ts';

/** So many bugs that nobody found are named. */
const MOST_MISSED = 20;

/** A comment for a pull request, in GitHub's Markdown: the figures first, what must be known folded away. */
export function renderMarkdownReport({ scorecards }: ReportInput): string {
  const cards = checkedScorecards(scorecards);
  const { method, bugs, tasks, controls, setHash } = cards[0]!;
  const compared = cards.length > 1 ? comparisonOf(cards) : null;
  const power = detectableSentence(cards, compared);
  return `${[
    '### bebug',
    `${bugs.length} proved bugs and ${controls.tasks} clean controls in ${tasks.total} tasks (set \`${setHash.slice(0, 12)}\`); ${method.strictness} level, within ${method.k} lines; 95 % intervals.${power === null ? '' : ` ${power}`}`,
    markdownTable(['', ...cards.map((card) => markdownText(detectorName(card)))], figures(cards)),
    ...(compared === null ? [] : [comparison(cards, compared)]),
    ...missed(cards),
    ...foldedNotes(cards),
  ].join('\n\n')}\n`;
}

function figures(cards: readonly Scorecard[]): string[][] {
  const row = (name: string, cell: (card: Scorecard) => string): string[] => [name, ...cards.map(cell)];
  return [
    row('**Recall**', (card) => `**${proportionCell(levelOf(card).overall.recall)}**`),
    ...(isPartial(cards)
      ? [row('Recall over all bugs', (card) => proportionCell(levelOf(card).recallOverAll))]
      : []),
    ...levelOf(cards[0]!).tiers.map(({ name, bugs }, index) =>
      row(`${name} (${bugs})`, (card) => proportionCell(levelOf(card).tiers[index]!.recall)),
    ),
    row('Lift over chance, points', (card) => {
      const { chance } = levelOf(card).overall;
      return pointsCell(chance.lift, chance.liftBootstrap);
    }),
    row('Precision', (card) => precisionCell(levelOf(card))),
    row('F1', (card) => estimateCell(levelOf(card).f1)),
    row('Clean controls alarmed', ({ controls: { alarmed } }) => proportionCell(alarmed)),
    ...(cards.some(({ discrimination }) => discrimination !== null)
      ? [
          row('Discrimination', ({ discrimination }) =>
            discrimination ? proportionCell(discrimination.rate) : '–',
          ),
        ]
      : []),
    row('False alarms / 1,000 lines', ({ controls: { per1000Lines } }) => rateCell(per1000Lines)),
    row('Tasks answered', ({ tasks }) => `${tasks.answered}/${tasks.total}`),
  ];
}

function comparison(cards: readonly Scorecard[], compared: RunComparison): string {
  const names = cards.map((card) => markdownText(detectorName(card)));
  const rows = compared.pairs.map((pair) => [
    `${names[pair.first]!} − ${names[pair.second]!}`,
    pointsCell(pair.difference, pair.bootstrap),
    `${pair.onlyFirst} / ${pair.onlySecond} of ${pair.n}`,
    pValue(pair.adjusted),
  ]);
  return `${tiedSentence(cards, compared)}\n\n${markdownTable(['Pair', 'Difference, points', 'Found by one alone', 'p after Holm'], rows)}`;
}

function missed(cards: readonly Scorecard[]): string[] {
  const found = new Set(cards.flatMap(({ bugs }) => bugs.filter((bug) => bug.found).map(({ bug }) => bug)));
  const unfound = cards[0]!.bugs.filter(({ bug }) => !found.has(bug));
  if (unfound.length === 0) return [];
  const rest = unfound.length - MOST_MISSED;
  return foldedList(`${unfound.length} bugs that nobody found`, [
    ...unfound
      .slice(0, MOST_MISSED)
      .map(
        ({ bug, tier, title, file }) =>
          `${markdownText(bug)} · ${tier} · ${markdownText(title)} · ${markdownText(file)}`,
      ),
    ...(rest > 0 ? [`and ${rest} more`] : []),
  ]);
}
