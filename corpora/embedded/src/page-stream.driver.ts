import type { Driver, World } from '@bebug/oracle/driver';
import { findItem, inGroups, streamItems, type Batch, type FetchBatch } from './page-stream.ts';

interface Subject {
  readonly world: World;
  readonly fetched: (string | null)[];
  readonly controller: AbortController;
  readonly used: number[];
}

type Plan = 'plain' | 'empty' | 'circle' | 'broken' | 'single';

const LISTS: Readonly<Record<Plan, Readonly<Record<string, Batch<number>>>>> = {
  plain: {
    start: { items: [1, 2, 3], next: 'b' },
    b: { items: [], next: 'c' },
    c: { items: [4, 5], next: null },
  },
  empty: { start: { items: [], next: null } },
  circle: { start: { items: [1, 2], next: 'b' }, b: { items: [3], next: 'b' } },
  broken: { start: { items: [1, 2], next: 'b' } },
  single: { start: { items: [1], next: null } },
};

const plan = { oneOf: Object.keys(LISTS) };
const limit = { integer: [-1, 7] } as const;

function source({ world, fetched }: Subject, list: Plan): FetchBatch<number> {
  return (cursor, signal) => {
    fetched.push(cursor);
    return world.external('fetch', [cursor, signal !== undefined], () => {
      const batch = LISTS[list][cursor ?? 'start'];
      if (batch === undefined) throw new Error(`no ${String(cursor)}`);
      return batch;
    });
  };
}

/** What came, and how it ended. */
async function drain<T>(items: AsyncGenerator<T, unknown>): Promise<unknown[]> {
  const came: unknown[] = [];
  try {
    for (;;) {
      const step = await items.next();
      if (step.done === true) return [...came, 'end', step.value];
      came.push(step.value);
    }
  } catch (error) {
    return [...came, (error as Error).name, (error as Error).message];
  }
}

export default {
  create: (world) => ({ world, fetched: [], controller: new AbortController(), used: [] }),
  calls: {
    stream: { args: [plan], run: (subject, list: Plan) => drain(streamItems(source(subject, list))) },
    streamSome: {
      args: [plan, limit],
      run: (subject, list: Plan, most: number) => drain(streamItems(source(subject, list), { limit: most })),
    },
    take: {
      args: [plan, { integer: [0, 5] }],
      async run(subject, list: Plan, count: number) {
        const stream = streamItems(source(subject, list));
        const came: unknown[] = [];
        for (let index = 0; index < count; index++) came.push(await stream.next());
        came.push([...subject.fetched]);
        await stream.return(0);
        return came;
      },
    },
    abortAfter: {
      args: [plan, { integer: [0, 4] }],
      async run(subject, list: Plan, count: number) {
        const { signal } = subject.controller;
        const stream = streamItems(source(subject, list), { signal });
        for (let index = 0; index < count; index++) await stream.next();
        subject.controller.abort(new Error('enough'));
        return drain(stream);
      },
    },
    groups: {
      args: [plan, { oneOf: [-1, 0, 1, 2, 3, 5, 1.5] }],
      run: (subject, list: Plan, size: number) => drain(inGroups(streamItems(source(subject, list)), size)),
    },
    find: {
      args: [plan, { integer: [0, 6] }],
      run: (subject, list: Plan, wanted: number) =>
        findItem(streamItems(source(subject, list)), (item) => {
          subject.used.push(item);
          return Promise.resolve(item === wanted);
        }),
    },
    use: {
      args: [],
      run: (subject) => drain(streamItems(source(subject, 'plain'), { signal: subject.controller.signal })),
    },
    abort: {
      args: [],
      run: ({ controller }) => {
        controller.abort(new Error('enough'));
      },
    },
  },
  observe: ({ fetched, used }) => [fetched, used],
  scenarios: [
    { name: 'two readers', clients: [[['stream', 'single']], [['streamSome', 'plain', 2]]] },
    { name: 'aborted on the way', clients: [[['use']], [['abort']]] },
    {
      name: 'a batch that was fetched ahead fails',
      clients: [[['take', 'plain', 1]], [['streamSome', 'single', 1]]],
      rejects: [{ external: 'fetch', call: 2 }],
    },
    {
      name: 'a batch fails while a reader waits for it',
      clients: [[['stream', 'plain']]],
      rejects: [{ external: 'fetch', call: 3 }],
    },
  ],
} satisfies Driver<Subject>;
