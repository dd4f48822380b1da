import type { DatabaseSync } from 'node:sqlite';

export interface OrderSummary {
  readonly id: number;
  readonly customer: string;
  /** `YYYY-MM-DD`. */
  readonly placedOn: string;
  readonly items: number;
  /** Cents. */
  readonly total: number;
}

export interface OrderFilter {
  readonly customer?: string;
  /** First day, `YYYY-MM-DD`, and the day after the last one. */
  readonly from?: string;
  readonly before?: string;
  readonly isPaid?: boolean;
}

export interface ReportPage {
  readonly orders: readonly OrderSummary[];
  /** Pass it on for the next page; `null` on the last one. */
  readonly cursor: number | null;
}

const MAX_PAGE = 50;

/** Create the tables where they are missing. */
export function createOrders(database: DatabaseSync): void {
  database.exec(`
    CREATE TABLE IF NOT EXISTS orders (
      id INTEGER PRIMARY KEY, customer TEXT NOT NULL, placed_on TEXT NOT NULL, paid INTEGER NOT NULL
    );
    CREATE TABLE IF NOT EXISTS items (
      order_id INTEGER NOT NULL REFERENCES orders (id), sku TEXT NOT NULL, quantity INTEGER NOT NULL, price INTEGER NOT NULL
    );
    CREATE INDEX IF NOT EXISTS orders_by_customer ON orders (customer, id);
    CREATE INDEX IF NOT EXISTS items_by_order ON items (order_id);
  `);
}

/** Orders from the newest to the oldest, a page at a time. Totals of a page are read at once. */
export function listOrders(
  database: DatabaseSync,
  filter: OrderFilter,
  pageSize: number,
  cursor: number | null = null,
): ReportPage {
  const size = Math.min(Math.max(pageSize, 1), MAX_PAGE);
  const conditions: string[] = [];
  const values: (string | number)[] = [];
  const require = (condition: string, value: string | number | undefined): void => {
    if (value === undefined) return;
    conditions.push(condition);
    values.push(value);
  };
  require('customer = ?', filter.customer);
  require('placed_on >= ?', filter.from);
  require('placed_on < ?', filter.before);
  require('paid = ?', filter.isPaid === undefined ? undefined : Number(filter.isPaid));
  require('id < ?', cursor ?? undefined);
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  const rows = database
    .prepare(`SELECT id, customer, placed_on FROM orders ${where} ORDER BY id DESC LIMIT ?`)
    .all(...values, size + 1);

  const shown = rows.slice(0, size);
  const totals = totalsOf(
    database,
    shown.map((row) => Number(row.id)),
  );
  const orders = shown.map((row) => {
    const id = Number(row.id);
    const { items, total } = totals.get(id) ?? { items: 0, total: 0 };
    return { id, customer: String(row.customer), placedOn: String(row.placed_on), items, total };
  });
  return { orders, cursor: rows.length > size ? (orders.at(-1) as OrderSummary).id : null };
}

/** What each customer has paid for in a month (`YYYY-MM`), the best ones first. */
export function revenueByCustomer(database: DatabaseSync, month: string, limit = 10): Map<string, number> {
  if (!/^\d{4}-(?:0[1-9]|1[0-2])$/u.test(month)) throw new RangeError(`not a month: ${month}`);
  const rows = database
    .prepare(
      `SELECT customer, SUM(quantity * price) AS revenue FROM orders JOIN items ON order_id = id
       WHERE paid = 1 AND placed_on >= ? AND placed_on < ? GROUP BY customer ORDER BY revenue DESC, customer LIMIT ?`,
    )
    .all(`${month}-01`, `${month}-32`, limit);
  return new Map(rows.map((row) => [String(row.customer), Number(row.revenue)]));
}

function totalsOf(
  database: DatabaseSync,
  ids: readonly number[],
): Map<number, { items: number; total: number }> {
  const marks = ids.map(() => '?').join(', ');
  const rows = database
    .prepare(
      `SELECT order_id, SUM(quantity) AS items, SUM(quantity * price) AS total FROM items WHERE order_id IN (${marks}) GROUP BY order_id`,
    )
    .all(...ids);
  return new Map(
    rows.map((row) => [Number(row.order_id), { items: Number(row.items), total: Number(row.total) }]),
  );
}
