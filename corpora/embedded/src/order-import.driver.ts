import type { Driver } from '@bebug/oracle/driver';
import { forward, importFile, importOrders, ordersOnSale, parseOrder, type Order } from './order-import.ts';

interface Subject {
  readonly seen: string[];
}

const line = { oneOf: ['pen 1', 'ink 12', ' pen 3 ', 'cap 1', 'pen', 'pen x', '', '7', 'dot 2'] };
const ORDERS: readonly Order[] = ['ink 1', 'pen 2', 'dot 3'].map((text) => parseOrder(text, priceOf));

function priceOf(article: string): number {
  if (article === 'cap') throw new RangeError('no price for cap');
  return article.length * 10 + article.charCodeAt(0);
}

/** The value, or the message of the error: which one is part of the contract. */
function outcome(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
}

export default {
  create: () => ({ seen: [] }),
  calls: {
    parse: { args: [line], run: (_subject, text: string) => outcome(() => parseOrder(text, priceOf)) },
    import: {
      args: [line, line, line],
      run: (_subject, ...lines: string[]) => outcome(() => importOrders(lines, priceOf)),
    },
    onSale: {
      args: [{ integer: [0, 3] }, { oneOf: ['pen', 'ink', 'dot'] }],
      run: (_subject, count: number, article: string) => [
        ...ordersOnSale(ORDERS.slice(0, count), ['pen', article]),
      ],
    },
    forward: {
      args: [{ integer: [0, 3] }, { integer: [0, 4] }],
      run: ({ seen }, count: number, room: number) =>
        outcome(() =>
          forward(ORDERS.slice(0, count), {
            put: ({ article }) => {
              if (seen.length >= room) throw new Error('full');
              seen.push(article);
            },
            close: () => seen.push('closed'),
          }),
        ),
    },
    importFile: {
      args: [{ oneOf: ['a', 'missing'] }, line, line],
      run: ({ seen }, name: string, ...lines: string[]) => {
        const read = (file: string, done: (error: Error | null, text: string) => void): void => {
          if (file === 'missing') done(new Error('no such file'), '');
          else done(null, lines.join('\n\n'));
        };
        return outcome(() => {
          importFile({ read }, name, priceOf, (error, imported) => {
            seen.push(error?.message ?? JSON.stringify(imported));
          });
        });
      },
    },
  },
  observe: ({ seen }) => [...seen],
  loads: {
    'import many lines': {
      run: (_subject, n: number) =>
        importOrders(
          Array.from({ length: n }, (_, index) => `a${String((index * 7) % n)} 1`),
          () => 1,
        ).orders.length,
    },
    'look for many orders on a long list': {
      run(_subject, n: number) {
        const articles = Array.from({ length: n }, (_, index) => `a${String(index)}`);
        return ordersOnSale(
          articles.map((article) => ({ article, pieces: 1, total: 1 })),
          articles,
        ).size;
      },
    },
  },
} satisfies Driver<Subject>;
