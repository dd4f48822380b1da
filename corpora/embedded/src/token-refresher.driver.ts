import type { Driver } from '@bebug/oracle/driver';
import { TokenRefresher } from './token-refresher.ts';

interface Subject {
  readonly tokens: TokenRefresher;
  readonly clock: { now: number };
  request(token: string): Promise<{ status: number; body: string }>;
}

export default {
  create(world) {
    const clock = { now: 1000 };
    let issued = 0;
    const tokens = new TokenRefresher({
      refresh: () =>
        world.external('refresh', [], () => {
          issued += 1;
          return { value: `t${String(issued)}`, expiresAt: clock.now + 100 };
        }),
      now: () => clock.now,
      margin: 10,
    });
    return {
      tokens,
      clock,
      // The server has revoked the first token.
      request: (token) =>
        world.external('request', [token], () => ({
          status: token === 't1' ? 401 : 200,
          body: `for ${token}`,
        })),
    };
  },
  calls: {
    token: { args: [], run: ({ tokens }) => tokens.token() },
    discard: {
      args: [{ oneOf: ['t1', 't2'] }],
      run: ({ tokens }, value: string) => {
        tokens.discard(value);
      },
    },
    send: { args: [], run: (subject) => subject.tokens.send((token) => subject.request(token)) },
    advance: {
      args: [{ oneOf: [1, 89, 90, 91, 100] }],
      run: ({ clock }, milliseconds: number) => {
        clock.now += milliseconds;
      },
    },
    build: {
      args: [{ oneOf: [-1, 0, NaN] }],
      run: async ({ clock }, margin: number) => {
        let issued = 0;
        const refresh = () => {
          issued += 1;
          return Promise.resolve({ value: `b${String(issued)}`, expiresAt: clock.now + 50 });
        };
        const options = { refresh, now: () => clock.now, margin };
        const tokens = new TokenRefresher(options);
        options.margin += 100;
        return [await tokens.token(), await tokens.token()];
      },
    },
  },
  observe: ({ tokens }) => ({ current: tokens.current, isRefreshing: tokens.isRefreshing }),
  scenarios: [
    {
      name: 'two first requests for a token',
      clients: [[['token']], [['token']]],
    },
    {
      name: 'a token ran out for two callers',
      before: [['token'], ['advance', 90]],
      clients: [[['token']], [['token']]],
    },
    {
      name: 'the first refresh fails',
      clients: [[['token'], ['token']], [['token']]],
      rejects: [{ external: 'refresh', call: 1 }],
    },
    {
      name: 'two requests with a revoked token',
      before: [['token']],
      clients: [[['send']], [['send']]],
    },
    {
      name: 'an old token is discarded while it is renewed',
      before: [['token'], ['advance', 100]],
      clients: [[['token']], [['discard', 't1'], ['token']]],
    },
  ],
} satisfies Driver<Subject>;
