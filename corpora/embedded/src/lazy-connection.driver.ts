import type { Driver } from '@bebug/oracle/driver';
import { type Connection, LazyConnection } from './lazy-connection.ts';

interface Subject {
  readonly connection: LazyConnection;
  readonly log: string[];
}

const text = { oneOf: ['q1', 'q2'] };

export default {
  create(world) {
    const log: string[] = [];
    let opened = 0;
    const connect = (): Connection => {
      const id = (opened += 1);
      let isClosed = false;
      log.push(`opened ${String(id)}`);
      return {
        query: (query) => {
          const state = isClosed ? 'closed' : 'open';
          return world.external('query', [query], () => `${query} on ${state} ${String(id)}`);
        },
        close: () => {
          isClosed = true;
          return world.external('close', [id], () => {
            log.push(`closed ${String(id)}`);
          });
        },
      };
    };
    return { log, connection: new LazyConnection(() => world.external('open', [], connect)) };
  },
  calls: {
    query: { args: [text], run: ({ connection }, query: string) => connection.query(query) },
    close: { args: [], run: ({ connection }) => connection.close() },
  },
  observe: ({ connection, log }) => ({ isOpen: connection.isOpen, attempts: connection.attempts, log }),
  scenarios: [
    {
      name: 'two first queries',
      clients: [[['query', 'q1']], [['query', 'q2']]],
    },
    {
      name: 'it cannot be opened at first',
      clients: [
        [
          ['query', 'q1'],
          ['query', 'q1'],
        ],
        [['query', 'q2']],
      ],
      rejects: [{ external: 'open', call: 1 }],
    },
    {
      name: 'closed while it is opened',
      clients: [[['query', 'q1']], [['close']]],
    },
    {
      name: 'closed while two queries wait',
      clients: [[['query', 'q1']], [['query', 'q2']], [['close']]],
    },
    {
      name: 'closed twice',
      before: [['query', 'q1']],
      clients: [[['close']], [['close']], [['query', 'q2']]],
    },
    {
      name: 'closed while it cannot be opened',
      clients: [[['query', 'q1']], [['close'], ['query', 'q2']]],
      rejects: [{ external: 'open', call: 1 }],
    },
  ],
} satisfies Driver<Subject>;
