import type { Driver } from '@bebug/oracle/driver';
import { computeFormula, Formula, FormulaError } from './formula.ts';

const formula = {
  oneOf: [
    '1 + 2 * 3',
    '(1 + 2) * 3 - 4',
    '10 - 4 - 3',
    '24 / 4 / 2 * 3',
    '2 ^ 3 ^ 2',
    '-2 ^ 2 + 2 ^ -1',
    '(-2) ^ 2',
    '5 - --3',
    '-7 % 3 + 7 % -3',
    'a * b - c',
    'b + a * max(b, 3) - a',
    '_x1 * 2.50 ',
    'one() + max(1)',
    'minus(b, (a - 1) * 2)',
    'minus(max(1, 2), b)',
  ],
};
const wrong = {
  oneOf: [
    '',
    '  ',
    '1 + ',
    '(1',
    '1)',
    '1 2',
    '* 1',
    'max(1,)',
    'max(1 2)',
    'max(',
    ',',
    '1 $ 2',
    '.5',
    '1.',
    '2(3)',
    '+1',
    'toString',
    'A',
    '  min(1)',
    'a(1)',
    'max',
  ],
};

const scope = {
  variables: { a: 2, b: 5, c: 7, _x1: 0.5 },
  functions: { max: Math.max, one: () => 1, minus: (left: number, right: number) => left - right },
};

/** The value, or what is wrong and where. */
function outcome(compute: () => unknown): unknown {
  try {
    return compute();
  } catch (error) {
    return error instanceof FormulaError ? [error.name, error.message, error.position] : error;
  }
}

export default {
  create: () => null,
  calls: {
    compute: { args: [formula], run: (_subject, text: string) => outcome(() => computeFormula(text, scope)) },
    computeTwo: {
      args: [formula, { oneOf: ['+', '-', '*', '/', '%', '^'] }, formula],
      run: (_subject, left: string, sign: string, right: string) =>
        outcome(() => computeFormula(`(${left}) ${sign} ${right}`, scope)),
    },
    fail: { args: [wrong], run: (_subject, text: string) => outcome(() => computeFormula(text, scope)) },
    failWithin: {
      args: [wrong, formula],
      run: (_subject, text: string, before: string) =>
        outcome(() => computeFormula(`${before} + ${text}`, scope)),
    },
    computeBoth: {
      args: [formula, formula],
      run: (_subject, ...texts: string[]) => outcome(() => computeFormula(texts, scope)),
    },
    variables: { args: [formula], run: (_subject, text: string) => new Formula(text).variables },
    computeBare: {
      args: [{ oneOf: ['1 + 1', 'a', 'max(1)'] }],
      run: (_subject, text: string) => [
        outcome(() => computeFormula(text)),
        outcome(() => computeFormula(text, { variables: { a: 3 } })),
        outcome(() => computeFormula(text, { functions: { max: Math.max } })),
      ],
    },
    computeAgain: {
      args: [formula],
      run: (_subject, text: string) => {
        const read = new Formula(text);
        return [1, 3].map((a) =>
          outcome(() => read.compute({ ...scope, variables: { ...scope.variables, a } })),
        );
      },
    },
    nest: {
      args: [{ integer: [47, 51] }, { oneOf: ['(', '-', '2^'] }],
      run: (_subject, depth: number, text: string) =>
        outcome(() => computeFormula(`${text.repeat(depth)}1${text === '(' ? ')'.repeat(depth) : ''}`)),
    },
    lengthen: {
      args: [{ integer: [498, 502] }],
      run: (_subject, length: number) => outcome(() => computeFormula('1'.padStart(length))),
    },
  },
  attacks: {
    'compute a formula': {
      kit: 'code-injection',
      cwe: 95,
      send: (_subject, request) => computeFormula(request, scope),
      benign: ['1 + 2', 'a * 3'],
    },
    'write a number': {
      kit: 'backtracking',
      cwe: 1333,
      send: (_subject, request) => computeFormula(request, scope),
      benign: ['1.5', 'a + b'],
    },
  },
} satisfies Driver<null>;
