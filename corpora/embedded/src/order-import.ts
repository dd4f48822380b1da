export interface Order {
  readonly article: string;
  readonly pieces: number;
  /** Cents. */
  readonly total: number;
}

export interface Imported {
  /** By article; orders of one article as they came. */
  readonly orders: readonly Order[];
  /** Lines that are no orders. */
  readonly refused: readonly string[];
}

/** Where files of orders come from. */
export interface OrderFiles {
  /** `done` is called once: with an error, or with `null` and the text. */
  read(name: string, done: (error: Error | null, text: string) => void): void;
}

/** Where orders go, one by one. */
export interface OrderSink {
  put(order: Order): void;
  close(): void;
}

/** What a piece of an article costs, in cents. */
export type PriceOf = (article: string) => number;

/** A line is not of the form `ARTICLE PIECES`. */
export class OrderFormatError extends Error {
  override readonly name = 'OrderFormatError';
}

/**
 * Read one order.
 *
 * @throws OrderFormatError when it is none; what `priceOf` throws goes to the caller
 */
export function parseOrder(line: string, priceOf: PriceOf): Order {
  const match = /^(\w+) (\d+)$/u.exec(line.trim());
  if (match === null) throw new OrderFormatError(`no order: ${line}`);
  const [, article, digits] = match as unknown as [string, string, string];
  const pieces = Number(digits);
  return { article, pieces, total: pieces * priceOf(article) };
}

/** Read all lines that are orders, and say which are not. */
export function importOrders(lines: readonly string[], priceOf: PriceOf): Imported {
  const orders: Order[] = [];
  const refused: string[] = [];
  for (const line of lines) {
    try {
      orders.push(parseOrder(line, priceOf));
    } catch (error) {
      if (error instanceof OrderFormatError) {
        refused.push(line);
        continue;
      }
      throw error;
    }
  }
  orders.sort((a, b) => (a.article < b.article ? -1 : a.article > b.article ? 1 : 0));
  return { orders, refused };
}

/** Orders of articles that are for sale, each with its place in the list of sales. */
export function ordersOnSale(orders: readonly Order[], articles: readonly string[]): Map<Order, number> {
  const places = new Map(articles.map((article, index) => [article, index]));
  const found = new Map<Order, number>();
  for (const order of orders) {
    const place = places.get(order.article);
    if (place !== undefined) found.set(order, place);
  }
  return found;
}

/** Hand orders on; the sink is closed in any case. Returns how many there were. */
export function forward(orders: readonly Order[], sink: OrderSink): number {
  let count = 0;
  try {
    for (const order of orders) {
      sink.put(order);
      count += 1;
    }
  } finally {
    sink.close();
  }
  return count;
}

/** The orders of a file; `done` is called once. */
export function importFile(
  files: OrderFiles,
  name: string,
  priceOf: PriceOf,
  done: (error: Error | null, imported: Imported | null) => void,
): void {
  files.read(name, (error, text) => {
    if (error !== null) {
      done(error, null);
      return;
    }
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    done(null, importOrders(lines, priceOf));
  });
}
