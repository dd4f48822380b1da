import * as ts from 'typescript';
import { isToken } from '../kit/comparison.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { needsParentheses } from '../kit/precedence.ts';
import { gist, quoted, startOf, textOf } from '../kit/text-of.ts';
import { isBooleanType, isNumberType, isStringType, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

const MIXABLE = new Set([
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.PlusToken,
  ts.SyntaxKind.MinusToken,
  ts.SyntaxKind.AsteriskToken,
  ts.SyntaxKind.SlashToken,
  ts.SyntaxKind.PercentToken,
]);

export const precedenceRegroup: Operator = {
  id: 'precedence-regroup',
  family: 'condition',
  tier: 'moderate',
  cwe: 783,
  status: 'stable',
  title: 'Parentheses missing',
  mistake: 'Which of two operators binds more tightly is remembered wrongly.',
  kinds: [ts.SyntaxKind.ParenthesizedExpression],
  *mutate(node, context) {
    if (!ts.isParenthesizedExpression(node) || !regroups(node, context)) return;
    const { expression: inner, parent } = node;
    const written = context.text
      .slice(startOf(parent, context), startOf(node, context))
      .concat(textOf(inner, context), context.text.slice(node.end, parent.end));
    yield {
      edits: [
        { start: startOf(node, context), end: startOf(inner, context), text: '' },
        { start: inner.end, end: node.end, text: '' },
      ],
      explanation: {
        mechanism: `${subjectOf(node)} evaluates ${quoted(written)}, in which ${gist(inner, context)} is no longer a unit.`,
        trigger: 'It shows whenever the two groupings give different results.',
        consequence: 'Parts of the expression are taken together that do not belong together.',
        fix: `Keep them apart: ${gist(parent, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export const mayEdit = (isOwner: boolean, isAdmin: boolean, isOpen: boolean): boolean =>\n  (isOwner || isAdmin) && isOpen;\n',
        after:
          'export const mayEdit = (isOwner: boolean, isAdmin: boolean, isOpen: boolean): boolean =>\n  isOwner || isAdmin && isOpen;\n',
        witness: 'mayEdit(true, false, false)',
      },
      {
        before: "export const line = (i: number): string => 'line ' + (i + 1);\n",
        after: "export const line = (i: number): string => 'line ' + i + 1;\n",
        witness: 'line(1)',
      },
      {
        before: 'export const middle = (a: number, b: number): number => (a + b) / 2;\n',
        after: 'export const middle = (a: number, b: number): number => a + b / 2;\n',
        witness: 'middle(2, 4)',
      },
    ],
    skips: [
      {
        code: 'export const mayEdit = (isOwner: boolean, isAdmin: boolean, isOpen: boolean): boolean =>\n  (isOwner ||\n    isAdmin) &&\n  isOpen;\n',
        because: 'The lines would still show what belongs together.',
      },
      {
        code: 'export const both = (a: boolean, b: boolean, c: boolean): boolean => (a && b) || c;\n',
        because: 'The grouping is the same without them.',
      },
      {
        code: 'export const total = (a: number, b: number, c: number): number => a + (b + c);\n',
        because: 'The order of a sum does not matter.',
      },
    ],
  },
};

function regroups(node: ts.ParenthesizedExpression, context: SiteContext): boolean {
  const { expression: inner, parent } = node;
  if (!ts.isBinaryExpression(inner) || !ts.isBinaryExpression(parent)) return false;
  // Lines that are broken where the groups were would still show them.
  if (textOf(parent, context).includes('\n')) return false;
  const [outer, own] = [parent.operatorToken.kind, inner.operatorToken.kind];
  if (!MIXABLE.has(outer) || !MIXABLE.has(own) || !needsParentheses(inner, node)) return false;
  if (isLogical(outer) || isLogical(own)) {
    const isOrInAnd = outer === ts.SyntaxKind.AmpersandAmpersandToken && own === ts.SyntaxKind.BarBarToken;
    return (
      isOrInAnd && [inner, parent].every((part) => isBooleanType(typeOf(part, context)) || isAnswer(part))
    );
  }
  const isSum = isToken(parent, ts.SyntaxKind.PlusToken) && isToken(inner, ts.SyntaxKind.PlusToken);
  if (isSum) return isStringType(typeOf(parent, context)) && isNumberType(typeOf(inner, context));
  // `(a - 1) * b` without parentheses would multiply by one.
  if (neighbourOf(node) !== null && /^[01]$/u.test(neighbourOf(node)!.getText())) return false;
  const isProduct = outer === ts.SyntaxKind.AsteriskToken && own === ts.SyntaxKind.AsteriskToken;
  return !isProduct && isNumberType(typeOf(inner, context)) && isNumberType(typeOf(parent, context));
}

function isLogical(kind: ts.SyntaxKind): boolean {
  return kind === ts.SyntaxKind.BarBarToken || kind === ts.SyntaxKind.AmpersandAmpersandToken;
}

/** It stands where only yes or no is asked. */
function isAnswer(node: ts.Expression): boolean {
  const { parent } = node;
  return (
    ts.isIfStatement(parent) || ts.isParenthesizedExpression(parent) || ts.isConditionalExpression(parent)
  );
}

/** The operand inside the parentheses that would come to stand next to the operator outside. */
function neighbourOf({ parent, expression: inner }: ts.ParenthesizedExpression): ts.Expression | null {
  if (!ts.isBinaryExpression(inner) || !ts.isBinaryExpression(parent)) return null;
  return parent.left.end === inner.parent.end ? inner.right : inner.left;
}
