import { isAssignmentToken, namesByText, type Name } from '@bebug/operators/kit';
import ts from 'typescript';

/** Every identifier of a file that stands for one symbol, its declarations included; `shorthand` where it is a property's name too. */
export interface Reference {
  readonly name: Name;
  readonly shorthand: boolean;
}

/** Where `symbol` is named in `file`, in source order. */
export function referencesOf(symbol: ts.Symbol, file: ts.SourceFile, checker: ts.TypeChecker): Reference[] {
  // A member of a generic class has a symbol of its own for every instance of the class's type, and one declaration.
  const [declaration] = symbol.declarations ?? [];
  const isSame = (other: ts.Symbol | undefined): boolean =>
    other !== undefined &&
    (other === symbol || (declaration !== undefined && other.declarations?.[0] === declaration));
  return (namesByText(file).get(symbol.name) ?? [])
    .filter((name) => isSame(symbolOf(name, checker)))
    .map((name) => ({ name, shorthand: isShorthand(name) }));
}

/** Names that stand for something that cannot be told, where a variable could be meant. */
export function unresolvedNames(file: ts.SourceFile, checker: ts.TypeChecker): Set<string> {
  const unresolved = [...namesByText(file)].filter(([, names]) =>
    names.some((name) => !isLabelOrProperty(name) && symbolOf(name, checker) === undefined),
  );
  return new Set(unresolved.map(([text]) => text));
}

/** The variable behind a name: in `{ a }` not the property, in `export { a }` not the export. */
function symbolOf(name: ts.Node, checker: ts.TypeChecker): ts.Symbol | undefined {
  const { parent } = name;
  if (ts.isShorthandPropertyAssignment(parent) && parent.name === name)
    return checker.getShorthandAssignmentValueSymbol(parent);
  if (ts.isExportSpecifier(parent) && (parent.propertyName ?? parent.name) === name)
    return checker.getExportSpecifierLocalTargetSymbol(parent);
  return checker.getSymbolAtLocation(name);
}

function isShorthand(name: ts.Node): boolean {
  const { parent } = name;
  if (ts.isShorthandPropertyAssignment(parent)) return parent.name === name;
  return (
    ts.isBindingElement(parent) &&
    parent.name === name &&
    parent.propertyName === undefined &&
    parent.dotDotDotToken === undefined &&
    ts.isObjectBindingPattern(parent.parent)
  );
}

function isLabelOrProperty(name: ts.Node): boolean {
  const { parent } = name;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === name && ts.isIdentifier(name);
  if (ts.isBindingElement(parent)) return parent.propertyName === name;
  return (
    (ts.isPropertyAssignment(parent) && parent.name === name) ||
    (ts.isQualifiedName(parent) && parent.right === name) ||
    ts.isLabeledStatement(parent) ||
    ts.isBreakOrContinueStatement(parent) ||
    ts.isJsxAttribute(parent) ||
    ts.isMetaProperty(parent) ||
    ts.isImportSpecifier(parent) ||
    ts.isExportSpecifier(parent)
  );
}

/** The name is assigned to, stepped, or filled by a pattern or a loop. */
export function isAssigned(name: ts.Node): boolean {
  let node = name;
  while (isPattern(node.parent, node)) node = node.parent;
  const { parent } = node;
  if (ts.isForInStatement(parent) || ts.isForOfStatement(parent)) return parent.initializer === node;
  if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent))
    return (
      parent.operator === ts.SyntaxKind.PlusPlusToken || parent.operator === ts.SyntaxKind.MinusMinusToken
    );
  return (
    ts.isBinaryExpression(parent) && parent.left === node && isAssignmentToken(parent.operatorToken.kind)
  );
}

/** What may lie between a name and the assignment whose pattern it stands in. */
function isPattern(parent: ts.Node, node: ts.Node): boolean {
  return (
    ts.isArrayLiteralExpression(parent) ||
    ts.isObjectLiteralExpression(parent) ||
    ts.isShorthandPropertyAssignment(parent) ||
    ts.isSpreadElement(parent) ||
    ts.isSpreadAssignment(parent) ||
    ts.isParenthesizedExpression(parent) ||
    ts.isNonNullExpression(parent) ||
    (ts.isPropertyAssignment(parent) && parent.initializer === node)
  );
}
