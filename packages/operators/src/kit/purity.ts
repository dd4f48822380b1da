import * as ts from 'typescript';
import { isAssignmentToken } from './comparison.ts';
import { calledName } from './exits.ts';
import { bare, descendants } from './tree.ts';

const PURE_CONSTRUCTORS = new Set([
  'Map',
  'Set',
  'WeakMap',
  'WeakSet',
  'Array',
  'Date',
  'RegExp',
  'Error',
  'TypeError',
  'RangeError',
]);
const PURE_FUNCTIONS = new Set(['Number', 'String', 'Boolean', 'BigInt', 'Symbol']);
const PURE_OBJECTS = new Set(['Math', 'Number', 'Object', 'String', 'Array', 'path', 'posix', 'win32']);

const CHANGES = new Set(['add', 'delete', 'set', 'push', 'pop', 'shift', 'next']);

/** True when leaving the expression out changes nothing but its value. Calls count as impure unless they are known. */
export function isPure(expression: ts.Expression): boolean {
  const node = bare(expression);
  if (ts.isIdentifier(node) || ts.isLiteralExpression(node) || ts.isFunctionLike(node)) return true;
  if (isKeywordValue(node)) return true;
  if (ts.isPropertyAccessExpression(node)) return isPure(node.expression);
  if (ts.isElementAccessExpression(node)) return isPure(node.expression) && isPure(node.argumentExpression);
  if (ts.isPrefixUnaryExpression(node)) return !isStep(node.operator) && isPure(node.operand);
  if (ts.isTypeOfExpression(node) || ts.isVoidExpression(node) || ts.isSpreadElement(node))
    return isPure(node.expression);
  if (ts.isBinaryExpression(node))
    return !isAssignmentToken(node.operatorToken.kind) && isPure(node.left) && isPure(node.right);
  if (ts.isConditionalExpression(node))
    return isPure(node.condition) && isPure(node.whenTrue) && isPure(node.whenFalse);
  if (ts.isTemplateExpression(node)) return node.templateSpans.every((span) => isPure(span.expression));
  if (ts.isArrayLiteralExpression(node)) return node.elements.every((element) => isPure(element));
  if (ts.isObjectLiteralExpression(node))
    return node.properties.every((property) => isPureProperty(property));
  if (ts.isNewExpression(node))
    return (
      isNamed(node.expression, PURE_CONSTRUCTORS) &&
      (node.arguments ?? []).every((argument) => isPure(argument))
    );
  if (ts.isCallExpression(node))
    return isPureCallee(node.expression) && node.arguments.every((argument) => isPure(argument));
  return false;
}

/** True when the test does something besides asking: then it is no mere check. */
export function changesSomething(test: ts.Expression): boolean {
  for (const node of descendants(test)) {
    if (ts.isCallExpression(node) && CHANGES.has(calledName(node) ?? '')) return true;
    if (ts.isBinaryExpression(node) && isAssignmentToken(node.operatorToken.kind)) return true;
    const isUnary = ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node);
    if (isUnary && isStep(node.operator)) return true;
  }
  return false;
}

function isPureProperty(property: ts.ObjectLiteralElementLike): boolean {
  if (ts.isPropertyAssignment(property)) return isPure(property.initializer);
  if (ts.isSpreadAssignment(property)) return isPure(property.expression);
  return true;
}

function isPureCallee(callee: ts.Expression): boolean {
  if (ts.isPropertyAccessExpression(callee))
    return isNamed(callee.expression, PURE_OBJECTS) && callee.name.text !== 'assign';
  return isNamed(callee, PURE_FUNCTIONS);
}

function isNamed(expression: ts.Expression, names: ReadonlySet<string>): boolean {
  return ts.isIdentifier(expression) && names.has(expression.text);
}

function isStep(operator: ts.SyntaxKind): boolean {
  return operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken;
}

function isKeywordValue(node: ts.Node): boolean {
  return [
    ts.SyntaxKind.ThisKeyword,
    ts.SyntaxKind.NullKeyword,
    ts.SyntaxKind.TrueKeyword,
    ts.SyntaxKind.FalseKeyword,
  ].includes(node.kind);
}
