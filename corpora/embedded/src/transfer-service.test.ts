import { DatabaseSync } from 'node:sqlite';
import { beforeEach, expect, test } from 'vitest';
import { TransferError, TransferService, type Transfer } from './transfer-service.ts';

let database: DatabaseSync;
let service: TransferService;

beforeEach(() => {
  database = new DatabaseSync(':memory:');
  TransferService.migrate(database);
  TransferService.migrate(database);
  service = new TransferService(database);
  service.openAccount('ada', 1000);
  service.openAccount('bob', 50);
  service.openAccount("o'hara");
});

const transfer = (change: Partial<Transfer> = {}): Transfer => ({
  key: 'k1',
  from: 'ada',
  to: 'bob',
  amount: 100,
  ...change,
});
const balances = () => ['ada', 'bob', "o'hara"].map((name) => service.statementOf(name).balance);

test('a transfer moves money and is on both statements', () => {
  expect(service.transfer(transfer())).toBe('done');
  expect(service.transfer(transfer({ key: 'k2', from: 'bob', to: 'ada', amount: 30 }))).toBe('done');
  expect(service.statementOf('ada')).toEqual({
    account: 'ada',
    balance: 930,
    movements: [
      { other: 'bob', amount: 30 },
      { other: 'bob', amount: -100 },
    ],
  });
  expect(service.statementOf('bob', 1)).toEqual({
    account: 'bob',
    balance: 120,
    movements: [{ other: 'ada', amount: -30 }],
  });
});

test('a transfer that is sent twice is made once', () => {
  service.transfer(transfer());
  expect(service.transfer(transfer())).toBe('repeated');
  for (const change of [{ amount: 99 }, { from: "o'hara" }, { to: "o'hara" }])
    expect(() => service.transfer(transfer(change))).toThrow(TransferError);
  expect(balances()).toEqual([900, 150, 0]);
});

test('all of an account can be sent, and no more', () => {
  expect(() => service.transfer(transfer({ amount: 1001 }))).toThrow(TransferError);
  service.transfer(transfer({ amount: 1000, to: "o'hara" }));
  expect(balances()).toEqual([0, 50, 1000]);
});

test.for([0, -1, 1.5, NaN, 100_000_001])('%d is no amount', (amount) => {
  service.openAccount('rich', 200_000_000);
  expect(() => service.transfer(transfer({ from: 'rich', amount }))).toThrow(TransferError);
  expect(service.transfer(transfer({ from: 'rich', amount: 100_000_000 }))).toBe('done');
});

test('accounts must be there, and not the same', () => {
  expect(() => service.transfer(transfer({ from: 'eve' }))).toThrow(TransferError);
  expect(() => service.transfer(transfer({ to: 'eve' }))).toThrow(TransferError);
  expect(() => service.transfer(transfer({ to: 'ada' }))).toThrow(TransferError);
  expect(() => service.statementOf('eve')).toThrow(TransferError);
  expect(() => {
    service.openAccount('ada', 5);
  }).toThrow(TransferError);
  expect(balances()).toEqual([1000, 50, 0]);
});

test('a frozen account receives only', () => {
  service.setFrozen('ada', true);
  expect(() => service.transfer(transfer())).toThrow(TransferError);
  service.transfer(transfer({ from: 'bob', to: 'ada', amount: 50 }));
  service.setFrozen('ada', false);
  service.transfer(transfer({ key: 'k2' }));
  expect(balances()).toEqual([950, 100, 0]);
  expect(() => {
    service.setFrozen('eve', true);
  }).toThrow(TransferError);
});

test('several transfers are made together', () => {
  service.transfer(transfer());
  const made = service.transferAll([
    transfer(),
    transfer({ key: 'k2', from: 'bob', to: "o'hara", amount: 150 }),
    transfer({ key: 'k3', from: "o'hara", to: 'ada', amount: 20 }),
  ]);
  expect(made).toBe(2);
  expect(balances()).toEqual([920, 0, 130]);
});

test('or not at all', () => {
  const transfers = [transfer(), transfer({ key: 'k2', from: 'bob', to: "o'hara", amount: 151 })];
  expect(() => service.transferAll(transfers)).toThrow(TransferError);
  expect(balances()).toEqual([1000, 50, 0]);
  expect(service.statementOf('ada').movements).toEqual([]);
  expect(service.transfer(transfer({ key: 'k2' }))).toBe('done');
});

test('twenty movements are shown unless more are asked for', () => {
  for (let index = 0; index < 21; index++) service.transfer(transfer({ key: String(index), amount: 1 }));
  expect(service.statementOf('ada').movements).toHaveLength(20);
  expect(service.statementOf('ada', 30).movements).toHaveLength(21);
});
