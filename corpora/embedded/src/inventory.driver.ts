import type { Driver } from '@bebug/oracle/driver';
import { Inventory } from './inventory.ts';

interface Subject {
  readonly inventory: Inventory;
  readonly stock: Map<string, number>;
}

const sku = { oneOf: ['pen', 'ink'] };
const id = { oneOf: ['r1', 'r2', 'r3'] };

export default {
  create(world) {
    const stock = new Map([
      ['pen', 5],
      ['ink', 1],
    ]);
    const inventory = new Inventory({
      stock: (name) => world.external('stock', [name], () => stock.get(name) ?? 0),
      ship: (name, quantity) =>
        world.external('ship', [name, quantity], () => {
          stock.set(name, (stock.get(name) ?? 0) - quantity);
        }),
    });
    return { inventory, stock };
  },
  calls: {
    reserve: {
      args: [sku, { oneOf: [-1, 0, 0.5, 1, 2, 3, 5, 6] }],
      run: ({ inventory }, name: string, quantity: number) => inventory.reserve(name, quantity),
    },
    cancel: { args: [id], run: ({ inventory }, name: string) => inventory.cancel(name) },
    confirm: { args: [id], run: ({ inventory }, name: string) => inventory.confirm(name) },
  },
  observe: ({ inventory, stock }) => ({
    stock: Object.fromEntries(stock),
    held: [inventory.held('pen'), inventory.held('ink')],
    reservations: inventory.reservations,
  }),
  scenarios: [
    {
      name: 'two carts want the last piece',
      clients: [[['reserve', 'ink', 1]], [['reserve', 'ink', 1]]],
    },
    {
      name: 'three carts want more than there is',
      clients: [[['reserve', 'pen', 2]], [['reserve', 'pen', 3]], [['reserve', 'pen', 1]]],
    },
    {
      name: 'a reservation is confirmed twice',
      before: [['reserve', 'pen', 2]],
      clients: [[['confirm', 'r1']], [['confirm', 'r1']]],
    },
    {
      name: 'a reservation is cancelled while it is shipped',
      before: [['reserve', 'pen', 2]],
      clients: [[['confirm', 'r1']], [['cancel', 'r1']], [['reserve', 'pen', 3]]],
    },
    {
      name: 'shipping fails, and is tried again',
      before: [['reserve', 'ink', 1]],
      clients: [
        [
          ['confirm', 'r1'],
          ['confirm', 'r1'],
        ],
        [['reserve', 'ink', 1]],
      ],
      rejects: [{ external: 'ship', call: 1 }],
    },
  ],
} satisfies Driver<Subject>;
