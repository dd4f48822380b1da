import { beforeEach, expect, test } from 'vitest';
import { Inventory } from './inventory.ts';

let stock: Map<string, number>;
let isBroken: boolean;
let inventory: Inventory;

beforeEach(() => {
  stock = new Map([['pen', 5]]);
  isBroken = false;
  inventory = new Inventory({
    stock: (sku) => Promise.resolve(stock.get(sku) ?? 0),
    ship: (sku, quantity) => {
      if (isBroken) return Promise.reject(new Error('no van'));
      stock.set(sku, (stock.get(sku) ?? 0) - quantity);
      return Promise.resolve();
    },
  });
});

test('pieces can be reserved down to the last one', async () => {
  expect(await inventory.reserve('pen', 3)).toEqual({ id: 'r1', sku: 'pen', quantity: 3 });
  expect(await inventory.reserve('pen', 3)).toBeNull();
  expect(await inventory.reserve('pen', 2)).toMatchObject({ id: 'r2' });
  expect([inventory.held('pen'), inventory.held('ink')]).toEqual([5, 0]);
  expect(inventory.reservations.map(({ id }) => id)).toEqual(['r1', 'r2']);
});

test('two carts at once are not promised the same piece', async () => {
  const results = await Promise.all([inventory.reserve('pen', 3), inventory.reserve('pen', 3)]);
  expect(results.filter((result) => result !== null)).toHaveLength(1);
  expect(inventory.held('pen')).toBe(3);
});

test('a cancelled reservation gives its pieces back, once', async () => {
  await inventory.reserve('pen', 5);
  expect([inventory.cancel('r1'), inventory.cancel('r1')]).toEqual([true, false]);
  expect(inventory.held('pen')).toBe(0);
  expect(await inventory.reserve('pen', 5)).not.toBeNull();
});

test('a confirmed reservation is shipped, once', async () => {
  await inventory.reserve('pen', 2);
  expect(await Promise.all([inventory.confirm('r1'), inventory.confirm('r1')])).toEqual([true, false]);
  expect([stock.get('pen'), inventory.held('pen'), inventory.reservations]).toEqual([3, 0, []]);
});

test('what cannot be shipped stays reserved', async () => {
  await inventory.reserve('pen', 2);
  isBroken = true;
  await expect(inventory.confirm('r1')).rejects.toThrow('no van');
  expect([inventory.held('pen'), inventory.reservations.length]).toEqual([2, 1]);
  isBroken = false;
  expect(await inventory.confirm('r1')).toBe(true);
});

test.for([0, -1, 1.5])('a quantity of %d is refused', async (quantity) => {
  await expect(inventory.reserve('pen', quantity)).rejects.toThrow(RangeError);
});
