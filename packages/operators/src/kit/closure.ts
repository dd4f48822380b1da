import * as ts from 'typescript';
import type { SiteContext } from '../operator.ts';
import { isWritten, referencesTo, symbolOf } from './references.ts';
import { descendants, isInside } from './tree.ts';
import { isJavaScript, membersOf, typeOf } from './type-of.ts';

/**
 * True when the code compiles no longer once it stands in a function of its own: a function does not know what has been found out about
 * variables and properties that may change, and the code behind it does not know what it has assigned.
 */
export function needsItsPlace(code: ts.Node, context: SiteContext): boolean {
  if (isJavaScript(context)) return false;
  return [...descendants(code)].some((node) => {
    if (ts.isPropertyAccessExpression(node)) return isNarrowed(node, node.name, context);
    if (!ts.isIdentifier(node)) return false;
    const symbol = symbolOf(node, context);
    const declaration = symbol?.valueDeclaration;
    if (symbol === null || declaration === undefined || isInside(declaration, code)) return false;
    if (!ts.isVariableDeclaration(declaration) && !ts.isParameter(declaration)) return false;
    if (isWritten(node) && membersOf(context.checker.getTypeOfSymbol(symbol)).length > 1) return true;
    const changes = referencesTo(symbol, context).some(isWritten);
    return changes && isNarrowed(node, node, context);
  });
}

/** More is known of it than was declared. */
function isNarrowed(node: ts.Expression, name: ts.Node, context: SiteContext): boolean {
  const symbol = context.checker.getSymbolAtLocation(name);
  if (
    symbol === undefined ||
    (symbol.flags & ts.SymbolFlags.Variable) + (symbol.flags & ts.SymbolFlags.Property) === 0
  )
    return false;
  const declared = context.checker.getTypeOfSymbol(symbol);
  return membersOf(declared).length > 1 && declared !== typeOf(node, context);
}
