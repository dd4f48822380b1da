import { expect, test } from 'vitest';
import { customerOverview } from './customer-overview.ts';

const orders = (): Promise<number[]> => Promise.resolve([100, 250]);

test('an overview sums up the orders', async () => {
  const sources = { name: (id: string) => Promise.resolve(`Dr ${id}`), orders };
  expect(await customerOverview(sources, 'a')).toEqual({ name: 'Dr a', orders: 2, spent: 350 });
});

test('of nobody there is none', async () => {
  expect(await customerOverview({ name: () => Promise.resolve(null), orders }, 'a')).toBeNull();
});

test('the first failure is the answer, though the other part never comes', async () => {
  const name = (): Promise<string> => new Promise(() => undefined);
  const failing = (): Promise<number[]> => Promise.reject(new Error('orders'));
  await expect(customerOverview({ name, orders: failing }, 'a')).rejects.toThrow('orders');
});
