import * as ts from 'typescript';
import { siblingsOf, subjectOf } from '../kit/enclosing.ts';
import { gist, startOf } from '../kit/text-of.ts';
import type { Operator } from '../operator.ts';

const YIELD = 'yield';

export const generatorReturnForYield: Operator = {
  id: 'generator-return-for-yield',
  family: 'flow',
  tier: 'moderate',
  cwe: 670,
  status: 'stable',
  title: 'Generator ends with a value instead of giving it',
  mistake: 'A generator is written as if it were a function with one result.',
  kinds: [ts.SyntaxKind.ExpressionStatement],
  *mutate(node, context) {
    if (!ts.isExpressionStatement(node) || !ts.isYieldExpression(node.expression)) return;
    const { expression: value, asteriskToken } = node.expression;
    if (value === undefined || asteriskToken !== undefined) return;
    const siblings = siblingsOf(node);
    if (siblings !== null && siblings.at(-1) !== node) return;
    const start = startOf(node, context);
    yield {
      edits: [{ start, end: start + YIELD.length, text: 'return' }],
      explanation: {
        mechanism: `${subjectOf(node)} returns ${gist(value, context)} instead of yielding it.`,
        trigger: 'It shows as soon as the generator comes to that line.',
        consequence: 'The value is not among those that are walked through, and the generator has ended.',
        fix: `Write ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export function* odd(xs: readonly number[]): Generator<number> {\n  for (const x of xs) {\n    if (x % 2 === 1) yield x;\n  }\n}\n',
        after:
          'export function* odd(xs: readonly number[]): Generator<number> {\n  for (const x of xs) {\n    if (x % 2 === 1) return x;\n  }\n}\n',
        witness: '[...odd([1, 3])]',
      },
    ],
    skips: [
      {
        code: 'export function* two(): Generator<number> {\n  yield 1;\n  yield* [2];\n}\n',
        because: 'Code behind a `return` gives itself away.',
      },
    ],
  },
};
