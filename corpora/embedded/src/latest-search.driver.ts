import type { Driver } from '@bebug/oracle/driver';
import { LatestSearch } from './latest-search.ts';

const text = { oneOf: ['', 'a', 'ab', ' AB ', 'abc', 'xyz'] };

export default {
  create: (world) =>
    new LatestSearch((query) => world.external('search', [query], () => [`${query} 1`, `${query} 2`])),
  calls: {
    type: { args: [text], run: (box, typed: string) => box.type(typed) },
    clear: {
      args: [],
      run: (box) => {
        box.clear();
      },
    },
    state: { args: [], run: (box) => box.state },
  },
  observe: (box) => box.state,
  scenarios: [
    {
      name: 'two queries, answers in any order',
      clients: [[['type', 'abc']], [['type', 'xyz']]],
    },
    {
      name: 'typed, then cleared',
      clients: [[['type', 'abc']], [['clear'], ['state']]],
    },
    {
      name: 'typed on, then shortened to nothing',
      clients: [
        [['type', 'ab']],
        [
          ['type', 'abc'],
          ['type', 'a'],
        ],
      ],
    },
    {
      name: 'one of two queries fails',
      clients: [[['type', 'abc']], [['type', 'xyz']], [['state']]],
      rejects: [{ external: 'search', call: 1 }],
    },
    {
      name: 'the same query again after a failure',
      clients: [
        [
          ['type', 'abc'],
          ['type', 'abc'],
        ],
        [['state']],
      ],
      rejects: [{ external: 'search', call: 1 }],
    },
  ],
} satisfies Driver<LatestSearch>;
