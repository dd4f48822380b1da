type Cell = string | number;

/** A Markdown table with an empty line after it. */
export function markdownTable(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const line = (cells: readonly Cell[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line), ''].join('\n');
}

/** `part` of `whole` in per cent; a dash where there is nothing to take a share of. */
export function percent(part: number, whole: number, digits = 0): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(digits)} %`;
}
