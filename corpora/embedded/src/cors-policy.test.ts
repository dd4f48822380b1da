import { expect, test } from 'vitest';
import { CorsPolicy } from './cors-policy.ts';

const options = {
  origins: ['https://app.example', 'https://*.shop.example', 'http://localhost:3000'],
  methods: ['PUT', 'DELETE'],
  headers: ['Content-Type', 'X-Request-Id'],
  maxAge: 600,
};
const policy = new CorsPolicy(options);

function apply(method: string, headers: Record<string, string>) {
  const answer: Record<string, string> = {};
  const outcome = policy.apply(
    { method, headers: new Map(Object.entries(headers)) },
    {
      setHeader(name, value) {
        answer[name] = value;
      },
    },
  );
  return { outcome, answer };
}

const origin = 'https://app.example';
const shared = {
  Vary: 'Origin',
  'Access-Control-Allow-Origin': origin,
  'Access-Control-Allow-Credentials': 'true',
};

test.for([
  'https://app.example',
  'http://localhost:3000',
  'https://www.shop.example',
  'https://a.b-1.shop.example',
])('%s is allowed', (one) => {
  expect(policy.allows(one)).toBe(true);
});

test.for([
  'http://app.example',
  'https://app.example:8443',
  'https://app.example.evil.example',
  'https://evilapp.example',
  'https://sub.app.example',
  'https://shop.example',
  'https://.shop.example',
  'https://evilshop.example',
  'https://evil.example/.shop.example',
  'https://a..shop.example',
  'https://a.shop.example.evil.example',
  'http://www.shop.example',
  'https://user@www.shop.example',
  'http://localhost',
  'null',
  '',
  '*',
])('"%s" is not allowed', (one) => {
  expect(policy.allows(one)).toBe(false);
});

test('a request of this site gets no headers but that answers vary', () => {
  expect(apply('GET', {})).toEqual({ outcome: 'continue', answer: { Vary: 'Origin' } });
});

test('a page that is allowed may read the answer, another one may not', () => {
  expect(apply('GET', { origin })).toEqual({ outcome: 'continue', answer: shared });
  const foreign = apply('POST', { origin: 'https://evil.example' });
  expect(foreign).toEqual({ outcome: 'continue', answer: { Vary: 'Origin' } });
});

test('a preflight is answered with what is allowed', () => {
  const headers = { origin, 'access-control-request-method': 'PUT' };
  const answered = {
    ...shared,
    'Access-Control-Allow-Methods': 'PUT, DELETE',
    'Access-Control-Allow-Headers': 'Content-Type, X-Request-Id',
    'Access-Control-Max-Age': '600',
  };
  expect(apply('OPTIONS', headers)).toEqual({ outcome: 'answered', answer: answered });
  const asked = { ...headers, 'access-control-request-headers': 'x-request-id, CONTENT-TYPE' };
  expect(apply('OPTIONS', asked)).toEqual({ outcome: 'answered', answer: answered });
  expect(apply('OPTIONS', { ...headers, 'access-control-request-method': 'POST' }).outcome).toBe('answered');
});

test('a preflight for more than that is refused', () => {
  const headers = { origin, 'access-control-request-method': 'PUT' };
  expect(apply('OPTIONS', { ...headers, 'access-control-request-method': 'PATCH' })).toEqual({
    outcome: 'refused',
    answer: shared,
  });
  const secret = apply('OPTIONS', { ...headers, 'access-control-request-headers': 'content-type,x-secret' });
  expect(secret.outcome).toBe('refused');
  const foreign = apply('OPTIONS', { ...headers, origin: 'https://evil.example' });
  expect(foreign).toEqual({ outcome: 'refused', answer: { Vary: 'Origin' } });
});

test('OPTIONS without a requested method is a request like any other, and so is a method without OPTIONS', () => {
  expect(apply('OPTIONS', { origin }).outcome).toBe('continue');
  expect(apply('GET', { origin, 'access-control-request-method': 'PATCH' }).outcome).toBe('continue');
});

test.for([
  'app.example',
  'https://app.example/',
  'https://a.*.example',
  '*',
  'https://',
  'https://*app.example',
])('"%s" is not an origin', (one) => {
  expect(() => new CorsPolicy({ ...options, origins: [one] })).toThrow(TypeError);
});

test('options are copied', () => {
  const mutable = { ...options, maxAge: 1 };
  const copied = new CorsPolicy(mutable);
  mutable.maxAge = 2;
  const answer = new Map<string, string>();
  const headers = new Map(Object.entries({ origin, 'access-control-request-method': 'PUT' }));
  copied.apply({ method: 'OPTIONS', headers }, { setHeader: (name, value) => answer.set(name, value) });
  expect(answer.get('Access-Control-Max-Age')).toBe('1');
});
