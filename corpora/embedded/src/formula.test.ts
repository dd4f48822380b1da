import { expect, test } from 'vitest';
import { computeFormula, Formula, FormulaError } from './formula.ts';

const scope = {
  variables: { a: 2, b: 5, _x1: 0.5 },
  functions: { max: Math.max, pi: () => 3, minus: (left: number, right: number) => left - right },
};

test.for<[string, number]>([
  ['1', 1],
  [' 2.50 ', 2.5],
  ['1 + 2 * 3', 7],
  ['(1 + 2) * 3', 9],
  ['10 - 4 - 3', 3],
  ['24 / 4 / 2', 3],
  ['24 / 4 * 2', 12],
  ['2 ^ 3 ^ 2', 512],
  ['-2 ^ 2', -4],
  ['(-2) ^ 2', 4],
  ['2 ^ -1', 0.5],
  ['--3', 3],
  ['5 - -3', 8],
  ['7 % 3', 1],
  ['-7 % 3', 2],
  ['7 % -3', -2],
  ['6 % 3 + 1', 1],
  ['a * B - b', -5],
  ['_x1*b', 2.5],
  ['max(1, a, b) + max(9)', 14],
  ['pi()', 3],
  ['minus(b, (a - 1) * 2)', 3],
  ['max(max(1, 2), 3)', 3],
  ['1 / 0', Infinity],
])('%s is %d', ([text, value]) => {
  expect(computeFormula(text, { ...scope, variables: { ...scope.variables, B: 0 } })).toBe(value);
});

test.for<[string, number]>([
  ['', 0],
  ['  ', 0],
  ['1 +', 3],
  ['1 + ', 3],
  ['(1', 2],
  ['1)', 1],
  ['1 2', 2],
  ['a b', 2],
  ['* 1', 0],
  ['1 + * 2', 4],
  ['max(1,)', 6],
  ['max(1 2)', 6],
  ['max(', 4],
  [',', 0],
  ['1 $ 2', 1],
  ['.5', 0],
  ['1.', 1],
  ['2(3)', 1],
  ['+1', 0],
  ['ä', 0],
])('"%s" fails at %i', ([text, position]) => {
  expect(() => new Formula(text)).toThrow(FormulaError);
  expect(() => new Formula(text)).toThrow(expect.objectContaining({ position }));
});

test.for<[string, number]>([
  ['1 + c', 4],
  ['toString', 0],
  ['A', 0],
  ['max', 0],
  ['  min(1)', 2],
  ['valueOf()', 0],
  ['a(1)', 0],
])('"%s" needs what is not there', ([text, position]) => {
  const formula = new Formula(text);
  expect(() => formula.compute(scope)).toThrow(FormulaError);
  expect(() => formula.compute(scope)).toThrow(expect.objectContaining({ position }));
});

test('a formula knows its variables, and is computed anew each time', () => {
  const formula = new Formula('b + a * max(b, c) - a');
  expect(formula.variables).toEqual(['a', 'b', 'c']);
  const compute = (a: number) =>
    formula.compute({ variables: { a, b: 1, c: 2 }, functions: scope.functions });
  expect([compute(0), compute(3)]).toEqual([1, 4]);
});

test('without a scope there is nothing to name', () => {
  expect(computeFormula('1 + 1')).toBe(2);
  expect(computeFormula('a', { variables: { a: 1 } })).toBe(1);
  expect(computeFormula('one()', { functions: { one: () => 1 } })).toBe(1);
  expect(() => computeFormula('a')).toThrow(FormulaError);
  expect(computeFormula(['a', 'a + 1'], { variables: { a: 1 } })).toEqual([1, 2]);
  expect(computeFormula([])).toEqual([]);
});

test('length and depth have an end', () => {
  expect(computeFormula(`1${'+1'.repeat(249)}`)).toBe(250);
  expect(computeFormula(`${'('.repeat(49)}1${')'.repeat(49)}`)).toBe(1);
  expect(() => computeFormula(`${'('.repeat(50)}1${')'.repeat(50)}`)).toThrow('too deep at 50');
  expect(() => computeFormula(`${'-'.repeat(50)}1`)).toThrow('too deep at 50');
  expect(computeFormula(' '.repeat(499) + '1')).toBe(1);
  expect(() => computeFormula(' '.repeat(500) + '1')).toThrow('too long at 500');
});
