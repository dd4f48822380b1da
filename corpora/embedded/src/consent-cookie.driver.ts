import type { Driver, World } from '@bebug/oracle/driver';
import {
  giveConsent,
  readConsent,
  rememberVisitor,
  withdrawConsent,
  type CookieSettings,
  type CookieSink,
  type Purpose,
} from './consent-cookie.ts';

const POLICY = { version: 3, lifetime: 1000 };

const purpose = { oneOf: ['preferences', 'statistics', 'marketing'] };
const now = { integer: [0, 9999] } as const;

/** What is seen of cookies without attacking them. */
function cookiesOf(send: (sink: CookieSink) => unknown): unknown[] {
  const cookies: unknown[] = [];
  const result = send({
    cookie: (name, value, { path, maxAge }) => cookies.push([name, value, path, maxAge]),
  });
  return [result ?? null, ...cookies];
}

function headersTo(world: World): CookieSink {
  const response = world.response();
  const flag = (isOn: boolean, name: string): string[] => (isOn ? [name] : []);
  const header = (name: string, value: string, settings: CookieSettings): string =>
    [
      `${name}=${value}`,
      `Path=${settings.path}`,
      ...flag(settings.httpOnly, 'HttpOnly'),
      ...flag(settings.secure, 'Secure'),
      `SameSite=${settings.sameSite}`,
    ].join('; ');
  return {
    cookie: (name, value, settings) => {
      response.setHeader('Set-Cookie', header(name, value, settings));
    },
  };
}

/** A visitor who agreed to statistics is known by `id` from then on. */
function remember(world: World, id: string): unknown {
  return rememberVisitor(headersTo(world), { granted: new Set<Purpose>(['statistics']), givenAt: 0 }, id);
}

export default {
  create: (world) => world,
  calls: {
    give: {
      args: [purpose, purpose, now],
      run: (_world, first: Purpose, second: Purpose, time: number) =>
        cookiesOf((sink) => {
          giveConsent(sink, [first, second], POLICY, time);
        }),
    },
    withdraw: {
      args: [now],
      run: (_world, time: number) =>
        cookiesOf((sink) => {
          withdrawConsent(sink, POLICY, time);
        }),
    },
    read: {
      args: [
        {
          oneOf: [
            undefined,
            '',
            '3.5000.',
            '3.5000.statistics',
            '3.5000.marketing-preferences',
            '3.5000.statistics-profiling',
            '2.5000.statistics',
            '4.5000.statistics',
            '3.5000.statistics;',
            'v3.5000.statistics',
            '3.soon.statistics',
            '3..statistics',
            '3x5000.statistics',
          ],
        },
        { oneOf: [500, 4999, 5000, 5001, 5500, 5999, 6000, 6001] },
      ],
      run: (_world, value: string | undefined, time: number) => readConsent(value, POLICY, time),
    },
    readGiven: {
      args: [purpose, purpose, now],
      run: (_world, first: Purpose, second: Purpose, time: number) => {
        const read: unknown[] = [];
        giveConsent(
          { cookie: (_name, value) => read.push(readConsent(value, POLICY, time + 10)) },
          [first, second],
          POLICY,
          time,
        );
        return read;
      },
    },
    remember: {
      args: [purpose, { oneOf: ['v1', 'a;b', ''] }],
      run: (_world, granted: Purpose, id: string) => [
        cookiesOf((sink) => rememberVisitor(sink, { granted: new Set([granted]), givenAt: 0 }, id)),
        cookiesOf((sink) => rememberVisitor(sink, null, id)),
      ],
    },
  },
  attacks: {
    'the answer of a visitor': {
      kit: 'cookie-flags',
      cwe: 614,
      send(world, request) {
        giveConsent(headersTo(world), [request as Purpose], POLICY, 5000);
        return 'thank you';
      },
      benign: ['statistics', 'marketing'],
    },
    'a visitor takes it back': {
      kit: 'cookie-flags',
      cwe: 614,
      send(world, request) {
        withdrawConsent(headersTo(world), POLICY, Number(request));
        return 'done';
      },
      benign: ['5000', '6000'],
    },
    'a visitor is known again': {
      kit: 'cookie-flags',
      cwe: 1004,
      send: remember,
      benign: ['v1', 'v2'],
    },
    'the name of a visitor': {
      kit: 'header-injection',
      cwe: 113,
      send: remember,
      benign: ['v1', 'v2'],
    },
    'read an answer': {
      kit: 'backtracking',
      cwe: 1333,
      send: (_world, request) => readConsent(request, POLICY, 5000)?.granted.size ?? null,
      benign: ['3.5000.statistics', '3.5000.'],
    },
  },
} satisfies Driver<World>;
