import { DatabaseSync } from 'node:sqlite';
import { beforeEach, expect, test } from 'vitest';
import { createOrders, listOrders, revenueByCustomer, type OrderFilter } from './order-report.ts';

let database: DatabaseSync;

beforeEach(() => {
  database = new DatabaseSync(':memory:');
  createOrders(database);
});

function place(customer: string, placedOn: string, isPaid: boolean, ...items: [number, number][]): void {
  const { lastInsertRowid } = database
    .prepare('INSERT INTO orders (customer, placed_on, paid) VALUES (?, ?, ?)')
    .run(customer, placedOn, Number(isPaid));
  for (const [quantity, price] of items)
    database.prepare("INSERT INTO items VALUES (?, 'x', ?, ?)").run(lastInsertRowid, quantity, price);
}

function placeSome(): void {
  place('ada', '2024-01-31', true, [2, 100], [1, 50]);
  place('bob', '2024-02-01', false, [1, 1000]);
  place('ada', '2024-02-29', true, [3, 10]);
  place("o'hara", '2024-03-01', true);
}

const idsOf = (filter: OrderFilter) => listOrders(database, filter, 10).orders.map(({ id }) => id);

test('orders come with their totals, the newest first', () => {
  placeSome();
  expect(listOrders(database, {}, 10)).toEqual({
    orders: [
      { id: 4, customer: "o'hara", placedOn: '2024-03-01', items: 0, total: 0 },
      { id: 3, customer: 'ada', placedOn: '2024-02-29', items: 3, total: 30 },
      { id: 2, customer: 'bob', placedOn: '2024-02-01', items: 1, total: 1000 },
      { id: 1, customer: 'ada', placedOn: '2024-01-31', items: 3, total: 250 },
    ],
    cursor: null,
  });
});

test.for<[OrderFilter, number[]]>([
  [{ customer: 'ada' }, [3, 1]],
  [{ customer: "o'hara" }, [4]],
  [{ from: '2024-02-01' }, [4, 3, 2]],
  [{ before: '2024-02-29' }, [2, 1]],
  [{ from: '2024-02-01', before: '2024-03-01', isPaid: true }, [3]],
  [{ isPaid: false }, [2]],
  [{ customer: 'ada', isPaid: false }, []],
])('%j finds %j', ([filter, ids]) => {
  placeSome();
  expect(idsOf(filter)).toEqual(ids);
});

test('pages follow each other without a gap', () => {
  placeSome();
  const first = listOrders(database, {}, 3);
  expect([first.orders.map(({ id }) => id), first.cursor]).toEqual([[4, 3, 2], 2]);
  const second = listOrders(database, {}, 3, first.cursor);
  expect([second.orders.map(({ id }) => id), second.cursor]).toEqual([[1], null]);
  expect(listOrders(database, {}, 4).cursor).toBeNull();
  expect(listOrders(database, { customer: 'ada' }, 1, 3).orders.map(({ id }) => id)).toEqual([1]);
});

test('a page has from one to fifty orders', () => {
  for (let count = 0; count < 51; count++) place('ada', '2024-01-01', true);
  expect(listOrders(database, {}, 100).orders).toHaveLength(50);
  expect(listOrders(database, {}, 100).cursor).toBe(2);
  expect(listOrders(database, {}, 0).orders).toHaveLength(1);
  expect(listOrders(database, {}, -5).orders).toHaveLength(1);
});

test('there may be nothing', () => {
  expect(listOrders(database, {}, 5)).toEqual({ orders: [], cursor: null });
  expect(revenueByCustomer(database, '2024-01')).toEqual(new Map());
});

test('revenue is what was paid for in a month', () => {
  placeSome();
  place('bob', '2024-02-10', true, [1, 40]);
  place('ann', '2024-02-11', true, [1, 30]);
  place('bob', '2024-02-12', true, [2, 1]);
  expect([...revenueByCustomer(database, '2024-02')]).toEqual([
    ['bob', 42],
    ['ada', 30],
    ['ann', 30],
  ]);
  expect([...revenueByCustomer(database, '2024-02', 2)]).toHaveLength(2);
  expect([...revenueByCustomer(database, '2024-01')]).toEqual([['ada', 250]]);
  for (const month of ['2024-00', '2024-13', '2024-1', '2024-01-01', ' 2024-01'])
    expect(() => revenueByCustomer(database, month)).toThrow(RangeError);
});

test('ten customers are listed unless more are asked for', () => {
  for (let count = 0; count < 12; count++) place(`c${String(count)}`, '2024-01-15', true, [1, count + 1]);
  expect(revenueByCustomer(database, '2024-01').size).toBe(10);
  expect(revenueByCustomer(database, '2024-01', 12).size).toBe(12);
});
