import type { Driver } from '@bebug/oracle/driver';
import { Ledger } from './ledger.ts';

interface Subject {
  readonly ledger: Ledger;
  readonly balances: Map<string, number>;
}

const account = { oneOf: ['ada', 'bob', 'eve'] };
const amount = { oneOf: [-5, 0, 0.5, 1, 40, 100, 101] };

export default {
  create(world) {
    const balances = new Map([
      ['ada', 100],
      ['bob', 40],
    ]);
    const ledger = new Ledger({
      read: (name) => world.external('read', [name], () => balances.get(name)),
      write: (name, balance) =>
        world.external('write', [name, balance], () => {
          balances.set(name, balance);
        }),
    });
    return { ledger, balances };
  },
  calls: {
    balance: { args: [account], run: ({ ledger }, name: string) => ledger.balance(name) },
    deposit: {
      args: [account, amount],
      run: ({ ledger }, name: string, cents: number) => ledger.deposit(name, cents),
    },
    transfer: {
      args: [account, account, amount],
      run: ({ ledger }, from: string, to: string, cents: number) => ledger.transfer(from, to, cents),
    },
  },
  observe: ({ ledger, balances }) => ({ balances: Object.fromEntries(balances), busy: ledger.busy }),
  scenarios: [
    {
      name: 'two deposits to one account',
      clients: [[['deposit', 'ada', 1]], [['deposit', 'ada', 40]]],
    },
    {
      name: 'two transfers in opposite directions',
      clients: [[['transfer', 'ada', 'bob', 40]], [['transfer', 'bob', 'ada', 1]]],
    },
    {
      name: 'two transfers of the same money',
      clients: [[['transfer', 'ada', 'bob', 100]], [['transfer', 'ada', 'bob', 40]]],
    },
    {
      name: 'the second account cannot be written',
      clients: [[['transfer', 'ada', 'bob', 40]], [['deposit', 'ada', 1]]],
      rejects: [{ external: 'write', call: 2 }],
    },
    {
      name: 'a deposit fails while another one waits',
      clients: [[['deposit', 'ada', 1]], [['deposit', 'ada', 40]]],
      rejects: [{ external: 'write', call: 1 }],
    },
  ],
} satisfies Driver<Subject>;
