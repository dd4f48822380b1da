import { compareText } from '@bebug/core';
import { levelOf, type RunComparison, type Scorecard } from '@bebug/scorer';
import { comparisonOf, detectableSentence, detectorName, isPartial, rankRange } from '../figures.ts';
import { checkedScorecards, type ReportInput } from '../report-data.ts';
import {
  estimateCell,
  foldedNotes,
  markdownTable,
  markdownText,
  pointsCell,
  precisionCell,
  proportionCell,
  rateCell,
  tiedSentence,
} from './markdown.ts';

/**
 * A page in GitHub's Markdown with a row for each detector, the best first: by recall over all bugs of the set, attempted or
 * not, and by name where that is equal. Who may be
 * ranked above whom is told by the groups, not by the order of the rows.
 */
export function renderLeaderboard({ scorecards, manifest }: ReportInput): string {
  const cards = checkedScorecards(scorecards);
  const { method, controls, tasks, setHash } = cards[0]!;
  const { tiers } = levelOf(cards[0]!);
  const compared = cards.length > 1 ? comparisonOf(cards) : null;
  const power = detectableSentence(cards, compared);
  return `${[
    '# Leaderboard',
    `${cards[0]!.bugs.length} proved bugs (${tiers.map(({ name, bugs }) => `${bugs} ${name}`).join(', ')}) and ${controls.tasks} clean controls in ${tasks.total} tasks from ${manifest.corpora.map(({ name }) => markdownText(name)).join(', ')}; set \`${setHash.slice(0, 12)}\`, bebug ${manifest.generator.version}.`,
    `A bug is found by a finding at ${method.strictness} level (within ${method.k} lines of it), one finding for one bug. 95 % intervals, by source file; lift is recall over that of the same findings placed at random, in points.${power === null ? '' : ` ${power}`}`,
    table(cards, compared),
    ...(compared === null ? [] : [tiesOf(cards, compared)]),
    `Versions:\n\n${cards.map(({ detector, version }) => `- ${markdownText(detector)}: ${markdownText(version)}`).join('\n')}`,
    ...foldedNotes(cards),
  ].join('\n\n')}\n`;
}

function table(cards: readonly Scorecard[], compared: RunComparison | null): string {
  const hasTwins = cards.some(({ discrimination }) => discrimination !== null);
  const hasGaps = isPartial(cards);
  const head = [
    ...['Groups', 'Place', 'Detector', ...(hasGaps ? ['Recall over all bugs'] : []), 'Recall'],
    ...levelOf(cards[0]!).tiers.map(({ name }) => name),
    ...['Lift', 'Precision', 'F1', 'Controls alarmed', 'False alarms / 1,000 lines'],
    ...(hasTwins ? ['Discrimination'] : []),
    ...['Findings', 'Answered'],
  ];
  const rows = bestFirst(cards).map(({ card, place }) => {
    const { overall, recallOverAll, tiers, f1, findings } = levelOf(card);
    const { controls, discrimination, tasks } = card;
    return [
      compared === null ? '1' : groupsOf(place, compared),
      compared === null ? '1' : rankRange(compared.ranks[place]!),
      markdownText(detectorName(card)),
      ...(hasGaps ? [`**${proportionCell(recallOverAll)}**`] : []),
      hasGaps ? proportionCell(overall.recall) : `**${proportionCell(overall.recall)}**`,
      ...tiers.map(({ recall }) => proportionCell(recall)),
      pointsCell(overall.chance.lift, overall.chance.liftBootstrap),
      precisionCell(levelOf(card)),
      estimateCell(f1),
      proportionCell(controls.alarmed),
      rateCell(controls.per1000Lines),
      ...(hasTwins ? [discrimination ? proportionCell(discrimination.rate) : '–'] : []),
      `${findings.total}`,
      `${tasks.answered}/${tasks.total}`,
    ];
  });
  return markdownTable(head, rows);
}

/** Numbers of the tied groups that it is in, which may be several: `1, 2`. */
function groupsOf(place: number, { tied }: RunComparison): string {
  return tied.flatMap((group, index) => (group.includes(place) ? [index + 1] : [])).join(', ');
}

/** `place`: where the scorecard stands among the given ones. */
function bestFirst(cards: readonly Scorecard[]): { card: Scorecard; place: number }[] {
  const recall = (card: Scorecard): number => levelOf(card).recallOverAll.value ?? -1;
  return cards
    .map((card, place) => ({ card, place }))
    .sort(
      (a, b) => recall(b.card) - recall(a.card) || compareText(detectorName(a.card), detectorName(b.card)),
    );
}

function tiesOf(cards: readonly Scorecard[], compared: RunComparison): string {
  return `${tiedSentence(cards, compared)}. No pair in a group is told apart: paired tests by source file, Holm over all pairs.`;
}
