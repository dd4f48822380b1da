import { beforeEach, expect, test } from 'vitest';
import { signDelivery, WebhookVerifier } from './webhook-verifier.ts';

const body = '{"event":"paid"}';
const header = signDelivery('d1', body, 'new', 1000);
let verifier: WebhookVerifier;

beforeEach(() => {
  verifier = new WebhookVerifier({ secrets: ['new', 'old'], tolerance: 300 });
});

const verify = (change: { id?: string; signatureHeader?: string; body?: string } = {}, now = 1000) =>
  verifier.verify({ id: 'd1', signatureHeader: header, body, ...change }, now);

test('a signed delivery is accepted, once', () => {
  expect(verify()).toBe('accepted');
  expect(verify()).toBe('duplicate');
  expect(verify({ id: 'd2', signatureHeader: signDelivery('d2', body, 'new', 1000) })).toBe('accepted');
});

test('every secret in rotation is good, and no other', () => {
  expect(verify({ signatureHeader: signDelivery('d1', body, 'old', 1000) })).toBe('accepted');
  expect(verify({ signatureHeader: signDelivery('d1', body, 'third', 1000) })).toBe('bad-signature');
});

test('one good signature of several is enough', () => {
  const [time = '', signature = ''] = header.split(',');
  expect(verify({ signatureHeader: `${time}, v1=${'0'.repeat(64)}, ${signature}` })).toBe('accepted');
});

test('another body, another id or another time is a forgery', () => {
  expect(verify({ id: 'd2' })).toBe('bad-signature');
  expect(verify({ body: '{"event":"refunded"}' })).toBe('bad-signature');
  expect(verify({ signatureHeader: header.replace('1000', '1001') })).toBe('bad-signature');
});

test('clocks may differ by the tolerance', () => {
  const verdicts = [1301, 699, 1300].map((now) => verify({}, now));
  expect(verdicts).toEqual(['too-old', 'too-old', 'accepted']);
  const id = 'd2';
  expect(verify({ id, signatureHeader: signDelivery(id, body, 'new', 1000) }, 700)).toBe('accepted');
});

test.for(['', 't=1000', header.slice(7), 't=x,v1=00', header.toUpperCase()])(
  '"%s" is a bad header',
  (signatureHeader) => {
    expect(verify({ signatureHeader })).toBe('bad-header');
  },
);

test.for([header.slice(0, -1), `${header}0`, header.replace(/.$/u, 'é')])(
  '%s is a bad signature',
  (signatureHeader) => {
    expect(verify({ signatureHeader })).toBe('bad-signature');
  },
);

test('ids are remembered as long as a delivery can be repeated', () => {
  const early = signDelivery('d1', body, 'new', 700 + 300);
  expect(verify({ signatureHeader: early }, 700)).toBe('accepted');
  expect(verify({ signatureHeader: early }, 1300)).toBe('duplicate');
  const late = signDelivery('d2', body, 'new', 1301);
  expect(verify({ id: 'd2', signatureHeader: late }, 1301)).toBe('accepted');
  expect(verifier.remembered).toBe(1);
});

test('a forged delivery does not use up an id', () => {
  expect(verify({ body: 'forged' })).toBe('bad-signature');
  expect(verify()).toBe('accepted');
});

test('there must be a secret', () => {
  expect(() => new WebhookVerifier({ secrets: [], tolerance: 300 })).toThrow(RangeError);
});
