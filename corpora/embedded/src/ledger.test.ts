import { expect, test } from 'vitest';
import { type AccountStore, InsufficientFundsError, Ledger, UnknownAccountError } from './ledger.ts';

function storeOf(initial: Record<string, number>, failWrites: number[] = []) {
  const balances = new Map(Object.entries(initial));
  let writes = 0;
  const store: AccountStore = {
    read: (account) => Promise.resolve(balances.get(account)),
    write: (account, balance) => {
      writes += 1;
      if (failWrites.includes(writes)) return Promise.reject(new Error('disk full'));
      balances.set(account, balance);
      return Promise.resolve();
    },
  };
  return { balances, ledger: new Ledger(store) };
}

test('a transfer moves the money', async () => {
  const { ledger, balances } = storeOf({ a: 100, b: 5 });
  await ledger.transfer('a', 'b', 100);
  expect(Object.fromEntries(balances)).toEqual({ a: 0, b: 105 });
});

test('deposits at the same time are all kept', async () => {
  const { ledger } = storeOf({ a: 0 });
  expect(await Promise.all([1, 2, 4].map((amount) => ledger.deposit('a', amount)))).toEqual([1, 3, 7]);
  expect(await ledger.balance('a')).toBe(7);
  expect(ledger.busy).toBe(0);
});

test('transfers in opposite directions neither block nor lose money', async () => {
  const { ledger, balances } = storeOf({ a: 10, b: 10 });
  await Promise.all([
    ledger.transfer('a', 'b', 3),
    ledger.transfer('b', 'a', 1),
    ledger.transfer('a', 'b', 2),
  ]);
  expect(Object.fromEntries(balances)).toEqual({ a: 6, b: 14 });
});

test('an account cannot give more than it has', async () => {
  const { ledger, balances } = storeOf({ a: 10, b: 0 });
  const results = await Promise.allSettled([ledger.transfer('a', 'b', 8), ledger.transfer('a', 'b', 8)]);
  expect(results[1]).toMatchObject({ reason: expect.any(InsufficientFundsError) as unknown });
  expect(Object.fromEntries(balances)).toEqual({ a: 2, b: 8 });
});

test('a transfer that fails halfway is taken back', async () => {
  const { ledger, balances } = storeOf({ a: 10, b: 0 }, [2]);
  await expect(ledger.transfer('a', 'b', 4)).rejects.toThrow('disk full');
  expect(Object.fromEntries(balances)).toEqual({ a: 10, b: 0 });
  await ledger.transfer('a', 'b', 4);
  expect(await ledger.balance('b')).toBe(4);
});

test('a failed deposit does not block the account', async () => {
  const { ledger } = storeOf({ a: 10 }, [1]);
  await expect(ledger.deposit('a', 1)).rejects.toThrow('disk full');
  expect(ledger.busy).toBe(0);
  expect(await ledger.deposit('a', 1)).toBe(11);
});

test('accounts must exist', async () => {
  const { ledger } = storeOf({ a: 10 });
  await expect(ledger.transfer('a', 'z', 1)).rejects.toThrow(UnknownAccountError);
  await expect(ledger.deposit('z', 1)).rejects.toThrow('no account z');
  expect(ledger.busy).toBe(0);
});

test.for([0, -1, 0.5, NaN])('an amount of %d is refused', async (amount) => {
  const { ledger } = storeOf({ a: 10, b: 10 });
  await expect(ledger.transfer('a', 'b', amount)).rejects.toThrow(RangeError);
  await expect(ledger.deposit('a', amount)).rejects.toThrow(RangeError);
});

test('an account cannot pay itself', async () => {
  await expect(storeOf({ a: 10 }).ledger.transfer('a', 'a', 1)).rejects.toThrow(RangeError);
});
