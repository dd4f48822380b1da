export interface WrapOptions {
  /** Columns of a line, indents included. */
  readonly width: number;
  /** Put before the first line of every paragraph. */
  readonly firstIndent?: string;
  /** Put before the other lines. */
  readonly indent?: string;
}

/**
 * Break text into lines of at most `width` columns, between words where that is possible. Words are separated by any
 * white space; a blank line separates paragraphs. A word that is wider than a line is cut.
 *
 * @throws RangeError when the width leaves no room for text beside the indents
 */
export function wrapText(text: string, options: WrapOptions): string[] {
  const { width, firstIndent = '', indent = firstIndent } = options;
  if (!Number.isInteger(width) || width <= Math.max(firstIndent.length, indent.length)) {
    throw new RangeError(`no room for text in ${String(width)} columns`);
  }
  const lines: string[] = [];
  for (const paragraph of text.split(/\n[ \t]*\n\s*/u)) {
    const words = paragraph.split(/\s+/u).filter((word) => word !== '');
    if (words.length === 0) continue;
    if (lines.length > 0) lines.push('');
    lines.push(...wrapWords(words, width, firstIndent, indent));
  }
  return lines;
}

function wrapWords(words: readonly string[], width: number, firstIndent: string, indent: string): string[] {
  const lines: string[] = [];
  let prefix = firstIndent;
  let line = '';
  for (const word of words) {
    let rest = word;
    if (line !== '' && prefix.length + line.length + 1 + rest.length > width) {
      lines.push(prefix + line);
      prefix = indent;
      line = '';
    }
    while (prefix.length + rest.length > width) {
      const room = width - prefix.length;
      lines.push(prefix + rest.slice(0, room));
      rest = rest.slice(room);
      prefix = indent;
    }
    line = line === '' ? rest : `${line} ${rest}`;
  }
  lines.push(prefix + line);
  return lines;
}

/** Shorten text to `width` columns with an ellipsis, at the end of a word when one ends in the second half. */
export function truncateText(text: string, width: number): string {
  if (width < 1) throw new RangeError('width must be at least 1');
  if (text.length <= width) return text;
  const kept = text.slice(0, Math.floor(width) - 1);
  const space = kept.lastIndexOf(' ');
  const end = space >= width / 2 ? space : kept.length;
  return `${kept.slice(0, end).trimEnd()}…`;
}

/** Columns side by side: every cell is padded to the widest one of its column, the last column is not. */
export function alignColumns(rows: readonly (readonly string[])[], gap = 2): string[] {
  if (gap < 1 || gap > 16) throw new RangeError('gap must be from 1 to 16 columns');
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) {
      widths[column] = Math.max(widths[column] ?? 0, cell.length);
    }
  }
  return rows.map((row) => {
    let line = '';
    for (const [column, cell] of row.entries()) {
      const isLast = column === row.length - 1;
      line += isLast ? cell : cell.padEnd((widths[column] as number) + gap);
    }
    return line;
  });
}
