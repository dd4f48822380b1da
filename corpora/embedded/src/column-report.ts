export type Align = 'left' | 'right' | 'centre';

export interface CellOptions {
  /** Characters that the cell takes at least; the text's own length when it is not said. */
  readonly width?: number;
  readonly align?: Align;
  /** One character for the room around the text. */
  readonly fill?: string;
}

export interface Column {
  readonly title: string;
  readonly unit: string;
}

/** True for what another program says is a column. */
export function isColumn(value: { readonly title?: unknown; readonly unit?: unknown }): value is Column {
  return typeof value.title === 'string' && typeof value.unit === 'string';
}

/** A text with room around it; one that is too long stays as it is. */
export function cell(text: string, options: CellOptions): string {
  const { width = text.length, align = 'left', fill = ' ' } = options;
  const room = Math.max(0, width - text.length);
  const before = align === 'left' ? 0 : align === 'right' ? room : Math.floor(room / 2);
  return fill.repeat(before) + text + fill.repeat(room - before);
}

/** A line above a report. */
export function heading(title: string): string {
  const options: CellOptions = { width: 20, align: 'centre', fill: '=' };
  return cell(` ${title} `, options);
}

/** The columns' titles, and below them the rows. Each column is as wide as its widest text. */
export function report(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  options: CellOptions = {},
): string[] {
  const titles = columns.map(({ title, unit }) => (unit === '' ? title : `${title} (${unit})`));
  const lines = [titles, ...rows];
  const smallest = options.width ?? 0;
  const widths = titles.map((_, column) =>
    Math.max(smallest, ...lines.map((texts) => (texts[column] ?? '').length)),
  );
  return lines.map((texts) =>
    widths.map((width, column) => cell(texts[column] ?? '', { ...options, width })).join(' | '),
  );
}
