import type { Driver, World } from '@bebug/oracle/driver';
import { endSession, parseCookies, serializeCookie, sessionOf, startSession } from './session-cookie.ts';

const name = { oneOf: ['theme', '__Host-a', 'a b', 'a=b', '', 'a\r\nb'] };
const value = { oneOf: ['dark', '', 'x; y=z', 'a "quoted" one', 'ü'] };
const header = {
  oneOf: [
    '',
    'theme=dark',
    'theme=dark; __Host-session=k1',
    '__Host-session=k1; __Host-session=k2',
    '__Host-session=',
    '__Host-session; theme="x%20y"',
    'a="; b=%zz; c==; d = "" ',
  ],
};

function headersOf(send: (response: { setHeader(name: string, value: string): void }) => void): string[] {
  const headers: string[] = [];
  send({ setHeader: (key, text) => void headers.push(`${key}: ${text}`) });
  return headers;
}

export default {
  create: (world) => world,
  calls: {
    serialize: {
      args: [name, value],
      run: (_world, key: string, text: string) => serializeCookie(key, text),
    },
    serializeWith: {
      args: [
        name,
        { oneOf: [0, 60, 1.5, NaN] },
        { oneOf: ['/', '/app', '/a;b', ''] },
        { oneOf: ['Lax', 'Strict'] },
      ],
      run: (_world, key: string, maxAge: number, path: string, sameSite: 'Lax' | 'Strict') =>
        serializeCookie(key, 'x', { maxAge, path, sameSite }),
    },
    serializeFor: {
      args: [name, { oneOf: ['shop.example', 'shop.example; Secure', ''] }],
      run: (_world, key: string, domain: string) => serializeCookie(key, 'x', { domain }),
    },
    parse: { args: [header], run: (_world, text: string) => parseCookies(text) },
    sessionOf: { args: [header], run: (_world, text: string) => sessionOf(text) },
    sessionOfNone: { args: [], run: () => sessionOf(undefined) },
    start: {
      args: [value, { oneOf: [0, 60] }],
      run: (_world, id: string, lifetime: number) =>
        headersOf((response) => {
          startSession(response, id, lifetime);
        }),
    },
    end: { args: [], run: () => headersOf(endSession) },
  },
  attacks: {
    'start a session': {
      kit: 'cookie-flags',
      cwe: 614,
      send(world, request) {
        startSession(world.response(), request, 60);
        return 'signed in';
      },
      benign: ['k1', 'k2'],
    },
    'set a cookie': {
      kit: 'header-injection',
      cwe: 113,
      send(world, request) {
        world.response().setHeader('Set-Cookie', serializeCookie('theme', request));
        return 'set';
      },
      benign: ['dark', 'light'],
    },
    'set a cookie for a path': {
      kit: 'header-injection',
      cwe: 113,
      send(world, request) {
        world.response().setHeader('Set-Cookie', serializeCookie('theme', 'dark', { path: request }));
        return 'set';
      },
      benign: ['/', '/app'],
    },
    'read cookies': {
      kit: 'backtracking',
      cwe: 1333,
      send: (_world, request) => parseCookies(request).size,
      benign: ['a=1; b="2"', '__Host-session=k1'],
    },
  },
} satisfies Driver<World>;
