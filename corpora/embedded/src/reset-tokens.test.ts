import { beforeEach, expect, test } from 'vitest';
import { ResetTokens } from './reset-tokens.ts';

let tokens: ResetTokens;

beforeEach(() => {
  tokens = new ResetTokens({ lifetime: 100, pause: 10 });
});

function issue(account: string, now: number): string {
  const issued = tokens.issue(account, now);
  if (issued.kind !== 'issued') throw new Error('no token was issued');
  return issued.token;
}

test('a token is good once', () => {
  const token = issue('ada', 0);
  expect(token).toMatch(/^[\w-]{32}$/u);
  expect(tokens.redeem('ada', token, 50)).toBe(true);
  expect(tokens.redeem('ada', token, 50)).toBe(false);
});

test('a token is good for its account alone, and a wrong one uses up nothing', () => {
  const token = issue('ada', 0);
  const other = issue('eve', 0);
  expect(tokens.redeem('eve', token, 1)).toBe(false);
  expect(tokens.redeem('ada', other, 1)).toBe(false);
  expect(tokens.redeem('ada', '', 1)).toBe(false);
  expect(tokens.redeem('bob', token, 1)).toBe(false);
  expect(tokens.redeem('ada', token, 1)).toBe(true);
});

test('a token has an end', () => {
  expect(tokens.issue('ada', 1000)).toMatchObject({ expiresAt: 1100 });
  const token = issue('eve', 1000);
  expect(tokens.pendingAt(1099)).toEqual(['ada', 'eve']);
  expect(tokens.pendingAt(1100)).toEqual([]);
  expect(tokens.redeem('eve', token, 1100)).toBe(false);
  expect(tokens.redeem('eve', token, 1099.9)).toBe(true);
});

test('a new token takes the place of the old one, after a pause', () => {
  const old = issue('ada', 0);
  expect(tokens.issue('ada', 0.5)).toEqual({ kind: 'wait', seconds: 10 });
  expect(tokens.issue('ada', 9)).toEqual({ kind: 'wait', seconds: 1 });
  const fresh = issue('ada', 10);
  expect(tokens.redeem('ada', old, 11)).toBe(false);
  expect(tokens.redeem('ada', fresh, 11)).toBe(true);
});

test('who has used a token, or changed the password, need not wait', () => {
  expect(tokens.redeem('ada', issue('ada', 0), 1)).toBe(true);
  const token = issue('ada', 2);
  tokens.revoke('ada');
  expect(tokens.redeem('ada', token, 3)).toBe(false);
  expect(issue('ada', 3)).not.toBe(token);
});

test('what is over is swept', () => {
  issue('ada', 0);
  issue('eve', 5);
  expect(tokens.sweep(99)).toBe(0);
  expect(tokens.sweep(100)).toBe(1);
  expect(tokens.pendingAt(100)).toEqual(['eve']);
  const slow = new ResetTokens({ lifetime: 10, pause: 100 });
  slow.issue('ada', 0);
  expect(slow.sweep(50)).toBe(0);
  expect(slow.issue('ada', 50).kind).toBe('wait');
});

test('options are checked and copied', () => {
  for (const lifetime of [0, -1, NaN])
    expect(() => new ResetTokens({ lifetime, pause: 1 })).toThrow(RangeError);
  for (const pause of [-1, NaN]) expect(() => new ResetTokens({ lifetime: 1, pause })).toThrow(RangeError);
  const options = { lifetime: 100, pause: 0 };
  const copied = new ResetTokens(options);
  options.lifetime = 1;
  expect(copied.issue('ada', 0)).toMatchObject({ expiresAt: 100 });
  expect(copied.issue('ada', 0).kind).toBe('issued');
});
