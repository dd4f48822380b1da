import { DatabaseSync } from 'node:sqlite';
import type { Driver, World } from '@bebug/oracle/driver';
import { TransferService } from './transfer-service.ts';

interface Subject {
  readonly service: TransferService;
  readonly world: World;
}

const account = { oneOf: ['ada', 'bob', "o'hara", 'eve'] };
const key = { oneOf: ['k1', 'k2', "k'3"] };
const amount = { oneOf: [-1, 0, 1, 50, 51, 100, 1000, 1001, 1.5, NaN, 100_000_000, 100_000_001] };
const transfer = (name: string, from: string, to: string, cents: number) => ({
  key: name,
  from,
  to,
  amount: cents,
});

export default {
  create(world) {
    const database = new DatabaseSync(':memory:');
    TransferService.migrate(database);
    const service = new TransferService(database);
    service.openAccount('ada', 1000);
    service.openAccount('bob', 50);
    service.openAccount("o'hara");
    service.openAccount('rich', 300_000_000);
    service.openAccount(world.marker, 7);
    service.transfer(transfer('k0', world.marker, "o'hara", 5));
    service.transfer(transfer('k00', "o'hara", 'rich', 5));
    return { service, world };
  },
  calls: {
    transfer: {
      args: [key, account, account, amount],
      run: ({ service }, name: string, from: string, to: string, cents: number) =>
        service.transfer(transfer(name, from, to, cents)),
    },
    repeat: {
      args: [key, account, { oneOf: ['ada', 'bob'] }, { oneOf: [50, 51] }],
      run: ({ service }, name: string, from: string, to: string, cents: number) => [
        service.transfer(transfer(name, 'ada', 'bob', 50)),
        service.transfer(transfer(name, from, to, cents)),
      ],
    },
    transferMuch: {
      args: [amount],
      run: ({ service }, cents: number) => service.transfer(transfer('much', 'rich', 'ada', cents)),
    },
    transferAll: {
      args: [account, account, { oneOf: [1, 50, 150, 151] }, { oneOf: ['k1', 'k2'] }],
      run: ({ service }, from: string, to: string, cents: number, name: string) =>
        service.transferAll([transfer('k1', 'ada', 'bob', 100), transfer(name, from, to, cents)]),
    },
    setFrozen: {
      args: [account, { oneOf: [true, false] }],
      run: ({ service }, name: string, isFrozen: boolean) => {
        service.setFrozen(name, isFrozen);
      },
    },
    openAccount: {
      args: [account, { oneOf: [undefined, 5] }],
      run: ({ service }, name: string, balance?: number) => {
        service.openAccount(name, balance);
      },
    },
    statement: { args: [account], run: ({ service }, name: string) => service.statementOf(name) },
    statementOfSome: {
      args: [account, { integer: [0, 3] }],
      run: ({ service }, name: string, limit: number) => service.statementOf(name, limit),
    },
    transferOften: {
      args: [{ oneOf: [20, 21] }],
      run: ({ service }, count: number) => {
        for (let index = 0; index < count; index++)
          service.transfer(transfer(`often ${String(index)}`, 'rich', 'ada', 1));
        return service.statementOf('rich').movements.length;
      },
    },
  },
  observe: ({ service }) =>
    ['ada', 'bob', "o'hara"].map((name) => [
      service.statementOf(name).balance,
      service.statementOf(name).movements.length,
    ]),
  attacks: {
    'ask for a statement': {
      kit: 'sql-injection',
      cwe: 89,
      send: ({ service }, request) => service.statementOf(request),
      benign: ['ada', 'bob'],
    },
    'send money': {
      kit: 'sql-injection',
      cwe: 89,
      send: ({ service }, request) => [
        service.transfer(transfer(request, 'ada', 'bob', 1)),
        service.statementOf('ada'),
      ],
      benign: ['k1', 'k2'],
    },
    'send an amount': {
      kit: 'out-of-bounds',
      cwe: 190,
      limit: 100_000_000,
      send({ service, world }, request) {
        const cents = Number(request);
        service.transfer(transfer('k1', 'rich', 'ada', cents));
        world.act('send money', cents);
        return cents;
      },
      benign: ['5', '100'],
    },
  },
  loads: {
    'transfers between many accounts': {
      sizes: [4, 8, 16, 32],
      run({ service }, n: number) {
        for (let index = 0; index < n; index++) service.openAccount(`account ${String(index)}`, 10);
        for (let index = 1; index < n; index++)
          service.transfer(transfer(`t${String(index)}`, `account ${String(index)}`, 'account 0', 1));
        return service.statementOf('account 0').balance;
      },
    },
  },
} satisfies Driver<Subject>;
