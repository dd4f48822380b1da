/** A CSV text that cannot be read; `line` is 1-based. */
export class CsvError extends Error {
  override readonly name = 'CsvError';
  readonly line: number;

  constructor(message: string, line: number) {
    super(`line ${String(line)}: ${message}`);
    this.line = line;
  }
}

/**
 * Read comma-separated values as RFC 4180 describes them: fields may be quoted, quotes inside a quoted field are
 * doubled, and a quoted field may hold commas and line ends. A line end after the last record is optional.
 *
 * @throws CsvError for a quote inside an unquoted field, text after a closing quote, or a quote that is never closed
 */
export function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let line = 1;
  let index = 0;
  while (index < text.length) {
    let field = '';
    if (text.charAt(index) === '"') {
      const opened = line;
      index += 1;
      for (;;) {
        const quote = text.indexOf('"', index);
        if (quote === -1) throw new CsvError('a quoted field is not closed', opened);
        field += text.slice(index, quote);
        index = quote + 1;
        if (text.charAt(index) !== '"') break;
        field += '"';
        index += 1;
      }
      line += countLineEnds([field]);
      if (index < text.length && !isDelimiter(text, index)) {
        throw new CsvError('text after a closing quote', line);
      }
    } else {
      const start = index;
      while (index < text.length && !isDelimiter(text, index)) {
        if (text.charAt(index) === '"') throw new CsvError('a quote inside an unquoted field', line);
        index += 1;
      }
      field = text.slice(start, index);
    }
    row.push(field);
    if (text.charAt(index) === ',') {
      index += 1;
      if (index === text.length) row.push('');
      else continue;
    }
    rows.push(row);
    row = [];
    line += 1;
    index += text.startsWith('\r\n', index) ? 2 : 1;
  }
  return rows;
}

/**
 * Read CSV whose first row names the columns; each further row becomes a record. Fields that a short row leaves out
 * are empty.
 *
 * @throws CsvError when a row has more fields than the header, or two columns share a name
 */
export function readCsvRecords(text: string): Map<string, string>[] {
  const [header, ...rows] = readCsv(text);
  if (header === undefined) return [];
  const columns = header.map((name) => name.trim());
  if (new Set(columns).size < columns.length) throw new CsvError('two columns share a name', 1);
  let line = 1 + countLineEnds(header);
  return rows.map((fields) => {
    line += 1;
    if (fields.length > columns.length) throw new CsvError('more fields than columns', line);
    line += countLineEnds(fields);
    const record = new Map<string, string>();
    for (const [column, name] of columns.entries()) record.set(name, fields[column] ?? '');
    return record;
  });
}

/** Write rows as CSV, quoting only where the reader needs it. Every line is ended with CR LF. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(quoteField).join(',')}\r\n`).join('');
}

function countLineEnds(fields: readonly string[]): number {
  return fields.join().split('\n').length - 1;
}

function quoteField(field: string): string {
  return /[",\r\n]/u.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

function isDelimiter(text: string, index: number): boolean {
  const char = text.charAt(index);
  return char === ',' || char === '\n' || text.startsWith('\r\n', index);
}
