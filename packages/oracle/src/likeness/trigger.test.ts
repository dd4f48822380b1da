import { expect, test } from 'vitest';
import { parseTrigger } from './trigger.ts';

test.for<[string, unknown]>([
  ['f()', { kind: 'function', name: 'f', args: [], calls: [] }],
  ["await f(1, -2.5, 'a', `b`, true, null);", { name: 'f', args: [1, -2.5, 'a', 'b', true, null] }],
  ['const result = f([1, [2]], { a: 1, "b c": [] })', { args: [[1, [2]], { a: 1, 'b c': [] }] }],
  [
    'f(undefined, NaN, -Infinity, -0, 10n, -3n)',
    {
      args: [
        { $undefined: true },
        { $number: 'NaN' },
        { $number: '-Infinity' },
        { $number: '-0' },
        { $bigint: '10' },
        { $bigint: '-3' },
      ],
    },
  ],
  [
    'f(new Map([[1, "a"]]), new Set([1]), new Date("2026-01-02"), new Error("x"))',
    { args: [{ $map: [[1, 'a']] }, { $set: [1] }, { $date: '2026-01-02T00:00:00.000Z' }, { $error: 'x' }] },
  ],
  [
    'f(1)(2).g(3)',
    {
      name: 'f',
      args: [1],
      calls: [
        [null, [2]],
        ['g', [3]],
      ],
    },
  ],
  ['new Stack(2).push(1)', { kind: 'class', name: 'Stack', args: [2], calls: [['push', [1]]] }],
  ['new Stack', { kind: 'class', args: [] }],
  ['Money.of(3)', { kind: 'function', name: 'Money.of', args: [3] }],
  ['f({ $bigint: "1" }, { ["x"]: 1 })', null],
  ['f({ "$bigint": 1 })', { args: [{ $object: [['$bigint', 1]] }] }],
  ['f({ "__proto__": 1 })', { args: [{ $object: [['__proto__', 1]] }] }],
  ['f([1] as number[], (2))', { args: [[1], 2] }],
])('%s is read', ([text, expected]) => {
  if (expected === null) expect(parseTrigger(text)).toBeNull();
  else expect(parseTrigger(text)).toMatchObject(expected as object);
});

test.for([
  ['prose', 'An empty list shows it.'],
  ['nothing', ''],
  ['no call', 'f'],
  ['two calls', 'f(1); g(2)'],
  ['a call that does not parse', 'f(1'],
  ['a variable', 'f(x)'],
  ['a function', 'f(() => process.exit(1))'],
  ['an import', 'import("fs")'],
  ['an assignment', 'f.x = 1'],
  ['a template with code', 'f(`${g()}`)'],
  ['a spread', 'f(...[1])'],
  ['a getter', 'f({ get a() { return 1; } })'],
  ['a class that is made in an argument', 'f(new Proxy({}, {}))'],
  ['pairs that are none', 'f(new Map([1]))'],
  ['a sum', 'f(1 + 1)'],
  ['a tilde', 'f(~1)'],
  ['a name of Object', 'f(toString)'],
  ['much too much', `f(${'1,'.repeat(20_000)})`],
  ['much too deep', `f(${'['.repeat(500)}${']'.repeat(500)})`],
])('%s is no trigger', ([, text]) => {
  expect(parseTrigger(text!)).toBeNull();
});
