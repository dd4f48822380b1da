import { levelOf, type Estimate, type Proportion, type Scorecard } from '@bebug/scorer';
import {
  comparisonOf,
  decimal,
  detectorName,
  intervalOf,
  percent,
  percentInterval,
  points,
  pointsInterval,
  pValue,
  rankRange,
  shownInterval,
  visible,
} from '../figures.ts';
import { checkedScorecards, type ReportInput } from '../report-data.ts';

/** So many bugs that nobody found are named. */
const MOST_MISSED = 20;

/** A comment for a pull request, in GitHub's Markdown: the figures first, what must be known folded away. */
export function renderMarkdownReport({ scorecards }: ReportInput): string {
  const cards = checkedScorecards(scorecards);
  const { method, bugs, tasks, controls, setHash } = cards[0]!;
  return `${[
    '### bebug',
    `${bugs.length} proved bugs and ${controls.tasks} clean controls in ${tasks.total} tasks (set \`${setHash.slice(0, 12)}\`); ${method.strictness} level, within ${method.k} lines; 95 % intervals.`,
    table(['', ...cards.map((card) => text(detectorName(card)))], figures(cards)),
    ...(cards.length > 1 ? [comparison(cards)] : []),
    ...missed(cards),
    ...notes(cards),
  ].join('\n\n')}\n`;
}

function figures(cards: readonly Scorecard[]): string[][] {
  const row = (name: string, cell: (card: Scorecard) => string): string[] => [name, ...cards.map(cell)];
  return [
    row('**Recall**', (card) => `**${proportion(levelOf(card).overall.recall)}**`),
    ...levelOf(cards[0]!).tiers.map(({ name, bugs }, index) =>
      row(`${name} (${bugs})`, (card) => proportion(levelOf(card).tiers[index]!.recall)),
    ),
    row('Lift over chance, points', (card) => {
      const { chance } = levelOf(card).overall;
      return `${points(chance.lift)} ${pointsInterval(intervalOf({ bootstrap: chance.liftBootstrap }))}`;
    }),
    row('Precision', (card) => estimate(levelOf(card).precision)),
    row('F1', (card) => estimate(levelOf(card).f1)),
    row('Clean controls alarmed', ({ controls: { alarmed } }) => proportion(alarmed)),
    ...(cards.some(({ discrimination }) => discrimination !== null)
      ? [
          row('Discrimination', ({ discrimination }) =>
            discrimination ? proportion(discrimination.rate) : '–',
          ),
        ]
      : []),
    row('False alarms / 1,000 lines', ({ controls: { per1000Lines } }) => decimal(per1000Lines.value)),
    row('Tasks answered', ({ tasks }) => `${tasks.answered}/${tasks.total}`),
  ];
}

function proportion(value: Proportion): string {
  return `${percent(value.value)} ${percentInterval(shownInterval(value))} ${value.successes}/${value.n}`;
}

function estimate(value: Estimate): string {
  return `${percent(value.value)} ${percentInterval(intervalOf(value))}`;
}

function comparison(cards: readonly Scorecard[]): string {
  const { pairs, ranks, tied } = comparisonOf(cards);
  const names = cards.map((card) => text(detectorName(card)));
  const groups = tied.map((group) =>
    group.map((place) => `${names[place]!} (place ${rankRange(ranks[place]!)})`).join(' = '),
  );
  const rows = pairs.map((pair) => [
    `${names[pair.first]!} − ${names[pair.second]!}`,
    `${points(pair.difference)} ${pointsInterval(intervalOf(pair))}`,
    `${pair.onlyFirst} / ${pair.onlySecond} of ${pair.n}`,
    pValue(pair.adjusted),
  ]);
  return `Tied groups, best first: ${groups.join(' > ')}\n\n${table(['Pair', 'Difference, points', 'Found by one alone', 'p after Holm'], rows)}`;
}

function missed(cards: readonly Scorecard[]): string[] {
  const found = new Set(cards.flatMap(({ bugs }) => bugs.filter((bug) => bug.found).map(({ bug }) => bug)));
  const unfound = cards[0]!.bugs.filter(({ bug }) => !found.has(bug));
  if (unfound.length === 0) return [];
  const rest = unfound.length - MOST_MISSED;
  return folded(`${unfound.length} bugs that nobody found`, [
    ...unfound
      .slice(0, MOST_MISSED)
      .map(({ bug, tier, title, file }) => `${text(bug)} · ${tier} · ${text(title)} · ${text(file)}`),
    ...(rest > 0 ? [`and ${rest} more`] : []),
  ]);
}

function notes(cards: readonly Scorecard[]): string[] {
  const all = cards.flatMap((card) =>
    card.notes.map((note) => `${cards.length > 1 ? `${text(detectorName(card))}: ` : ''}${text(note)}`),
  );
  return all.length === 0 ? [] : folded(`${all.length} notes`, all);
}

function folded(summary: string, items: readonly string[]): string[] {
  return [
    `<details><summary>${summary}</summary>\n\n${items.map((item) => `- ${item}`).join('\n')}\n\n</details>`,
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.trim()).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Foreign text as text: an entity opens no tag, ends no cell, calls nobody (`@name`) and links no issue (`#1`). */
function text(foreign: string): string {
  return visible(foreign).replaceAll(
    /[&<>"'`*_~[\]()|\\#@:!]/gu,
    (character) => `&#${character.codePointAt(0)};`,
  );
}
