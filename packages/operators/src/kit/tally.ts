import * as ts from 'typescript';
import type { SiteContext } from '../operator.ts';
import { isToken } from './comparison.ts';
import { isCount } from './off-by-one.ts';
import { isStored, referencesTo, symbolOf } from './references.ts';
import { bare } from './tree.ts';
import { isForeign, isIndexable, typeOf } from './type-of.ts';

/**
 * True when the expression is a number that counts something, never below zero and never NaN: a literal, the length of a list or a text, a
 * sum of such, or a variable that is given nothing else. `known` are variables that are being asked about: each may rest on the others.
 */
export function isTally(
  expression: ts.Expression,
  context: SiteContext,
  known: ReadonlySet<ts.Symbol> = new Set(),
): boolean {
  const node = bare(expression);
  if (ts.isNumericLiteral(node)) return true;
  if (ts.isBinaryExpression(node))
    return (
      isToken(node, ts.SyntaxKind.PlusToken) &&
      isTally(node.left, context, known) &&
      isTally(node.right, context, known)
    );
  if (isCount(node)) return isLengthOfLanguage(node, context);
  const symbol = ts.isIdentifier(node) ? symbolOf(node, context) : null;
  return symbol !== null && (known.has(symbol) || isTallied(symbol, context, new Set([...known, symbol])));
}

function isLengthOfLanguage(count: ts.PropertyAccessExpression, context: SiteContext): boolean {
  if ((count.flags & ts.NodeFlags.OptionalChain) !== 0) return false;
  const symbol = symbolOf(count.name, context);
  return symbol !== null && isForeign(symbol) && isIndexable(typeOf(count.expression, context), context);
}

/** Every value that the variable is ever given is a tally. */
function isTallied(symbol: ts.Symbol, context: SiteContext, known: ReadonlySet<ts.Symbol>): boolean {
  const declaration = symbol.valueDeclaration;
  if (declaration === undefined || !ts.isVariableDeclaration(declaration)) return false;
  if (declaration.getSourceFile() !== context.sourceFile) return false;
  const isScoped = (declaration.parent.flags & ts.NodeFlags.BlockScoped) !== 0;
  if (!isScoped || !ts.isIdentifier(declaration.name) || declaration.initializer === undefined) return false;
  if (!isTally(declaration.initializer, context, known)) return false;
  return referencesTo(symbol, context)
    .filter(isStored)
    .every((store) => storesTally(store.parent, store, context, known));
}

/** `x++`, `x = …` or `x += …` with a tally. */
function storesTally(
  step: ts.Node,
  variable: ts.Node,
  context: SiteContext,
  known: ReadonlySet<ts.Symbol>,
): boolean {
  if (ts.isPrefixUnaryExpression(step) || ts.isPostfixUnaryExpression(step))
    return step.operator === ts.SyntaxKind.PlusPlusToken;
  if (!ts.isBinaryExpression(step) || step.left !== variable) return false;
  const isSum = isToken(step, ts.SyntaxKind.EqualsToken) || isToken(step, ts.SyntaxKind.PlusEqualsToken);
  return isSum && isTally(step.right, context, known);
}
