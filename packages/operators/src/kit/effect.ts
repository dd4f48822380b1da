import * as ts from 'typescript';
import type { SiteContext } from '../operator.ts';
import { isAssignmentToken } from './comparison.ts';
import { enclosingFunction } from './enclosing.ts';
import { calledName, callsIn } from './exits.ts';
import { symbolOf } from './references.ts';
import { isShared, storesOf } from './shared-state.ts';
import { bare, descendants, isSameCode } from './tree.ts';
import { isJavaScript, isNullish, isUnknownType, membersOf } from './type-of.ts';

/** Methods of the language that change nothing that others see. */
const SILENT =
  /^(?:get\w*|has\w*|is\w*|keys|values|entries|at|slice|concat|map|filter|find\w*|some|every|includes|indexOf|join|split|trim\w*|to[A-Z]\w*|startsWith|endsWith|match|test|floor|ceil|round|max|min|log|debug|info|warn|error|trace|assert|Number|String|Boolean)$/u;

/** True when running `node` reads, or changes, what `change` changes. */
export function dependsOn(node: ts.Node, change: ts.Node): boolean {
  return storesOf(change).some((target) => mentions(node, bare(target)));
}

/** True when the expression, or what it is a part of, occurs in the code. */
export function mentions(node: ts.Node, place: ts.Expression): boolean {
  return [...descendants(node)].some((part) => ts.isExpression(part) && isSameCode(part, place));
}

/** An assignment or a step of state that outlives the call. */
export function isStateChange(statement: ts.Statement, context: SiteContext): boolean {
  const target = storeTarget(statement);
  return target !== null && isShared(target, context);
}

/** The target of an assignment or a step that stands as a statement. */
export function storeTarget(statement: ts.Statement): ts.Expression | null {
  if (!ts.isExpressionStatement(statement)) return null;
  const { expression } = statement;
  if (ts.isBinaryExpression(expression))
    return isAssignmentToken(expression.operatorToken.kind) ? bare(expression.left) : null;
  const isStep =
    (ts.isPrefixUnaryExpression(expression) || ts.isPostfixUnaryExpression(expression)) &&
    (expression.operator === ts.SyntaxKind.PlusPlusToken ||
      expression.operator === ts.SyntaxKind.MinusMinusToken);
  return isStep ? bare(expression.operand) : null;
}

/** A call, awaited or not, that does something of its own: it is no mere question, and nobody only reads it in a log. */
export function isDeed(statement: ts.Statement): boolean {
  if (!ts.isExpressionStatement(statement)) return false;
  const inner = bare(
    ts.isAwaitExpression(statement.expression) ? statement.expression.expression : statement.expression,
  );
  return (
    ts.isCallExpression(inner) &&
    !SILENT.test(calledName(inner) ?? '') &&
    !/^(?:console|super)\b/u.test(inner.getText())
  );
}

/** True when the code calls a function that may look at, or change, the state of the code around. */
export function reachesOut(node: ts.Node, context: SiteContext): boolean {
  return callsIn(node).some((call) => {
    if (SILENT.test(calledName(call) ?? '')) return false;
    const { expression: callee } = call;
    if (ts.isPropertyAccessExpression(callee)) return !isLanguage(callee.name, context);
    return ts.isIdentifier(callee);
  });
}

/** `push`, `sort` and the like: known to touch their receiver only. */
function isLanguage(name: ts.MemberName, context: SiteContext): boolean {
  const declaration = symbolOf(name, context)?.declarations?.[0];
  return declaration !== undefined && /[\\/]lib\.[^\\/]*\.d\.ts$/u.test(declaration.getSourceFile().fileName);
}

/** The names that a statement declares for those behind it. */
export function declaredBy(statement: ts.Statement): readonly ts.Identifier[] {
  if (!ts.isVariableStatement(statement)) return [];
  return [...descendants(statement)].filter(
    (node): node is ts.Identifier =>
      ts.isIdentifier(node) &&
      (ts.isVariableDeclaration(node.parent) || ts.isBindingElement(node.parent)) &&
      node.parent.name === node,
  );
}

/** True when the code uses a name that the statement declares. */
export function usesNamesOf(node: ts.Node, statement: ts.Statement): boolean {
  return declaredBy(statement).some((name) => mentions(node, name));
}

/**
 * True when `user` reads what `change` stores, and may compile only on the right side of it: before, there may be no value; after, it may
 * be gone.
 */
export function isReliedOn(change: ts.Statement, user: ts.Node, context: SiteContext): boolean {
  const target = storeTarget(change);
  if (target === null || isJavaScript(context) || !mentions(user, target)) return false;
  const fn = enclosingFunction(change);
  if (fn !== null && ts.isConstructorDeclaration(fn)) return true;
  const symbol = context.checker.getSymbolAtLocation(
    ts.isPropertyAccessExpression(target) ? target.name : target,
  );
  const declaration = symbol?.valueDeclaration;
  if (symbol === undefined || declaration === undefined) return false;
  const isEmpty = ts.isVariableDeclaration(declaration) && declaration.initializer === undefined;
  const type = context.checker.getTypeOfSymbol(symbol);
  return isEmpty || (type.flags & ts.TypeFlags.Unknown) !== 0 || membersOf(type).some(isNullish);
}

/** What may be missing before is there after the assignment, and code further on rests on it. */
export function isNeededBehind(
  target: ts.Expression,
  node: ts.Statement,
  fn: ts.FunctionLikeDeclaration,
  context: SiteContext,
): boolean {
  if (isJavaScript(context)) return false;
  const symbol = context.checker.getSymbolAtLocation(
    ts.isPropertyAccessExpression(target) ? target.name : target,
  );
  const type = symbol === undefined ? undefined : context.checker.getTypeOfSymbol(symbol);
  const mayBeMissing = type !== undefined && (isUnknownType(type) || membersOf(type).some(isNullish));
  if (!mayBeMissing) return false;
  return [...descendants(fn)].some((part) => part.pos >= node.end && isSameCode(part, target));
}
