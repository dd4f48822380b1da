import { expect, test } from 'vitest';
import { CsrfGuard, type FormRequest } from './csrf-guard.ts';

const options = { secret: 'a secret of sixteen', origin: 'https://shop.example', lifetime: 60 };
const guard = new CsrfGuard(options);
const token = guard.issue('s1', 1000);
const check = (request: Partial<FormRequest> = {}, now = 1000) =>
  guard.check({ method: 'POST', session: 's1', origin: 'https://shop.example', token, ...request }, now);

test('a form of this site is fine', () => {
  expect(check()).toBe('fine');
  expect(guard.check({ method: 'POST', session: 's1', token }, 1000)).toBe('fine');
});

test('requests that change nothing need no token', () => {
  const foreign = { session: 's1', origin: 'https://evil.example' };
  for (const method of ['GET', 'head', 'Options'])
    expect(guard.check({ method, ...foreign }, 0)).toBe('fine');
  for (const method of ['PUT', 'delete', 'PATCH'])
    expect(guard.check({ method, session: 's1' }, 0)).toBe('no token');
});

test.for(['https://evil.example', 'http://shop.example', 'https://shop.example.evil.example', 'null', ''])(
  'a form from "%s" is foreign',
  (origin) => {
    expect(check({ origin })).toBe('foreign origin');
  },
);

test('a token is good for its session and this site alone', () => {
  expect(check({ session: 's2' })).toBe('bad token');
  const other = new CsrfGuard({ ...options, secret: 'another secret of theirs' });
  expect(check({ token: other.issue('s1', 1000) })).toBe('bad token');
});

test('a token has an end', () => {
  expect(check({}, 1059.9)).toBe('fine');
  expect(check({}, 1060)).toBe('too late');
  expect(check({ token: guard.issue('s1', 0.5) }, 60)).toBe('too late');
});

const [expiresAt, nonce, signature] = token.split('.') as [string, string, string];

test.for([
  '',
  'x',
  `${expiresAt}.${nonce}`,
  `${token}.x`,
  `zzzzzz.${nonce}.${signature}`,
  `${expiresAt}.x.${signature}`,
  `${expiresAt}.${nonce}.`,
  `${expiresAt}.${nonce}.${signature.slice(1)}`,
  `${expiresAt}.${nonce}.${signature.slice(1)}é`,
])('"%s" is a bad token', (forged) => {
  expect(check({ token: forged })).toBe('bad token');
});

test('no two tokens are the same', () => {
  const tokens = Array.from({ length: 100 }, () => guard.issue('s1', 1000));
  expect(new Set(tokens).size).toBe(100);
});

test('parts of what is signed do not run into each other', () => {
  const forged = guard.issue(`s1","${expiresAt}`, 1000);
  expect(check({ token: forged })).toBe('bad token');
});

test('a short secret is none', () => {
  expect(() => new CsrfGuard({ ...options, secret: 'x'.repeat(15) })).toThrow(RangeError);
  expect(new CsrfGuard({ ...options, secret: 'x'.repeat(16) }).issue('s', 0)).toContain('.');
});
