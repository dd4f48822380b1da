import { expect, test } from 'vitest';
import { RateLimiter } from './rate-limiter.ts';

const limiterOf = (capacity: number, refillPerSecond: number) =>
  new RateLimiter({ capacity, refillPerSecond });

test('a full bucket allows a burst and then refuses', () => {
  const limiter = limiterOf(2, 1);
  expect(limiter.take('a', 0)).toEqual({ allowed: true, remaining: 1, retryAfter: 0 });
  expect(limiter.take('a', 0)).toEqual({ allowed: true, remaining: 0, retryAfter: 0 });
  expect(limiter.take('a', 0)).toEqual({ allowed: false, remaining: 0, retryAfter: 1000 });
});

test('retryAfter is exactly when the request is allowed', () => {
  const limiter = limiterOf(4, 2);
  limiter.take('a', 0, 4);
  expect(limiter.take('a', 100, 3).retryAfter).toBe(1400);
  expect(limiter.take('a', 1499, 3).allowed).toBe(false);
  expect(limiter.take('a', 1500, 3)).toEqual({ allowed: true, remaining: 0, retryAfter: 0 });
});

test('a refused request spends nothing', () => {
  const limiter = limiterOf(4, 2);
  limiter.take('a', 0, 3);
  expect(limiter.take('a', 0, 2)).toEqual({ allowed: false, remaining: 1, retryAfter: 500 });
  expect(limiter.take('a', 0, 1).allowed).toBe(true);
});

test('a bucket never holds more than its capacity', () => {
  const limiter = limiterOf(3, 10);
  limiter.take('a', 0);
  expect(limiter.take('a', 60_000).remaining).toBe(2);
});

test('clients do not share tokens', () => {
  const limiter = limiterOf(1, 1);
  limiter.take('a', 0);
  expect(limiter.take('b', 0).allowed).toBe(true);
});

test('a clock that goes back takes no tokens away', () => {
  const limiter = limiterOf(2, 1);
  limiter.take('a', 5000);
  expect(limiter.take('a', 1000)).toMatchObject({ allowed: true, remaining: 0 });
});

test('prune forgets exactly the clients with a full bucket', () => {
  const limiter = limiterOf(2, 1);
  limiter.take('a', 0);
  limiter.take('b', 500);
  expect(limiter.prune(999)).toBe(0);
  expect(limiter.prune(1000)).toBe(1);
  expect(limiter.size).toBe(1);
});

test.for([0, -1, 3, NaN])('a cost of %d is refused', (cost) => {
  expect(() => limiterOf(2, 1).take('a', 0, cost)).toThrow(RangeError);
});

test('options must be positive', () => {
  expect(() => limiterOf(0, 1)).toThrow(RangeError);
  expect(() => limiterOf(1, 0)).toThrow(RangeError);
});
