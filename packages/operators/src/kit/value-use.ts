import * as ts from 'typescript';

/** The identifier is read as a value: neither a declaration, nor a property, nor part of a type. */
export function isValueUse(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isShorthandPropertyAssignment(parent)) return false;
  if (
    ts.isBinaryExpression(parent) &&
    parent.left === node &&
    parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
  )
    return false;
  if (ts.isVariableDeclaration(parent) || ts.isParameter(parent) || ts.isBindingElement(parent))
    return parent.initializer === node;
  if (ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)) return parent.initializer === node;
  return ts.isExpression(parent) ? !isNameOf(parent, node) : isInStatement(parent, node);
}

function isNameOf(parent: ts.Node, node: ts.Identifier): boolean {
  const isNamed = ts.isFunctionExpression(parent) || ts.isClassExpression(parent);
  return (isNamed && parent.name === node) || ts.isTypeNode(parent) || ts.isMetaProperty(parent);
}

function isInStatement(parent: ts.Node, node: ts.Identifier): boolean {
  if (ts.isTemplateSpan(parent) || ts.isSpreadAssignment(parent)) return true;
  if (ts.isForOfStatement(parent) || ts.isForInStatement(parent)) return parent.expression === node;
  const isStatement =
    ts.isReturnStatement(parent) || ts.isThrowStatement(parent) || ts.isExpressionStatement(parent);
  return (
    isStatement || ((ts.isIfStatement(parent) || ts.isWhileStatement(parent)) && parent.expression === node)
  );
}
