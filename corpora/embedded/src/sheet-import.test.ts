import { expect, test } from 'vitest';
import {
  columnName,
  columnsOf,
  columnTotal,
  columnWidths,
  expectedStock,
  isBlank,
  orderLines,
} from './sheet-import.js';

test('a column is added up, however its cells are formatted', () => {
  const rows = [{ n: '1' }, { n: 2 }, { n: '' }, {}, { n: null }, { n: ' 3.5 ' }];
  expect(columnTotal(rows, 'n')).toBe(6.5);
  expect([columnTotal([], 'n'), columnTotal([{ n: 'many' }], 'n')]).toEqual([0, NaN]);
});

test('stock is what is there and what was ordered, by article', () => {
  const rows = [
    { article: 7, stock: '5', ordered: '2' },
    { article: 'A-1', stock: 1 },
    { article: ' ', stock: '' },
    { article: '7', stock: '10', ordered: '' },
    { article: 'A-2', ordered: '4' },
  ];
  expect([...expectedStock(rows)]).toEqual([
    ['7', 17],
    ['A-1', 1],
    ['A-2', 4],
  ]);
});

test('order lines have the types that others count on', () => {
  const rows = [
    { article: 7, quantity: '2', price: '12.50', gift: 'yes' },
    { article: 'A-1', quantity: 1, price: 0, gift: '' },
    { article: '', quantity: null },
    { article: 'A-2', quantity: 1, price: '0.29' },
  ];
  expect(orderLines(rows)).toEqual({
    lines: [
      { article: '7', quantity: 2, price: 1250, isGift: true },
      { article: 'A-1', quantity: 1, price: 0, isGift: false },
      { article: 'A-2', quantity: 1, price: 29, isGift: false },
    ],
    issues: [],
  });
});

test('what is wrong is said row by row', () => {
  const rows = [
    { article: ' ', quantity: 0, price: '-0.01' },
    { article: 'A-1', quantity: 1, price: 1 },
    { article: 'A-2', quantity: 'two' },
    { quantity: 1, price: 1 },
  ];
  const { lines, issues } = orderLines(rows);
  expect(lines).toHaveLength(1);
  expect(issues.map(({ row, column, text }) => `${String(row)} ${column} ${text}`)).toEqual([
    '1 article is missing',
    '1 quantity must be more than 0',
    '1 price must not be negative',
    '3 quantity must be more than 0',
    '3 price must not be negative',
    '4 article is missing',
  ]);
});

test('columns are those of all rows, as wide as what they hold', () => {
  const rows = [{ b: 1, a: 'x' }, { a: 12345, long: null }, { b: 'two' }];
  expect(columnsOf(rows)).toEqual(['b', 'a', 'long']);
  expect(columnWidths(rows)).toEqual([3, 5, 4]);
  expect([columnsOf([]), columnWidths([])]).toEqual([[], []]);
});

test.for([
  [0, 'A'],
  [25, 'Z'],
  [26, 'AA'],
  [51, 'AZ'],
  [52, 'BA'],
  [701, 'ZZ'],
  [702, 'AAA'],
] as const)('column %i is named %s', ([index, name]) => {
  expect(columnName(index)).toBe(name);
});

test('a row is blank when no cell holds anything', () => {
  for (const row of [{}, { a: '' }, { a: ' ', b: null, c: undefined }]) expect(isBlank(row)).toBe(true);
  for (const row of [{ a: 0 }, { a: '', b: 'x' }, { a: false }]) expect(isBlank(row)).toBe(false);
});
