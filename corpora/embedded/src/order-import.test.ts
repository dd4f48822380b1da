import { describe, expect, test } from 'vitest';
import {
  forward,
  importFile,
  importOrders,
  OrderFormatError,
  ordersOnSale,
  parseOrder,
  type Imported,
  type Order,
} from './order-import.ts';

const PRICES = new Map([
  ['ink', 300],
  ['pen', 100],
]);

function priceOf(article: string): number {
  const price = PRICES.get(article);
  if (price === undefined) throw new RangeError(`no price for ${article}`);
  return price;
}

const order = (article: string, pieces: number): Order => parseOrder(`${article} ${String(pieces)}`, priceOf);

describe('an order', () => {
  test('is an article and a number of pieces', () => {
    expect(parseOrder(' pen 12 ', priceOf)).toEqual({ article: 'pen', pieces: 12, total: 1200 });
  });

  test.for(['pen', 'pen x', '12', '', 'pen 1 2', 'pen  1'])('is not %j', (line) => {
    expect(() => parseOrder(line, priceOf)).toThrow(OrderFormatError);
  });
});

describe('an import', () => {
  test('sorts by article and keeps the order of the lines otherwise', () => {
    const { orders, refused } = importOrders(['pen 2', 'x', 'ink 1', 'pen 1'], priceOf);
    expect(orders).toEqual([order('ink', 1), order('pen', 2), order('pen', 1)]);
    expect(refused).toEqual(['x']);
  });

  test('ends when there is no price', () => {
    expect(() => importOrders(['cap 1'], priceOf)).toThrow('no price for cap');
  });

  test('of a file leaves out empty lines', () => {
    const done: (Imported | null)[] = [];
    const files = {
      read: (_name: string, answer: (error: null, text: string) => void) => {
        answer(null, 'pen 1\n\n');
      },
    };
    importFile(files, 'a', priceOf, (_error, imported) => done.push(imported));
    expect(done).toEqual([{ orders: [order('pen', 1)], refused: [] }]);
  });

  test('of a file that cannot be read calls back once, with the error', () => {
    const failure = new Error('gone');
    const done: (Error | null)[] = [];
    const files = {
      read: (_name: string, answer: (error: Error, text: string) => void) => {
        answer(failure, '');
      },
    };
    importFile(files, 'a', priceOf, (error) => done.push(error));
    expect(done).toEqual([failure]);
  });
});

test('orders on sale are found with their place', () => {
  const [pen, ink] = [order('pen', 1), order('ink', 1)];
  expect(ordersOnSale([pen, ink], ['cap', 'pen'])).toEqual(new Map([[pen, 1]]));
});

describe('forwarding', () => {
  test('hands on all orders and closes the sink', () => {
    const done: string[] = [];
    const sink = { put: ({ article }: Order) => done.push(article), close: () => done.push('closed') };
    expect(forward([order('pen', 1), order('ink', 1)], sink)).toBe(2);
    expect(done).toEqual(['pen', 'ink', 'closed']);
  });

  test('closes the sink when it refuses an order, and says so', () => {
    let closed = 0;
    const sink = {
      put: () => {
        throw new Error('full');
      },
      close: () => (closed += 1),
    };
    expect(() => forward([order('pen', 1)], sink)).toThrow('full');
    expect(closed).toBe(1);
  });
});
