import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { AccessTokens, TokenRejectedError } from './access-token.ts';

const secrets = new Map([
  ['k1', 'old secret'],
  ['k2', 'new secret'],
]);
const tokens = new AccessTokens({ issuer: 'shop', secrets, current: 'k2' });
const token = tokens.issue('ada', ['orders:read', 'carts:*'], 1000, 60);

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

function forge(header: unknown, payload: unknown, secret = 'new secret'): string {
  const content = `${part(header)}.${part(payload)}`;
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`;
}

const header = { alg: 'HS256', kid: 'k2' };
const payload = { iss: 'shop', sub: 'eve', scope: 'a', exp: 2000 };

function problemOf(forged: string, scope = 'a', now = 1000): string {
  try {
    tokens.authorize(forged, scope, now);
  } catch (error) {
    if (error instanceof TokenRejectedError) return error.problem;
    throw error;
  }
  return 'none';
}

test('a token gives the rights that it was issued for', () => {
  expect(tokens.authorize(token, 'orders:read', 1000)).toEqual({
    user: 'ada',
    scopes: ['orders:read', 'carts:*'],
    expiresAt: 1060,
  });
  expect(['carts:write', 'carts:a:b', 'carts:*', 'carts:'].map((scope) => problemOf(token, scope))).toEqual(
    new Array(4).fill('none'),
  );
});

test.for(['orders:write', 'orders', 'orders:', 'orders:read:all', 'carts', 'cartsX', ''])(
  'and not the right to %s',
  (scope) => {
    expect(problemOf(token, scope)).toBe('scope');
  },
);

test('a token without rights gives none', () => {
  expect(problemOf(tokens.issue('ada', [], 1000, 60), '')).toBe('scope');
  expect(problemOf(forge(header, { ...payload, scope: '*' }), 'a')).toBe('scope');
});

test('a token has an end, a little later than it says', () => {
  expect(problemOf(token, 'orders:read', 1089)).toBe('none');
  expect(problemOf(token, 'orders:read', 1090)).toBe('expired');
});

test('secrets in rotation are good, others are not', () => {
  const old = new AccessTokens({ issuer: 'shop', secrets, current: 'k1' }).issue('ada', ['a'], 1000, 60);
  expect(problemOf(old)).toBe('none');
  expect(problemOf(forge(header, payload))).toBe('none');
  expect(problemOf(forge(header, payload, 'old secret'))).toBe('signature');
  expect(problemOf(forge({ alg: 'HS256', kid: 'k3' }, payload))).toBe('key');
  expect(problemOf(forge({ alg: 'HS256' }, payload))).toBe('key');
});

test.for(['none', 'None', 'HS512', 'RS256', undefined])('the algorithm is not %s', (alg) => {
  expect(problemOf(forge({ alg, kid: 'k2' }, payload))).toBe('key');
  expect(problemOf(`${part({ alg, kid: 'k2' })}.${part(payload)}.`)).toBe('key');
});

test('what was signed cannot be changed', () => {
  const [head = '', body = '', signature = ''] = token.split('.');
  expect(problemOf(`${head}.${part(payload)}.${signature}`)).toBe('signature');
  expect(problemOf(`${part({ ...header, x: 1 })}.${body}.${signature}`)).toBe('signature');
  for (const other of ['', 'x', signature.slice(2), `AA${signature}`])
    expect(problemOf(`${head}.${body}.${other}`)).toBe('signature');
});

test.for([
  '',
  'x',
  'a.b',
  `${token}.x`,
  `x.${token.split('.').slice(1).join('.')}`,
  `${part(null)}.${part(payload)}.x`,
  `${part(5)}.x.y`,
])('"%s" is no token', (forged) => {
  expect(problemOf(forged)).toBe('malformed');
});

test.for([{ sub: 1 }, { scope: ['a'] }, { exp: '2000' }, { exp: undefined }, { sub: undefined }])(
  'a payload with %j is malformed',
  (change) => {
    expect(problemOf(forge(header, { ...payload, ...change }))).toBe('malformed');
  },
);

test('a token of another issuer is not ours', () => {
  expect(problemOf(forge(header, { ...payload, iss: 'bank' }))).toBe('issuer');
});

test('keys are checked and copied', () => {
  expect(() => new AccessTokens({ issuer: 'shop', secrets, current: 'k3' })).toThrow(RangeError);
  const mutable = new Map(secrets);
  const copied = new AccessTokens({ issuer: 'shop', secrets: mutable, current: 'k2' });
  mutable.clear();
  expect(copied.authorize(token, 'orders:read', 1000).user).toBe('ada');
});
