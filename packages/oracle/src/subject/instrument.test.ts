import { describe, expect, test } from 'vitest';
import { instrument } from './instrument.ts';

/** Evaluate instrumented code; `result` is what it assigns to `out`, `steps` what it counted. */
function run(
  code: string,
  options: { comparisons: boolean } = { comparisons: false },
): { result: unknown; steps: number } {
  const fuel = { left: 1_000_000, stop: () => undefined };
  const compared: unknown[] = [];
  const comparison = {
    equal: (a: unknown, b: unknown) => (compared.push([a, b]), a === b),
    // eslint-disable-next-line eqeqeq -- stands in for the subject's own operator
    looselyEqual: (a: unknown, b: unknown) => (compared.push([a, b]), a == b),
    method: (receiver: Record<string, (...args: unknown[]) => unknown>, name: string, args: unknown[]) => (
      compared.push([receiver, name, ...args]),
      receiver[name]!(...args)
    ),
  };
  const factory = new Function('$fuel', '$comparison', `let out; ${instrument(code, options)}; return out;`);
  const result: unknown = factory(fuel, comparison);
  return { result: options.comparisons ? [result, compared] : result, steps: 1_000_000 - fuel.left };
}

describe('steps are counted, and nothing else changes', () => {
  test.for([
    ['a function', 'const f = function (n) { return n + 1; }; out = f(1);', 2, 1],
    ['an arrow with an expression', 'const f = (n) => n + 1; out = f(f(0));', 2, 2],
    ['an arrow that gives an object', 'const f = () => ({ a: 1 }); out = f().a;', 1, 1],
    ['arrows in arrows', 'const f = (a) => (b) => a + b; out = f(1)(2);', 3, 2],
    ['a loop without braces', 'out = 0; for (let i = 0; i < 5; i++) out += i;', 10, 5],
    [
      'loops in loops without braces',
      'out = 0; for (const a of [1, 2]) for (const b of [1, 2, 3]) out += a * b;',
      18,
      8,
    ],
    ['an empty loop', 'let i = 0; while (i++ < 3); out = i;', 4, 3],
    ['do while', 'let i = 0; do i++; while (i < 4); out = i;', 4, 4],
    [
      'a labelled continue',
      'out = 0; outer: for (let i = 0; i < 3; i++) { for (;;) { out++; continue outer; } }',
      3,
      6,
    ],
    [
      'a derived class',
      'class A { constructor() { this.a = 1; } } class B extends A { constructor() { super(); } } out = new B().a;',
      1,
      2,
    ],
    [
      'getters, methods and generators',
      'const o = { get a() { return 1; }, m() { return 2; }, *g() { yield 3; } }; out = o.a + o.m() + [...o.g()][0];',
      6,
      3,
    ],
    ['a default argument', 'const f = (n = (() => 4)()) => n; out = f();', 4, 2],
  ] as const)('%s', ([, code, result, steps]) => {
    expect(run(code)).toEqual({ result, steps });
  });

  test('a directive stays a directive', () => {
    expect(run('function f() { "use strict"; return this; } out = f();').result).toBeUndefined();
  });
});

describe('comparisons go through the counter and end as before', () => {
  test.for([
    ['===', "out = 'a' === 'b' ? 1 : 2;", 2, [['a', 'b']]],
    ['!==', "out = 'a' !== 'b' ? 1 : 2;", 1, [['a', 'b']]],
    ['==', 'out = 1 == "1";', true, [[1, '1']]],
    [
      'nested',
      'out = (1 === 1) === (2 !== 2);',
      false,
      [
        [1, 1],
        [2, 2],
        [true, false],
      ],
    ],
    [
      'between other operators',
      'out = 1 + 1 === 2 && !(3 === 4);',
      true,
      [
        [2, 2],
        [3, 4],
      ],
    ],
    ['a method', "out = 'abc'.startsWith('ab');", true, [['abc', 'startsWith', 'ab']]],
    [
      'a method in an arrow',
      "const f = (a, b) => a.localeCompare(b) === 0; out = f('x', 'x');",
      true,
      [
        ['x', 'localeCompare', 'x'],
        [0, 0],
      ],
    ],
  ] as const)('%s', ([, code, result, compared]) => {
    expect(run(code, { comparisons: true }).result).toEqual([result, compared]);
  });
});
