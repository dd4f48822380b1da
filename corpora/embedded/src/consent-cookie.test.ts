import { beforeEach, expect, test } from 'vitest';
import {
  giveConsent,
  readConsent,
  rememberVisitor,
  withdrawConsent,
  type CookieSettings,
  type Purpose,
} from './consent-cookie.ts';

const policy = { version: 3, lifetime: 1000 };
const hidden = { httpOnly: true, secure: true, path: '/' };
let cookies: [string, string, CookieSettings][];
const sink = {
  cookie: (...cookie: [string, string, CookieSettings]): void => {
    cookies.push(cookie);
  },
};

beforeEach(() => {
  cookies = [];
});

const granted = (value: string | undefined, now = 5000): string[] | null => {
  const consent = readConsent(value, policy, now);
  return consent === null ? null : [...consent.granted];
};

test('consent is remembered out of reach of scripts, for as long as it is good', () => {
  giveConsent(sink, ['statistics', 'marketing', 'statistics'], policy, 5000);
  expect(cookies).toEqual([
    ['consent', '3.5000.marketing-statistics', { ...hidden, sameSite: 'lax', maxAge: 1000 }],
  ]);
  expect(readConsent(cookies[0]![1], policy, 5500)).toEqual({
    granted: new Set(['statistics', 'marketing']),
    givenAt: 5000,
  });
});

test('consent that is taken back is an answer, too', () => {
  withdrawConsent(sink, policy, 6000);
  expect(cookies).toEqual([
    ['consent', '3.6000.', { ...hidden, sameSite: 'lax', maxAge: 1000 }],
    ['visitor', '', { ...hidden, sameSite: 'strict', maxAge: 0 }],
  ]);
  expect(granted('3.6000.', 6000)).toEqual([]);
});

test('consent counts for one policy and one lifetime', () => {
  for (const now of [5000, 5999]) expect(granted('3.5000.statistics', now)).toEqual(['statistics']);
  for (const now of [4999, 6000]) expect(granted('3.5000.statistics', now)).toBeNull();
  for (const version of [2, 4]) expect(granted(`${String(version)}.5000.statistics`)).toBeNull();
});

test.for([
  undefined,
  '',
  'statistics',
  '3.5000',
  '3.5000.statistics;',
  'v3.5000.statistics',
  '3.soon.statistics',
  '3..statistics',
  '3.5000.statistics.marketing',
])('"%s" is no answer', (value) => {
  expect(granted(value)).toBeNull();
});

test('purposes that nobody knows are not agreed to', () => {
  expect(granted('3.5000.profiling-preferences-')).toEqual(['preferences']);
});

test('a visitor is known again only with consent to statistics', () => {
  const to = (purpose: Purpose) => ({ granted: new Set([purpose]), givenAt: 0 });
  expect([
    rememberVisitor(sink, null, 'v1'),
    rememberVisitor(sink, to('marketing'), 'v1'),
    cookies.length,
    rememberVisitor(sink, to('statistics'), 'a;b'),
  ]).toEqual([false, false, 0, true]);
  expect(cookies).toEqual([['visitor', 'a%3Bb', { ...hidden, sameSite: 'strict' }]]);
});
