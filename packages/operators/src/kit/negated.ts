import * as ts from 'typescript';
import type { SiteContext } from '../operator.ts';
import { textOf } from './text-of.ts';
import { bare } from './tree.ts';

const OPPOSITES: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [ts.SyntaxKind.EqualsEqualsEqualsToken, '!=='],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, '==='],
  [ts.SyntaxKind.EqualsEqualsToken, '!='],
  [ts.SyntaxKind.ExclamationEqualsToken, '=='],
]);

/** The opposite of a test, as a person writes it: `!done` for `done`, `a !== b` for `a === b`, `!(a < b)` for the rest. */
export function negated(test: ts.Expression, context: SiteContext): string {
  const inner = bare(test);
  if (ts.isPrefixUnaryExpression(inner) && inner.operator === ts.SyntaxKind.ExclamationToken)
    return textOf(inner.operand, context);
  const opposite = ts.isBinaryExpression(inner) ? OPPOSITES.get(inner.operatorToken.kind) : undefined;
  if (ts.isBinaryExpression(inner) && opposite !== undefined)
    return `${textOf(inner.left, context)} ${opposite} ${textOf(inner.right, context)}`;
  const isOpen = ts.isBinaryExpression(inner) || ts.isConditionalExpression(inner);
  return isOpen ? `!(${textOf(inner, context)})` : `!${textOf(inner, context)}`;
}
