import type { Driver, World } from '@bebug/oracle/driver';
import { LogRedactor } from './log-redactor.ts';

interface Subject {
  readonly redactor: LogRedactor;
  readonly world: World;
}

const text = {
  oneOf: [
    'started',
    'Authorization: BEARER abc.DEF-1==, apikey x',
    'postgres://ada:pa:ss@db/x',
    'redis://:pass@cache and //a:b@c',
    'http://host:80/a@b',
    'paid with 4111 1111 1111 1111.',
    '5500005555555559 and 4111-1111-1111-1111',
    '4111 1111 1111 1112 4222222222222',
    '6304000000000000000 63040000000000000000',
    'x'.repeat(60),
    'x'.repeat(61),
    `bearer ${'x'.repeat(70)}`,
    '378282246310005 378282246310006 4012888888881881',
    `${'x'.repeat(45)} 4111 1111 1111 1111`,
  ],
};
const field = {
  oneOf: ['password', 'api_key', 'apiKey', 'API-KEY', 'set-cookie', 'name', 'message', 'passwords'],
};

function circular(): unknown {
  const value: Record<string, unknown> = { shared: [{ a: 1 }] };
  value.again = value.shared;
  value.self = [value];
  return value;
}

const VALUES: Readonly<Record<string, () => unknown>> = {
  circular,
  deep: () => ({ a: { b: { c: 1, d: { e: 1 } } } }),
  lists: () => [[[[1]]]],
  kinds: () => [1, true, null, undefined, 10n, () => 1, new Uint8Array(3)],
  dates: () => [new Date(0), new Date(NaN)],
  map: () =>
    new Map<unknown, unknown>([
      ['password', 'x'],
      [5, { apiKey: 'y' }],
    ]),
  error: () => new Error('Bearer abc', { cause: { why: new TypeError('//a:b@c'), password: 'x' } }),
  plainError: () => new RangeError('too far'),
};

export default {
  create: (world) => ({
    world,
    redactor: new LogRedactor({
      secretFields: ['password', 'api_key', 'Set-Cookie'],
      maxLength: 60,
      maxDepth: 3,
    }),
  }),
  calls: {
    text: { args: [text], run: ({ redactor }, value: string) => redactor.redact(value) },
    field: {
      args: [field, text],
      run({ redactor }, name: string, value: string) {
        const record = { [name]: value, list: [{ [name]: value }] };
        return [redactor.redact(record), record];
      },
    },
    value: {
      args: [{ oneOf: Object.keys(VALUES) }],
      run: ({ redactor }, kind: string) => redactor.redact((VALUES[kind] as () => unknown)()),
    },
    format: { args: [text], run: ({ redactor }, message: string) => redactor.format(message) },
    formatWith: {
      args: [text, field, text],
      run: ({ redactor }, message: string, name: string, value: string) =>
        redactor.format(message, { [name]: value, n: 1 }),
    },
    build: {
      args: [{ integer: [0, 3] }, { integer: [0, 4] }],
      run: (_subject, maxLength: number, maxDepth: number) =>
        new LogRedactor({ secretFields: [], maxLength, maxDepth }).redact({
          password: ['abcd'],
          b: [[['e']]],
        }),
    },
  },
  attacks: {
    'log a sign-in': {
      kit: 'secret-shown',
      cwe: 532,
      requests: ['password', 'API_KEY', 'api-key', 'SetCookie'],
      send({ redactor, world }, request) {
        world.log(
          redactor.format('signed in', {
            [request.length > 20 ? 'password' : request]: world.secret,
            api_key: world.marker,
          }),
        );
        world.log(redactor.format(`authorization: bearer ${world.marker}`));
        world.log(
          redactor.format('connected', {
            to: `db://ada:${world.marker}@db`,
            failure: new Error(`apikey ${world.marker}`),
          }),
        );
        return 'signed in';
      },
      benign: ['user', 'name'],
    },
    'log a text': {
      kit: 'backtracking',
      cwe: 1333,
      send: ({ redactor }, request) => redactor.redact(request),
      benign: ['redis://:pass@cache', 'bearer abc=', '4111 1111 1111 1111'],
    },
  },
} satisfies Driver<Subject>;
