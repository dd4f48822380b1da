import * as ts from 'typescript';
import { isComparison, isToken } from '../kit/comparison.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { unusedAfter } from '../kit/leftover.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, quoted, textOf } from '../kit/text-of.ts';
import { bare } from '../kit/tree.ts';
import type { Operator } from '../operator.ts';

export const floatEquality: Operator = {
  id: 'float-equality',
  family: 'number',
  tier: 'hard',
  cwe: 1077,
  status: 'stable',
  title: 'Fractions compared for being exactly equal',
  mistake: 'Results of calculations with fractions are taken to be exact.',
  kinds: [ts.SyntaxKind.BinaryExpression],
  *mutate(node, context) {
    if (!ts.isBinaryExpression(node) || !isComparison(node)) return;
    const call = bare(node.left);
    if (!ts.isCallExpression(call) || call.expression.getText() !== 'Math.abs') return;
    const difference = call.arguments[0];
    if (difference === undefined || !ts.isBinaryExpression(difference)) return;
    if (!isToken(difference, ts.SyntaxKind.MinusToken)) return;
    if (!/eps|tolerance|^1e-\d+$|^0?\.0+\d+$/iu.test(textOf(node.right, context))) return;
    const isClose =
      isToken(node, ts.SyntaxKind.LessThanToken) || isToken(node, ts.SyntaxKind.LessThanEqualsToken);
    const text = `${textOf(difference.left, context)} ${isClose ? '===' : '!=='} ${textOf(difference.right, context)}`;
    const edit = replaceNode(node, text, context);
    const leftovers = unusedAfter([{ start: node.right.pos, end: node.right.end }], context);
    if (leftovers === null) return;
    yield {
      edits: [edit, ...leftovers],
      explanation: {
        mechanism: `${subjectOf(node)} tests ${quoted(text)}.`,
        trigger: 'It shows for numbers that differ in their last digits only, as 0.1 + 0.2 and 0.3 do.',
        consequence: 'Numbers that are as good as equal are told apart.',
        fix: `Allow for a small difference: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'const EPSILON = 1e-9;\nexport const isSame = (a: number, b: number): boolean => Math.abs(a - b) < EPSILON;\n',
        after: 'export const isSame = (a: number, b: number): boolean => a === b;\n',
        witness: 'isSame(0.1 + 0.2, 0.3)',
      },
    ],
    skips: [
      {
        code: 'export const isNear = (a: number, b: number): boolean => Math.abs(a - b) < 10;\n',
        because: 'The distance itself is asked for.',
      },
    ],
  },
};
