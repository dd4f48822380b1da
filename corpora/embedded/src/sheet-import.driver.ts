import type { Driver } from '@bebug/oracle/driver';
import {
  columnName,
  columnsOf,
  columnTotal,
  columnWidths,
  expectedStock,
  isBlank,
  orderLines,
  type SheetRow,
} from './sheet-import.js';

const cell = { oneOf: ['', '1', 2, '3', 40, '5.50', 0, ' 6 ', null, undefined] };
const article = { oneOf: ['', ' ', 'A-1', 'A-2', 7, '7', 8, null] };
const gift = { oneOf: ['', 'yes', true, false, 0, undefined] };
const price = { oneOf: ['', 0, '0.29', 12.5, '12.50', '1.005', -1, '-0.01', 'free', undefined] };

const rowOf = (cells: SheetRow): SheetRow =>
  Object.fromEntries(Object.entries(cells).filter(([, value]) => value !== undefined));

export default {
  create: () => null,
  calls: {
    columnTotal: {
      args: [cell, cell, cell],
      run: (_subject, ...cells: unknown[]) =>
        columnTotal(
          cells.map((quantity) => rowOf({ quantity })),
          'quantity',
        ),
    },
    expectedStock: {
      args: [article, article, cell, cell, cell],
      run: (_subject, first: unknown, second: unknown, stock: unknown, ordered: unknown, more: unknown) => [
        ...expectedStock([
          rowOf({ article: first, stock, ordered }),
          rowOf({ article: '' }),
          rowOf({ article: second, stock: more, ordered: stock }),
        ]),
      ],
    },
    orderLine: {
      args: [article, cell, price, gift],
      run: (_subject, name: unknown, quantity: unknown, amount: unknown, isGift: unknown) =>
        orderLines([rowOf({ article: name, quantity, price: amount, gift: isGift })]),
    },
    orderLines: {
      args: [article, cell, cell, price],
      run: (_subject, name: unknown, first: unknown, second: unknown, amount: unknown) =>
        orderLines([
          { article: name, quantity: first, price: 1 },
          { article: '', quantity: ' ' },
          { article: 'A-3', quantity: second, price: amount },
        ]),
    },
    columns: {
      args: [{ oneOf: ['a', 'b', 'long'] }, { oneOf: ['a', 'b', 'c'] }, cell, article],
      run: (_subject, first: string, second: string, one: unknown, other: unknown) => {
        const rows = [rowOf({ [first]: one }), rowOf({ a: other, [second]: 'four' })];
        return [columnsOf(rows), columnWidths(rows), columnsOf([])];
      },
    },
    columnName: { args: [{ integer: [0, 800] }], run: (_subject, index: number) => columnName(index) },
    columnNameOfFew: {
      args: [{ oneOf: [0, 1, 25, 26, 27, 51, 52, 701, 702] }],
      run: (_subject, index: number) => columnName(index),
    },
    isBlank: {
      args: [article, cell],
      run: (_subject, first: unknown, second: unknown) => [isBlank({ first, second }), isBlank({})],
    },
  },
} satisfies Driver<null>;
