import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { isToken } from '../kit/comparison.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { needsParentheses } from '../kit/precedence.ts';
import { replaceNode } from '../kit/replace.ts';
import { fits31Bits } from '../kit/small-number.ts';
import { gist, quoted, textOf } from '../kit/text-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const bitwiseOverflow: Operator = {
  id: 'bitwise-overflow',
  family: 'number',
  tier: 'hard',
  cwe: 190,
  status: 'stable',
  title: 'Number cut off at 32 bits with a sign',
  mistake: 'It is forgotten that bit operators work on 32 bits, and that the highest of them is the sign.',
  kinds: [ts.SyntaxKind.BinaryExpression, ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    const edit = signed(node, context) ?? truncated(node, context);
    if (edit === null) return;
    yield {
      edits: [edit],
      explanation: {
        mechanism: `${subjectOf(node)} uses ${quoted(edit.text)} instead of ${gist(node, context)}, which keeps 31 bits and a sign.`,
        trigger: 'It shows for numbers of 2,147,483,648 and more.',
        consequence: 'Such a number comes out negative, or as another one.',
        fix: `Write ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before: 'export const unsigned = (n: number): number => n >>> 0;\n',
        after: 'export const unsigned = (n: number): number => n >> 0;\n',
        witness: 'unsigned(-1)',
      },
      {
        before: 'export const whole = (n: number, size: number): number => Math.trunc(n / size);\n',
        after: 'export const whole = (n: number, size: number): number => (n / size) | 0;\n',
        witness: 'whole(2 ** 40, 2)',
      },
    ],
    skips: [
      {
        code: 'export const place = (from: number, at: number): number => Math.max(from, Math.floor(at));\n',
        because: 'What is below the bound, where the two differ first, is cut off.',
      },
      {
        code: 'export const half = (n: number): number => n >> 1;\n',
        because: 'The sign is kept already.',
      },
      {
        code: 'export const middle = (xs: readonly number[]): number => Math.floor(xs.length / 2);\n',
        because: 'Half the length of the longest list fits in 31 bits.',
      },
      {
        code: 'export const high = (byte: number): number => (byte & 0xff) >>> 4;\n',
        because: 'What the mask leaves has no sign.',
      },
    ],
  },
};

function signed(node: ts.Node, context: SiteContext): Edit | null {
  if (!ts.isBinaryExpression(node)) return null;
  const isUnsigned = isToken(node, ts.SyntaxKind.GreaterThanGreaterThanGreaterThanToken);
  return isUnsigned && !fits31Bits(node.left, context)
    ? replaceNode(node.operatorToken, '>>', context)
    : null;
}

/** `Math.trunc(x)` becomes `x | 0`, as habit has it. */
function truncated(node: ts.Node, context: SiteContext): Edit | null {
  if (!ts.isCallExpression(node) || !/^Math\.(?:trunc|floor)$/u.test(node.expression.getText())) return null;
  const [value] = node.arguments;
  if (value === undefined || ts.isSpreadElement(value) || isBounded(node)) return null;
  if (fits31Bits(value, context)) return null;
  const shape = ts.factory.createBitwiseOr(value, ts.factory.createNumericLiteral(0));
  const isPlain =
    ts.isIdentifier(value) || ts.isPropertyAccessExpression(value) || ts.isCallExpression(value);
  const text = `${isPlain ? textOf(value, context) : `(${textOf(value, context)})`} | 0`;
  return replaceNode(node, needsParentheses(shape, node) ? `(${text})` : text, context);
}

/** `Math.max(0, Math.floor(x))`: what is below the bound, where the two differ first, is cut off. */
function isBounded(node: ts.CallExpression): boolean {
  const { parent } = node;
  return ts.isCallExpression(parent) && /^Math\.(?:min|max)$/u.test(parent.expression.getText());
}
