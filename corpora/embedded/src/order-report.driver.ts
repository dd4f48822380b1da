import { DatabaseSync } from 'node:sqlite';
import type { Driver } from '@bebug/oracle/driver';
import { createOrders, listOrders, revenueByCustomer, type OrderFilter } from './order-report.ts';

const customer = { oneOf: ['ada', 'bob', 'ann', "o'hara", 'nobody'] };
const day = { oneOf: ['2024-01-31', '2024-02-01', '2024-02-29', '2024-03-01'] };
const pageSize = { oneOf: [-1, 0, 1, 2, 3, 5, 6, 50, 51] };

function place(
  database: DatabaseSync,
  name: string,
  placedOn: string,
  paid: number,
  ...prices: number[]
): void {
  const { lastInsertRowid } = database
    .prepare('INSERT INTO orders (customer, placed_on, paid) VALUES (?, ?, ?)')
    .run(name, placedOn, paid);
  const insert = database.prepare("INSERT INTO items VALUES (?, 'x', ?, ?)");
  for (const [index, price] of prices.entries()) insert.run(lastInsertRowid, index + 1, price);
}

export default {
  create(world) {
    const database = new DatabaseSync(':memory:');
    createOrders(database);
    database.exec('CREATE TABLE secrets (value TEXT)');
    database.prepare('INSERT INTO secrets VALUES (?)').run(world.marker);
    place(database, world.marker, '1999-12-31', 1, 5);
    place(database, 'ada', '2024-01-31', 1, 100, 50);
    place(database, 'bob', '2024-02-01', 0, 1000);
    place(database, 'ada', '2024-02-29', 1, 30);
    place(database, 'ann', '2024-02-10', 1, 10, 10);
    place(database, "o'hara", '2024-03-01', 1);
    return database;
  },
  calls: {
    list: { args: [pageSize], run: (database, size: number) => listOrders(database, {}, size) },
    listOf: {
      args: [customer, { oneOf: [true, false, undefined] }],
      run: (database, name: string, isPaid?: boolean) =>
        listOrders(database, { customer: name, ...(isPaid === undefined ? {} : { isPaid }) }, 10),
    },
    listBetween: {
      args: [day, day],
      run: (database, from: string, before: string) => [
        listOrders(database, { from, before }, 10),
        listOrders(database, { from }, 10),
        listOrders(database, { before }, 10),
      ],
    },
    page: {
      args: [pageSize, { integer: [0, 7] }],
      run: (database, size: number, cursor: number) => listOrders(database, {}, size, cursor),
    },
    place: {
      args: [customer, day, { oneOf: [0, 1] }, { oneOf: [10, 20] }],
      run: (database, name: string, placedOn: string, paid: number, price: number) => {
        place(database, name, placedOn, paid, price, price);
      },
    },
    placeMany: {
      args: [{ oneOf: [1, 12, 50] }],
      run: (database, count: number) => {
        for (let index = 0; index < count; index++)
          place(database, `customer ${String(index)}`, '2024-02-15', 1, index + 1);
      },
    },
    revenue: {
      args: [{ oneOf: ['2024-01', '2024-02', '2024-03', '2024-12', '2024-00', '2024-13', '2024-2'] }],
      run: (database, month: string) => [...revenueByCustomer(database, month)],
    },
    revenueOfSome: {
      args: [{ integer: [0, 3] }],
      run: (database, limit: number) => [...revenueByCustomer(database, '2024-02', limit)],
    },
  },
  attacks: {
    'list the orders of a customer': {
      kit: 'sql-injection',
      cwe: 89,
      send: (database, request) => listOrders(database, { customer: request }, 10),
      benign: ['ada', 'nobody'],
    },
    'list orders from a day on': {
      kit: 'sql-injection',
      cwe: 89,
      send: (database, request) => listOrders(database, { from: '2024-01-01', before: request }, 10),
      benign: ['2024-02-01', '2024-03-01'],
    },
    'ask for a month': {
      kit: 'sql-injection',
      cwe: 89,
      send: (database, request) => [...revenueByCustomer(database, request)],
      benign: ['2024-01', '2024-02'],
    },
  },
  loads: {
    'list a page of many orders': {
      sizes: [4, 8, 16, 32],
      run(database, n: number) {
        for (let index = 0; index < n; index++) place(database, 'many', '2024-05-01', 1, 1, 2);
        return listOrders(database, { customer: 'many' } satisfies OrderFilter, n).orders.length;
      },
    },
    'list a small page of many orders': {
      run(database, n: number) {
        for (let index = 0; index < n; index++) place(database, 'many', '2024-05-01', 1, 1);
        return listOrders(database, { customer: 'many' }, 2).orders.length;
      },
    },
    'list the orders of one among many customers': {
      run(database, n: number) {
        for (let index = 0; index < n; index++)
          place(database, `customer ${String(index)}`, '2024-05-01', 1, 1);
        return listOrders(database, { customer: 'customer 1' }, 5).orders.length;
      },
    },
  },
} satisfies Driver<DatabaseSync>;
