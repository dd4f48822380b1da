import type { Driver, World } from '@bebug/oracle/driver';
import { AssetRegistry, type TaskLock } from './asset-registry.ts';

interface Subject {
  readonly registry: AssetRegistry;
  readonly owners: Map<string, string | null>;
  readonly log: string[];
}

const name = { oneOf: ['drill', 'saw', 'van'] };
const owner = { oneOf: ['ann', 'bob'] };

function lock(): TaskLock {
  let tail: Promise<unknown> = Promise.resolve();
  return {
    run<T>(task: () => Promise<T>): Promise<T> {
      const run = tail.then(task);
      tail = run.catch(() => undefined);
      return run;
    },
  };
}

function make(world: World): Subject {
  const owners = new Map<string, string | null>([
    ['drill', null],
    ['saw', 'eve'],
  ]);
  const log: string[] = [];
  const store = {
    names: () => world.external('names', [], () => [...owners.keys()]),
    ownerOf: (one: string) => world.external('ownerOf', [one], () => owners.get(one) ?? null),
    setOwner: (one: string, next: string | null) =>
      world.external('setOwner', [one, next], () => {
        owners.set(one, next);
      }),
    note: (text: string) =>
      world.external('note', [text], () => {
        log.push(text);
      }),
  };
  return { registry: new AssetRegistry(store, lock(), 2), owners, log };
}

export default {
  create: make,
  calls: {
    claim: {
      args: [name, owner],
      run: ({ registry }, one: string, next: string) => registry.claim(one, next),
    },
    pass: { args: [name, owner], run: ({ registry }, one: string, next: string) => registry.pass(one, next) },
    free: { args: [], run: ({ registry }) => registry.free(['saw', 'drill', 'boat']) },
    reserve: {
      args: [name],
      run: ({ registry }, one: string) =>
        registry.reserve(one).catch((error: unknown) => (error as Error).message),
    },
    reserveAll: {
      args: [],
      run: ({ registry }) =>
        Promise.allSettled(['drill', 'drill', 'saw', 'van'].map((one) => registry.reserve(one))),
    },
    edit: {
      args: [name, { oneOf: ['add', 'delete', 'fail', 'nest'] }],
      run({ registry }, one: string, kind: string) {
        const attempt = (): number | string => {
          try {
            return registry.edit((names) => {
              if (kind === 'fail') throw new Error('no');
              if (kind === 'nest') registry.edit(() => undefined);
              if (kind === 'delete') names.delete(one);
              else names.add(one);
            });
          } catch (error) {
            return (error as Error).message;
          }
        };
        return [attempt(), attempt(), registry.names];
      },
    },
  },
  observe: ({ registry, owners, log }) => [registry.names, registry.reserved, [...owners], log],
  scenarios: [
    {
      name: 'two want the same',
      before: [['free']],
      clients: [[['claim', 'drill', 'ann']], [['claim', 'drill', 'bob']]],
    },
    {
      name: 'one is passed on while it is claimed',
      before: [['free']],
      clients: [[['pass', 'drill', 'ann']], [['claim', 'drill', 'bob']]],
      rejects: [{ external: 'note', call: 1 }],
    },
    {
      name: 'one name is reserved by two',
      before: [['free']],
      clients: [[['reserve', 'van']], [['reserve', 'van']]],
    },
    {
      name: 'three reserve, and one cannot be put on record',
      before: [['free']],
      clients: [[['reserve', 'van']], [['reserve', 'saw']], [['reserve', 'drill']]],
      rejects: [{ external: 'note', call: 1 }],
    },
    { name: 'asked before it has loaded', clients: [[['free']]] },
  ],
} satisfies Driver<Subject>;
