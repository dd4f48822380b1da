import type { SiteContext } from '@bebug/operators';
import ts from 'typescript';
import { isAssigned, referencesOf } from '../names/references.ts';

/** A literal, or a variable or parameter that nothing assigns after it was made: it reads alike before and after any other code. */
export function isConstant(node: ts.Expression, context: SiteContext): boolean {
  if (isLiteral(node)) return true;
  const symbol = ts.isIdentifier(node) ? context.checker.getSymbolAtLocation(node) : undefined;
  const declaration = symbol?.valueDeclaration;
  if (!symbol || !declaration || symbol.declarations?.length !== 1) return false;
  if (declaration.getSourceFile() !== context.sourceFile) return false;
  const isVariable =
    ts.isParameter(declaration) || ts.isVariableDeclaration(declaration) || ts.isBindingElement(declaration);
  return isVariable && !isExportedVariable(declaration) && isNeverAssigned(symbol, context);
}

export function isLiteral(node: ts.Expression): boolean {
  if (ts.isPrefixUnaryExpression(node)) return ts.isNumericLiteral(node.operand);
  return (
    ts.isLiteralExpression(node) ||
    node.kind === ts.SyntaxKind.NullKeyword ||
    node.kind === ts.SyntaxKind.TrueKeyword ||
    node.kind === ts.SyntaxKind.FalseKeyword
  );
}

function isNeverAssigned(symbol: ts.Symbol, { sourceFile, checker }: SiteContext): boolean {
  return !referencesOf(symbol, sourceFile, checker).some(({ name }) => isAssigned(name));
}

function isExportedVariable(declaration: ts.Declaration): boolean {
  return (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Export) !== 0;
}
