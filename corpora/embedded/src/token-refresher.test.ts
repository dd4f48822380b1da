import { expect, test } from 'vitest';
import { TokenRefresher } from './token-refresher.ts';

function manual(margin = 10) {
  const clock = { now: 0 };
  const refreshes: PromiseWithResolvers<{ value: string; expiresAt: number }>[] = [];
  const tokens = new TokenRefresher({
    refresh: () => {
      const refresh = Promise.withResolvers<{ value: string; expiresAt: number }>();
      refreshes.push(refresh);
      return refresh.promise;
    },
    now: () => clock.now,
    margin,
  });
  const answer = (value: string, expiresAt: number) => refreshes.at(-1)?.resolve({ value, expiresAt });
  return { tokens, clock, refreshes, answer };
}

test('callers at the same time share one refresh', async () => {
  const { tokens, refreshes, answer } = manual();
  expect(tokens.current).toBeNull();
  const values = Promise.all([tokens.token(), tokens.token()]);
  expect([refreshes.length, tokens.isRefreshing]).toEqual([1, true]);
  answer('t1', 100);
  expect(await values).toEqual(['t1', 't1']);
  expect([tokens.current, tokens.isRefreshing]).toEqual(['t1', false]);
});

test('a token is used until its margin, and not longer', async () => {
  const { tokens, clock, refreshes, answer } = manual();
  const first = tokens.token();
  answer('t1', 100);
  await first;
  clock.now = 89;
  expect(await tokens.token()).toBe('t1');
  clock.now = 90;
  const second = tokens.token();
  answer('t2', 200);
  expect(await second).toBe('t2');
  expect(refreshes).toHaveLength(2);
});

test('a failed refresh is tried again by the next caller', async () => {
  const { tokens, refreshes, answer } = manual();
  const failed = tokens.token();
  refreshes[0]?.reject(new Error('offline'));
  await expect(failed).rejects.toThrow('offline');
  const value = tokens.token();
  answer('t1', 100);
  expect(await value).toBe('t1');
});

test('a token that is not the current one cannot be discarded', async () => {
  const { tokens, answer } = manual();
  const value = tokens.token();
  answer('t1', 100);
  await value;
  tokens.discard('t0');
  expect(tokens.current).toBe('t1');
  tokens.discard('t1');
  expect(tokens.current).toBeNull();
});

test('a request that was not authorised is sent again with a new token, once', async () => {
  const { tokens, answer, refreshes } = manual();
  const used: string[] = [];
  const request = (token: string) => {
    used.push(token);
    if (token === 't1') queueMicrotask(() => setTimeout(() => answer('t2', 100)));
    return Promise.resolve({ status: 401, body: token });
  };
  const response = tokens.send(request);
  answer('t1', 100);
  expect(await response).toEqual({ status: 401, body: 't2' });
  expect([used, refreshes.length]).toEqual([['t1', 't2'], 2]);
});

test('a response other than 401 is passed on', async () => {
  const { tokens, answer } = manual();
  const response = tokens.send((token) => Promise.resolve({ status: 403, body: token }));
  answer('t1', 100);
  expect(await response).toEqual({ status: 403, body: 't1' });
  expect(tokens.current).toBe('t1');
});

test('the margin is checked', () => {
  for (const margin of [-1, NaN]) expect(() => manual(margin)).toThrow(RangeError);
});
