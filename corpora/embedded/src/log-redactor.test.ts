import { expect, test } from 'vitest';
import { LogRedactor } from './log-redactor.ts';

const redactor = new LogRedactor({
  secretFields: ['password', 'api_key', 'Set-Cookie'],
  maxLength: 60,
  maxDepth: 3,
});
const redact = (value: unknown) => redactor.redact(value);

test('secret fields are found however they are written', () => {
  expect(redact({ password: 'x', apiKey: 1, API_KEY: null, 'set-cookie': ['a'], name: 'ada' })).toEqual({
    password: '[redacted]',
    apiKey: '[redacted]',
    API_KEY: '[redacted]',
    'set-cookie': '[redacted]',
    name: 'ada',
  });
  expect(redact([{ user: { Password: { old: 'x' } } }])).toEqual([{ user: { Password: '[redacted]' } }]);
  expect(redact({ passwords: 'x', pass: 'y' })).toEqual({ passwords: 'x', pass: 'y' });
});

test.for([
  ['Authorization: Bearer abc.DEF-1_2/3+4==, next', 'Authorization: Bearer [redacted], next'],
  ['apikey a~b apikey c', 'apikey [redacted] apikey [redacted]'],
  ['forbearer x', 'forbearer x'],
  ['postgres://ada:pa:ss@db/x', 'postgres://ada:[redacted]@db/x'],
  ['redis://:pass@cache and //a:b@c', 'redis://:[redacted]@cache and //a:[redacted]@c'],
  ['http://host:80/a@b', 'http://host:80/a@b'],
  ['paid with 4111 1111 1111 1111.', 'paid with [redacted] 1111.'],
  ['4111-1111-1111-1111, 5500005555555559', '[redacted] 1111, [redacted] 5559'],
  ['4222222222222', '[redacted] 2222'],
  ['378282246310005', '[redacted] 0005'],
  ['378282246310006', '378282246310006'],
  ['4012888888881881', '[redacted] 1881'],
  ['6304000000000000000', '[redacted] 0000'],
  ['order 4111 1111 1111 1112', 'order 4111 1111 1111 1112'],
  ['411111111111', '411111111111'],
  ['x4111111111111111', 'x4111111111111111'],
])('"%s" becomes "%s"', ([text, safe]) => {
  expect(redact(text)).toBe(safe);
});

test('long texts are cut, after secrets are out of them', () => {
  expect(redact('x'.repeat(60))).toBe('x'.repeat(60));
  expect(redact(`bearer ${'x'.repeat(60)}`)).toBe('bearer [redacted]');
  expect(redact('x'.repeat(61))).toBe(`${'x'.repeat(60)}…`);
  expect(redact(`${'x'.repeat(45)} 4111 1111 1111 1111`)).toBe(`${'x'.repeat(45)} [redacted] 111…`);
});

test('an object in itself is named, one that is there twice is shown twice', () => {
  const value: Record<string, unknown> = { a: 1 };
  value.self = value;
  value.list = [value];
  expect(redact(value)).toEqual({ a: 1, self: '[circular]', list: ['[circular]'] });
  const shared = { b: 1 };
  expect(redact([shared, shared])).toEqual([{ b: 1 }, { b: 1 }]);
});

test('depth has an end', () => {
  expect(redact({ a: { b: { c: 1, d: { e: 1 } } } })).toEqual({ a: { b: { c: 1, d: '[too deep]' } } });
  expect(redact([[[[]]]])).toEqual([[['[too deep]']]]);
});

test('values of all kinds are shown', () => {
  expect(redact([1, true, null, undefined, 10n, () => 1, new Uint8Array(3)])).toEqual([
    1,
    true,
    null,
    undefined,
    '10n',
    '[function]',
    '[3 bytes]',
  ]);
  expect(redact([new Date(0), new Date(NaN)])).toEqual(['1970-01-01T00:00:00.000Z', '[no date]']);
  expect(
    redact(
      new Map<unknown, unknown>([
        ['password', 'x'],
        [5, 'y'],
      ]),
    ),
  ).toEqual({ password: '[redacted]', 5: 'y' });
});

test('errors are shown with their causes and without secrets', () => {
  const cause = new TypeError('//ada:pass@db is down');
  expect(redact(new Error('Bearer abc', { cause }))).toEqual({
    name: 'Error',
    message: 'Bearer [redacted]',
    cause: { name: 'TypeError', message: '//ada:[redacted]@db is down' },
  });
});

test('a line holds its message, whatever the fields are called', () => {
  expect(redactor.format('Bearer abc', { message: 'other', password: 'x', n: 1 })).toBe(
    '{"message":"Bearer [redacted]","password":"[redacted]","n":1}',
  );
  expect(redactor.format('started')).toBe('{"message":"started"}');
});

test('what is logged stays as it is', () => {
  const value = { password: 'x', list: [{ api_key: 'y' }] };
  redact(value);
  expect(value).toEqual({ password: 'x', list: [{ api_key: 'y' }] });
});
