import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { isToken } from '../kit/comparison.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { needsParentheses } from '../kit/precedence.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, quoted, textOf } from '../kit/text-of.ts';
import { bare } from '../kit/tree.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const unitSlip: Operator = {
  id: 'unit-slip',
  family: 'number',
  tier: 'moderate',
  cwe: 682,
  status: 'stable',
  title: 'Quantity in the wrong unit',
  mistake: 'Which unit a number is in, or which way it must be converted, is mixed up.',
  kinds: [ts.SyntaxKind.BinaryExpression],
  *mutate(node, context) {
    if (!ts.isBinaryExpression(node)) return;
    const slip = slipOf(node, context);
    if (slip === null) return;
    yield {
      edits: [slip.edit],
      explanation: {
        mechanism: `${subjectOf(node)} writes ${quoted(slip.edit.text)} in ${gist(node, context)}, and so converts into the wrong unit.`,
        trigger: 'It shows for every quantity but zero.',
        consequence: `The result is too large or too small by ${slip.factor}.`,
        fix: `Write ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before: 'export const seconds = (ms: number): number => ms / 1000;\n',
        after: 'export const seconds = (ms: number): number => ms * 1000;\n',
        witness: 'seconds(2000)',
      },
      {
        before: 'export const radians = (degrees: number): number => (degrees * Math.PI) / 180;\n',
        after: 'export const radians = (degrees: number): number => (degrees * Math.PI) * 180;\n',
        witness: 'radians(90)',
      },
      {
        before: 'export const bytes = (size: number): number => size * 1024;\n',
        after: 'export const bytes = (size: number): number => size * 1000;\n',
        witness: 'bytes(1)',
      },
      {
        before: 'export const seconds = (ms: number): number => 2 * Math.floor((ms + 1) / 1000);\n',
        after: 'export const seconds = (ms: number): number => 2 * (ms + 1);\n',
        witness: 'seconds(1999)',
      },
    ],
    skips: [
      {
        code: 'export const half = (n: number): number => n / 2;\n',
        because: 'No unit is converted.',
      },
    ],
  },
};

function slipOf(node: ts.BinaryExpression, context: SiteContext): { edit: Edit; factor: string } | null {
  const { right, operatorToken: token } = node;
  const factor = textOf(right, context).replaceAll('_', '');
  const isDivision = isToken(node, ts.SyntaxKind.SlashToken);
  if (!isDivision && !isToken(node, ts.SyntaxKind.AsteriskToken)) return null;
  if (factor === '1024' && !isDivision)
    return { edit: replaceNode(right, '1000', context), factor: 'some percent' };
  if (!/^(?:1000|60|3600|180|100)$/u.test(factor) || ts.isLiteralExpression(node.left)) return null;
  if (!isDivision && factor !== '1000') return null;
  const rounding = isDivision ? roundingOf(node) : null;
  if (rounding !== null)
    return {
      edit: replaceNode(rounding, unconverted(node, rounding, context), context),
      factor: `\`${factor}\``,
    };
  const square = factor === '1000' ? 'a million' : `the square of \`${factor}\``;
  return { edit: replaceNode(token, isDivision ? '*' : '/', context), factor: square };
}

/** `Math.floor(n / 1000)`: with the other operator there would be nothing to round. */
function roundingOf({ parent }: ts.BinaryExpression): ts.CallExpression | null {
  return ts.isCallExpression(parent) &&
    /^Math\.(?:floor|ceil|round|trunc)$/u.test(parent.expression.getText())
    ? parent
    : null;
}

function unconverted(node: ts.BinaryExpression, place: ts.Expression, context: SiteContext): string {
  const quantity = bare(node.left);
  const code = textOf(quantity, context);
  return needsParentheses(quantity, place) ? `(${code})` : code;
}
