import Table from 'cli-table3';
import type { Colours } from './format-comparison.ts';

const LABEL_WIDTH = 27;
const COLUMN_WIDTH = 26;

/** A row for each figure, a column for each detector. */
export interface FigureRow<T> {
  readonly label: string;
  readonly cell: (card: T) => string;
}

/** Tables with a column for each card, as many side by side as the width (columns of the terminal) has room for. */
export function detectorTables<T>(
  cards: readonly T[],
  nameOf: (card: T) => string,
  rows: readonly FigureRow<T>[],
  { width, colours }: { readonly width: number; readonly colours: Colours },
): string[] {
  const perTable = Math.max(1, Math.floor((width - LABEL_WIDTH - 2) / (COLUMN_WIDTH + 1)));
  const tables: string[] = [];
  for (let from = 0; from < cards.length; from += perTable) {
    const shown = cards.slice(from, from + perTable);
    const table = new Table({
      head: ['', ...shown.map((card) => colours.bold(nameOf(card)))],
      colWidths: [LABEL_WIDTH, ...shown.map(() => COLUMN_WIDTH)],
      wordWrap: true,
      style: { head: [], border: [], 'padding-left': 1, 'padding-right': 1 },
      chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
    });
    for (const { label, cell } of rows) table.push([label, ...shown.map(cell)]);
    tables.push(table.toString());
  }
  return tables;
}
