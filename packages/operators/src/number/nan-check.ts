import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, textOf } from '../kit/text-of.ts';
import { isNumberType, typeOf } from '../kit/type-of.ts';
import type { Operator } from '../operator.ts';

export const nanCheck: Operator = {
  id: 'nan-check',
  family: 'number',
  tier: 'moderate',
  cwe: 1025,
  status: 'stable',
  title: 'Zero taken for no number',
  mistake: 'Whether a number came out is asked by its truth, which zero lacks as well.',
  kinds: [ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    if (!ts.isCallExpression(node) || !/^(?:Number\.)?isNaN$/u.test(node.expression.getText())) return;
    const [value] = node.arguments;
    if (value === undefined || node.arguments.length > 1 || !isNumberType(typeOf(value, context))) return;
    if (!(ts.isIdentifier(value) || ts.isPropertyAccessExpression(value) || ts.isCallExpression(value)))
      return;
    const text = `!${textOf(value, context)}`;
    const isNegated = ts.isPrefixUnaryExpression(node.parent);
    if (isNegated && node.parent.operator !== ts.SyntaxKind.ExclamationToken) return;
    yield {
      edits: [replaceNode(node, text, context)],
      explanation: {
        mechanism: `${subjectOf(node)} asks \`${text.replaceAll('`', "'")}\` where ${gist(node, context)} is meant.`,
        trigger: `It shows when ${gist(value, context)} is zero.`,
        consequence: 'Zero is treated as if it were no number.',
        fix: `Ask ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          "export function size(text: string): number {\n  const size = Number(text);\n  if (Number.isNaN(size)) throw new Error('no number');\n  return size;\n}\n",
        after:
          "export function size(text: string): number {\n  const size = Number(text);\n  if (!size) throw new Error('no number');\n  return size;\n}\n",
        witness: "size('0')",
      },
    ],
    skips: [
      {
        code: 'export const isOdd = (value: unknown): boolean => Number.isNaN(value);\n',
        because: 'It may be no number at all.',
      },
    ],
  },
};
