/**
 * A row as a spreadsheet program exports it, by the names of its columns. Numbers come as numbers or as text, as the cell was formatted;
 * empty cells come as `''` or not at all.
 *
 * @typedef {Record<string, any>} SheetRow
 */

/**
 * @typedef {object} OrderLine
 * @property {string} article
 * @property {number} quantity
 * @property {number} price Cents a piece.
 * @property {boolean} isGift
 */

/**
 * @typedef {object} Issue
 * @property {number} row Counted from 1, as the program shows it.
 * @property {string} column
 * @property {string} text
 */

/**
 * The sum of a column; empty cells count as 0.
 *
 * @param {readonly SheetRow[]} rows
 * @param {string} column
 * @returns {number} `NaN` when a cell holds no number
 */
export function columnTotal(rows, column) {
  let total = 0;
  for (const row of rows) total += Number(row[column] ?? 0);
  return total;
}

/**
 * Pieces of each article that will be there when all that was ordered has come. Rows of one article are added up, however its number
 * is formatted; empty cells count as 0.
 *
 * @param {readonly SheetRow[]} rows with the columns `article`, `stock` and `ordered`
 * @returns {Map<string, number>} in the order of the articles' first rows
 */
export function expectedStock(rows) {
  const stock = new Map();
  for (const row of rows) {
    if (isBlank(row)) continue;
    const article = String(row.article ?? '');
    stock.set(article, (stock.get(article) ?? 0) + Number(row.stock ?? 0) + Number(row.ordered ?? 0));
  }
  return stock;
}

/**
 * The lines of an order, as far as they are in order.
 *
 * @param {readonly SheetRow[]} rows with the columns `article`, `quantity`, `price` in euros, and `gift`, in which anything means yes
 * @returns {{ lines: OrderLine[], issues: Issue[] }}
 */
export function orderLines(rows) {
  /** @type {OrderLine[]} */
  const lines = [];
  /** @type {Issue[]} */
  const issues = [];
  for (const [index, row] of rows.entries()) {
    if (isBlank(row)) continue;
    const found = issuesIn(row, index + 1);
    if (found.length > 0) {
      issues.push(...found);
      continue;
    }
    lines.push({
      article: String(row.article),
      quantity: Number(row.quantity),
      price: Math.round(Number(row.price) * 100),
      isGift: Boolean(row.gift),
    });
  }
  return { lines, issues };
}

/**
 * The columns of a sheet, in the order in which they first come up.
 *
 * @param {readonly SheetRow[]} rows
 * @returns {string[]}
 */
export function columnsOf(rows) {
  /** @type {string[]} */
  const columns = [];
  for (const row of rows) columns.push(...Object.keys(row).filter((name) => !columns.includes(name)));
  return columns;
}

/**
 * As many characters as each column is wide: as its name, or as the longest cell in it.
 *
 * @param {readonly SheetRow[]} rows
 * @returns {number[]}
 */
export function columnWidths(rows) {
  return columnsOf(rows).map((column) =>
    rows.reduce((width, row) => Math.max(width, String(row[column] ?? '').length), column.length),
  );
}

/**
 * How spreadsheet programs name a column: `A` to `Z`, `AA`, `AB` and so on.
 *
 * @param {number} index from 0
 * @returns {string}
 */
export function columnName(index) {
  if (index < 0) return '';
  const letter = String.fromCharCode(65 + (index % 26));
  return columnName(Math.floor(index / 26) - 1) + letter;
}

/**
 * No cell of the row holds anything.
 *
 * @param {SheetRow} row
 */
export function isBlank(row) {
  for (const cell of Object.values(row)) {
    if (String(cell ?? '').trim() !== '') return false;
  }
  return true;
}

/**
 * @param {SheetRow} row
 * @param {number} number
 * @returns {Issue[]}
 */
function issuesIn(row, number) {
  const issues = [];
  if (String(row.article ?? '').trim() === '')
    issues.push({ row: number, column: 'article', text: 'is missing' });
  if (!(Number(row.quantity) > 0))
    issues.push({ row: number, column: 'quantity', text: 'must be more than 0' });
  if (!(Number(row.price) >= 0)) issues.push({ row: number, column: 'price', text: 'must not be negative' });
  return issues;
}
