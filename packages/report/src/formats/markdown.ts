import type { Estimate, Level, Proportion, RunComparison, Scorecard } from '@bebug/scorer';
import {
  decimal,
  decimalInterval,
  detectorName,
  intervalOf,
  percent,
  percentInterval,
  points,
  pointsInterval,
  rankRange,
  shownInterval,
  shownRate,
  visible,
} from '../figures.ts';

/** What GitHub's Markdown makes of figures and of foreign text, for reports that are written in it. */

export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.trim()).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Foreign text as text: an entity opens no tag, ends no cell, calls nobody (`@name`) and links no issue (`#1`). */
export function markdownText(foreign: string): string {
  return visible(foreign).replaceAll(
    /[&<>"'`*_~[\]()|\\#@:!]/gu,
    (character) => `&#${character.codePointAt(0)};`,
  );
}

export function proportionCell(value: Proportion): string {
  return `${percent(value.value)} ${percentInterval(shownInterval(value))} ${value.successes}/${value.n}`;
}

/** A dash where no precision is given, although its counts are known. */
export function precisionCell({ precision }: Pick<Level, 'precision'>): string {
  return precision.value === null ? '–' : proportionCell(precision);
}

export function rateCell(rate: Scorecard['controls']['per1000Lines']): string {
  return `${decimal(rate.value)} ${decimalInterval(shownRate(rate))}`;
}

export function estimateCell(value: Estimate): string {
  return `${percent(value.value)} ${percentInterval(intervalOf(value))}`;
}

/** In percentage points. */
export function pointsCell(value: number | null, bootstrap: Estimate['bootstrap']): string {
  return `${points(value)} ${pointsInterval(intervalOf({ bootstrap }))}`;
}

/** Who may be ranked above whom, in a sentence. */
export function tiedSentence(cards: readonly Scorecard[], { ranks, tied }: RunComparison): string {
  const groups = tied.map((group) =>
    group
      .map((place) => `${markdownText(detectorName(cards[place]!))} (place ${rankRange(ranks[place]!)})`)
      .join(' = '),
  );
  return `Tied groups, best first: ${groups.join(' > ')}`;
}

export function foldedNotes(cards: readonly Scorecard[]): string[] {
  const all = cards.flatMap((card) =>
    card.notes.map(
      (note) => `${cards.length > 1 ? `${markdownText(detectorName(card))}: ` : ''}${markdownText(note)}`,
    ),
  );
  return all.length === 0 ? [] : foldedList(`${all.length} notes`, all);
}

export function foldedList(summary: string, items: readonly string[]): string[] {
  return [
    `<details><summary>${summary}</summary>\n\n${items.map((item) => `- ${item}`).join('\n')}\n\n</details>`,
  ];
}
