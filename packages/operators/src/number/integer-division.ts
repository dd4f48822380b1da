import * as ts from 'typescript';
import { isToken } from '../kit/comparison.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { needsParentheses } from '../kit/precedence.ts';
import { gist, quoted, startOf, textOf } from '../kit/text-of.ts';
import type { Operator } from '../operator.ts';

export const integerDivision: Operator = {
  id: 'integer-division',
  family: 'number',
  tier: 'moderate',
  cwe: 682,
  status: 'stable',
  title: 'Rounded before the division instead of after it',
  mistake: 'What is rounded is the number that is divided, not the result.',
  kinds: [ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    if (!ts.isCallExpression(node) || !/^Math\.(?:floor|ceil|round|trunc)$/u.test(node.expression.getText()))
      return;
    const [value] = node.arguments;
    if (value === undefined || !ts.isBinaryExpression(value) || !isToken(value, ts.SyntaxKind.SlashToken))
      return;
    if (needsParentheses(value, node) || !ts.isExpression(value.left)) return;
    const { left, right } = value;
    const inner = ts.isParenthesizedExpression(left) ? left.expression : left;
    // Nobody rounds a constant.
    if (ts.isNumericLiteral(inner)) return;
    const written = `${textOf(node.expression, context)}(${textOf(inner, context)}) / ${textOf(right, context)}`;
    yield {
      edits: [
        ...(inner === left
          ? []
          : [
              { start: startOf(left, context), end: startOf(inner, context), text: '' },
              { start: inner.end, end: left.end, text: '' },
            ]),
        { start: left.end, end: left.end, text: ')' },
        { start: right.end, end: node.end, text: '' },
      ],
      explanation: {
        mechanism: `${subjectOf(node)} computes ${quoted(written)}: the quotient is not rounded any more.`,
        trigger: `It shows whenever ${gist(left, context)} cannot be divided by ${gist(right, context)} without a rest.`,
        consequence: 'A number with a fraction goes where a whole number is needed.',
        fix: `Round the quotient: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before: 'export const rows = (count: number, width: number): number => Math.ceil(count / width);\n',
        after: 'export const rows = (count: number, width: number): number => Math.ceil(count) / width;\n',
        witness: 'rows(5, 2)',
      },
      {
        before: 'export const middle = (a: number, b: number): number => Math.floor((a + b) / 2);\n',
        after: 'export const middle = (a: number, b: number): number => Math.floor(a + b) / 2;\n',
        witness: 'middle(1, 2)',
      },
    ],
    skips: [
      {
        code: 'export const parts = (size: number): number => Math.ceil(1 / size);\n',
        because: 'Nobody rounds a constant.',
      },
      {
        code: 'export const whole = (n: number): number => Math.floor(n * 2);\n',
        because: 'Nothing is divided.',
      },
    ],
  },
};
