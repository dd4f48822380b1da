import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalForm } from './normal-form.ts';

const form = (text: string): string => normalForm(text, 'a.ts');

describe('the normal form sees through', () => {
  test.for([
    ['white space and comments', 'f(a,b);', 'f( a /* first */, b ) // call\n'],
    ['semicolons that the parser adds', 'let a = 1; f(a);', 'let a = 1\nf(a)'],
    ['parentheses that change nothing', 'x = a + (b * c);', 'x = (a) + b * c;'],
    ['trailing commas', 'f([1, 2, ], { a, }, b, );', 'f([1, 2], { a }, b);'],
    ['quotes', "f('it\\'s', `x`);", 'f("it\'s", "x");'],
    ['the spelling of numbers', 'f(255, 1000, 1, 0.5);', 'f(0xff, 1_000, 1.0, .5);'],
    ['a negated equality', 'x = !(a === b);', 'x = a !== b;'],
    ['a loose negated inequality', 'x = !(a != b);', 'x = a == b;'],
    ['a double negation of a test', 'x = !!(a < b);', 'x = a < b;'],
    ['a double negation where only truth counts', 'while (!!a) f();', 'while (a) f();'],
    ['De Morgan’s law', 'x = !(a && b);', 'x = !a || !b;'],
    ['a literal on the left', 'x = 5 > a;', 'x = a < 5;'],
    ['a negative literal on the left', 'x = -1 === a;', 'x = a === -1;'],
    ['branches swapped under a negated condition', 'if (!c) f(); else g();', 'if (c) g(); else f();'],
    ['branches swapped under an inequality', 'x = a !== b ? 1 : 2;', 'x = a === b ? 2 : 1;'],
    ['branches swapped under De Morgan', 'if (!a || !b) f(); else g();', 'if (a && b) g(); else f();'],
    ['braces around one statement', 'for (const a of b) { f(a); }', 'for (const a of b) f(a);'],
  ])('%s', ([, one, other]) => {
    expect(form(one!)).toBe(form(other!));
  });
});

describe('the normal form tells apart', () => {
  test.for([
    ['a line break that ends a return', 'function f() { return\na }', 'function f() { return a }'],
    ['parentheses that group', 'x = (a + b) * c;', 'x = a + b * c;'],
    ['parentheses that end an optional chain', 'x = (a?.b).c;', 'x = a?.b.c;'],
    ['parentheses around an assigned name', '(f) = () => 1;', 'f = () => 1;'],
    ['parentheses around a directive', "('use strict'); f();", "'use strict'; f();"],
    ['a directive spelt otherwise', "'use strict'; f();", "'use\\x20strict'; f();"],
    ['a comma that makes a hole', 'x = [1, , ];', 'x = [1, ];'],
    ['a tagged template from a text', 'x = f`\\x61`;', 'x = f`a`;'],
    ['numbers of two values', 'x = 1.0;', 'x = 1.1;'],
    ['zero from minus zero', 'x = 0;', 'x = -0;'],
    ['a number from a bigint', 'x = 1;', 'x = 1n;'],
    ['a negated order, which NaN tells apart', 'x = !(a < b);', 'x = a >= b;'],
    ['a double negation of a value', 'x = !!a;', 'x = a;'],
    ['a negated conjunction from its value', 'x = !(!a && !b);', 'x = a || b;'],
    ['mirrored calls, which run in another order', 'x = f() < g();', 'x = g() > f();'],
    ['a mirrored comparison that is not turned round', 'x = 5 > a;', 'x = a > 5;'],
    ['branches that are not swapped', 'if (!c) f(); else g();', 'if (c) f(); else g();'],
    [
      'an else that belongs to the inner if',
      'if (a) { if (b) f(); } else g();',
      'if (a) if (b) f(); else g();',
    ],
    ['a declaration in braces', 'if (a) { let b = 1; }', 'let b = 1;'],
    ['let from const', 'let a = 1;', 'const a = 1;'],
    ['an increment from the value before it', 'x = a++;', 'x = ++a;'],
    ['a text from another', "x = 'a';", "x = 'b';"],
    ['a text from a number', "x = '1';", 'x = 1;'],
    ['a prototype from a property', 'x = { __proto__ };', 'x = { __proto__: __proto__ };'],
    ['async from sync', 'async function f() { await g(); }', 'function f() { await; g(); }'],
    ['one missing brace from another', 'function f() { if (a) { b(); } ', 'function f() { if (a) b(); } }'],
  ])('%s', ([, one, other]) => {
    expect(form(one!)).not.toBe(form(other!));
  });
});

/** Every operand writes down that it was looked at, and how. */
function traced(expression: string, values: readonly unknown[]): string {
  const trace: string[] = [];
  const operand = (index: number): unknown => {
    trace.push(`read ${index}`);
    const value = values[index];
    return typeof value === 'object' && value !== null
      ? { valueOf: () => trace.push(`value ${index}`) }
      : value;
  };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the expressions are this test's own
  const run = new Function('read', `return ${expression};`) as (read: typeof operand) => unknown;
  const result = run(operand);
  return JSON.stringify([typeof result, Object.is(result, -0) ? '-0' : String(result), trace]);
}

const operand = fc.constantFrom('read(0)', 'read(1)', 'read(2)', '1', '0', "'1'", 'true', 'null', '-1');
const expression = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    operand,
    tie('any').map((inner) => `!(${inner})`),
    fc
      .tuple(tie('any'), fc.constantFrom('<', '<=', '===', '!=', '&&', '||', '+', '>'), tie('any'))
      .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
    fc.tuple(tie('any'), tie('any'), tie('any')).map(([c, a, b]) => `(${c} ? ${a} : ${b})`),
  ),
})).any;

/** Ways to write an expression otherwise; some of them change what it does, and the form has to notice. */
const RESPELLINGS: readonly ((text: string) => string)[] = [
  (text) => text.replace('!(', '!((').replace(/\)$/u, '))'),
  (text) =>
    text.replace(
      /!\(\((?<left>[^()]*(?:\(\d\))?) === (?<right>[^()]*(?:\(\d\))?)\)\)/u,
      '($<left> !== $<right>)',
    ),
  (text) =>
    text.replace(/\((?<left>[^()]*(?:\(\d\))?) < (?<right>[^()]*(?:\(\d\))?)\)/u, '($<right> > $<left>)'),
  (text) =>
    text.replace(/\((?<left>[^()]*(?:\(\d\))?) < (?<right>[^()]*(?:\(\d\))?)\)/u, '!($<left> >= $<right>)'),
  (text) => text.replace('!=', '!=='),
  (text) => `!(!(${text}))`,
  (text) => `(!(${text}) ? 1 : 2)`,
  (text) => `(${text} ? 2 : 1)`,
  (text) => text.replace('&&', '||'),
];

test('texts with one normal form do the same on every value, down to what is read and in which order', () => {
  const values = fc.tuple(
    ...[0, 1, 2].map(() => fc.constantFrom(0, 1, -1, NaN, '1', '', null, undefined, {}, true)),
  );
  let alike = 0;
  fc.assert(
    fc.property(
      expression,
      fc.nat(RESPELLINGS.length - 1),
      fc.nat(RESPELLINGS.length - 1),
      values,
      (text, a, b, given) => {
        const [one, other] = [RESPELLINGS[a]!(text), RESPELLINGS[b]!(text)];
        if (one === other || form(`x = ${one};`) !== form(`x = ${other};`)) return;
        alike++;
        expect(traced(one, given)).toBe(traced(other, given));
      },
    ),
    { numRuns: 4000, seed: 11 },
  );
  expect(alike).toBeGreaterThan(200);
});
