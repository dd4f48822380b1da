import type { Driver } from '@bebug/oracle/driver';
import { LoginThrottle } from './login-throttle.ts';

interface Subject {
  readonly throttle: LoginThrottle;
  readonly clock: { now: number };
}

const OPTIONS = { maxFailures: 3, baseLock: 10, maxLock: 35, memory: 100 };
const account = { oneOf: ['ada', ' Ada', 'bob'] };
const password = { oneOf: ['wrong', 'wrong', 'wrong', 'right'] };

export default {
  create(world) {
    const options = { ...OPTIONS };
    const check = (name: string, guess: string) => {
      if (guess !== 'right') world.act('guess');
      return world.external('check', [name, guess], () => guess === 'right');
    };
    const throttle = new LoginThrottle(check, options);
    options.maxFailures = 9;
    return { throttle, clock: { now: 1000 } };
  },
  calls: {
    login: {
      args: [account, password],
      run: ({ throttle, clock }, name: string, guess: string) => throttle.login(name, guess, clock.now),
    },
    guess: {
      args: [{ integer: [1, 12] }, { oneOf: [0, 1, 9, 10, 35, 49, 50, 51] }],
      async run({ throttle, clock }, count: number, seconds: number) {
        const results: unknown[] = [];
        for (let index = 0; index < count; index++) {
          results.push(await throttle.login('ada', 'wrong', clock.now));
          clock.now += seconds;
        }
        return results;
      },
    },
    guessAtOnce: {
      args: [password, password, password, password],
      run: ({ throttle, clock }, ...guesses: string[]) =>
        Promise.all(guesses.map((guess) => throttle.login('ada', guess, clock.now))),
    },
    forgive: { args: [account], run: ({ throttle }, name: string) => throttle.forgive(name) },
    sweep: {
      args: [],
      run: ({ throttle, clock }) => {
        throttle.sweep(clock.now);
      },
    },
    advance: {
      args: [{ oneOf: [1, 9, 10, 20, 99, 100] }],
      run: ({ clock }, seconds: number) => {
        clock.now += seconds;
      },
    },
    build: {
      args: [{ oneOf: [0, 1, 2, 1.5] }, { oneOf: [1, 10, 20] }, { integer: [8, 12] }],
      async run(_subject, maxFailures: number, memory: number, later: number) {
        const throttle = new LoginThrottle(() => Promise.resolve(false), { ...OPTIONS, maxFailures, memory });
        const first = await throttle.login('ada', 'x', 0);
        throttle.sweep(later);
        return [first, throttle.watched, await throttle.login('ada', 'x', later)];
      },
    },
  },
  observe: ({ throttle }) => throttle.watched,
  scenarios: [
    {
      name: 'three wrong guesses at the same time',
      before: [['login', 'ada', 'wrong']],
      clients: [[['login', 'ada', 'wrong']], [['login', 'ada', 'wrong']], [['login', 'ada', 'wrong']]],
    },
    {
      name: 'the right password among wrong ones',
      before: [['login', 'ada', 'wrong']],
      clients: [
        [['login', 'ada', 'wrong']],
        [
          ['login', 'ada', 'right'],
          ['login', 'ada', 'wrong'],
        ],
      ],
    },
    {
      name: 'a check breaks down',
      clients: [
        [
          ['login', 'ada', 'wrong'],
          ['login', 'ada', 'wrong'],
        ],
      ],
      rejects: [{ external: 'check', call: 1 }],
    },
  ],
  attacks: {
    'guess a password': {
      kit: 'over-limit',
      cwe: 307,
      limit: 3,
      requests: ['wrong'],
      send: ({ throttle, clock }, request) => throttle.login('ada', request, clock.now),
      benign: ['right'],
    },
  },
  loads: {
    'tries for many accounts, swept': {
      async run({ throttle, clock }, n: number) {
        for (let index = 0; index < n; index++) {
          await throttle.login(`account ${String(index)}`, 'wrong', clock.now);
          clock.now += 100;
          throttle.sweep(clock.now);
        }
        return throttle.watched.length;
      },
    },
  },
} satisfies Driver<Subject>;
