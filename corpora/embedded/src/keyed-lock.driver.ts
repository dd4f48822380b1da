import type { Driver } from '@bebug/oracle/driver';
import { KeyedLock } from './keyed-lock.ts';

interface Subject {
  readonly lock: KeyedLock;
  readonly log: string[];
  task(name: string): Promise<string>;
}

const key = { oneOf: ['a', 'b'] };
const task = { oneOf: ['t1', 't2', 't3'] };

export default {
  create(world) {
    const log: string[] = [];
    return {
      lock: new KeyedLock(),
      log,
      async task(name) {
        log.push(`start ${name}`);
        try {
          return await world.external('task', [name], () => `done ${name}`);
        } finally {
          log.push(`end ${name}`);
        }
      },
    };
  },
  calls: {
    run: {
      args: [key, task],
      run: (subject, name: string, work: string) => subject.lock.run(name, () => subject.task(work)),
    },
    runBoth: {
      args: [key, key, task],
      run: async (subject, first: string, second: string, work: string) => {
        const release = await subject.lock.acquireAll([first, second]);
        try {
          return await subject.task(work);
        } finally {
          release();
        }
      },
    },
    isHeld: { args: [key], run: ({ lock }, name: string) => lock.isHeld(name) },
  },
  observe: ({ lock, log }) => ({ size: lock.size, log }),
  scenarios: [
    {
      name: 'two tasks under one key',
      clients: [[['run', 'a', 't1']], [['run', 'a', 't2']]],
    },
    {
      name: 'three tasks under one key, then a look',
      clients: [
        [['run', 'a', 't1']],
        [['run', 'a', 't2']],
        [
          ['run', 'a', 't3'],
          ['isHeld', 'a'],
        ],
      ],
    },
    {
      name: 'a task fails while another one waits',
      clients: [[['run', 'a', 't1']], [['run', 'a', 't2']]],
      rejects: [{ external: 'task', call: 1 }],
    },
    {
      name: 'two keys in opposite order',
      clients: [[['runBoth', 'a', 'b', 't1']], [['runBoth', 'b', 'a', 't2']]],
    },
    {
      name: 'two keys against one of them',
      clients: [[['runBoth', 'b', 'b', 't1']], [['run', 'a', 't2']], [['runBoth', 'a', 'b', 't3']]],
    },
  ],
} satisfies Driver<Subject>;
