import * as ts from 'typescript';
import type { SiteContext } from '../operator.ts';
import { isAssignmentToken } from './comparison.ts';
import { enclosingFunction, isAsync } from './enclosing.ts';
import { methodCall } from './method-call.ts';
import { changesSomething } from './purity.ts';
import { accessOf, isStored, referencesTo, symbolOf } from './references.ts';
import { storesOf } from './shared-state.ts';
import { bare, descendants } from './tree.ts';
import { isBooleanType, isNumberType, isStringType, isTypedArray, typeOf } from './type-of.ts';

const CALLED_AT_ONCE = /^(?:every|filter|find\w*|flatMap|forEach|map|reduce\w*|some)$/u;

/**
 * True when nobody can tell whether `work` ran before `exit` was made: it cannot fail, and stores only into variables of the very call that the
 * exit ends, which the guard does not read and nobody else knows.
 */
export function isLostWith(
  guard: ts.IfStatement,
  exit: ts.ReturnStatement | ts.ThrowStatement,
  work: ts.Statement,
  context: SiteContext,
): boolean {
  if (changesSomething(guard.expression)) return false;
  if (!ts.isExpressionStatement(work) || !isSafe(work.expression, context)) return false;
  return storesOf(work).every((target) => {
    const name = rootOf(target);
    const symbol = name === null ? null : symbolOf(name, context);
    const declaration = symbol?.valueDeclaration;
    if (symbol === null || declaration === undefined || !ts.isVariableDeclaration(declaration)) return false;
    const owner = enclosingFunction(declaration);
    if (owner === null || !endsCall(guard, exit, owner, context) || mentionsName(guard, symbol.name))
      return false;
    if (target !== name && !isMadeHere(declaration, context)) return false;
    return referencesTo(symbol, context).every(
      (use) => isInCall(use, owner, context) && (target === name || isOwnUse(accessOf(use), owner)),
    );
  });
}

/** The variable of `x = …`, `x++` and `x[i] = …`. */
function rootOf(target: ts.Expression): ts.Identifier | null {
  const root = ts.isElementAccessExpression(target) ? target.expression : target;
  return ts.isIdentifier(root) ? root : null;
}

/** The exit ends the call of `owner`: by a `return` of its own, or by an error that nothing catches on its way out. */
function endsCall(
  guard: ts.Node,
  exit: ts.ReturnStatement | ts.ThrowStatement,
  owner: ts.Node,
  context: SiteContext,
): boolean {
  if (ts.findAncestor(guard, (outer) => outer === owner || ts.isTryStatement(outer)) !== owner) return false;
  return ts.isThrowStatement(exit) ? isInCall(guard, owner, context) : enclosingFunction(guard) === owner;
}

/** The node only runs while the call of `owner` does: in it, or in a callback that a method of an array calls at once. */
function isInCall(node: ts.Node, owner: ts.Node, context: SiteContext): boolean {
  const fn = enclosingFunction(node);
  if (fn === null || fn === owner) return fn !== null;
  return isCalledAtOnce(fn, context) && isInCall(fn, owner, context);
}

function isCalledAtOnce(fn: ts.FunctionLikeDeclaration, context: SiteContext): boolean {
  if (!(ts.isArrowFunction(fn) || ts.isFunctionExpression(fn))) return false;
  if (isAsync(fn) || fn.asteriskToken !== undefined) return false;
  const call = methodCall(fn.parent);
  return (
    call !== null &&
    call.call.arguments[0] === fn &&
    CALLED_AT_ONCE.test(call.name) &&
    context.checker.isArrayType(typeOf(call.receiver, context))
  );
}

/** A list of plain values that nobody else has: `[]`, `new Uint8Array(4)`. */
function isMadeHere(declaration: ts.VariableDeclaration, context: SiteContext): boolean {
  const value = declaration.initializer;
  if (value === undefined || (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) === 0) return false;
  if (ts.isArrayLiteralExpression(value)) return true;
  const [size, ...more] = ts.isNewExpression(value) ? (value.arguments ?? []) : [];
  const isSized = size !== undefined && more.length === 0 && isNumberType(typeOf(size, context));
  const type = typeOf(value, context);
  const element = context.checker.getIndexTypeOfType(type, ts.IndexKind.Number);
  return isSized && isTypedArray(type) && element !== undefined && isNumberType(element);
}

/** A member is read or stored, or the list is given back: by then no check comes any more. */
function isOwnUse(use: ts.Expression, owner: ts.Node): boolean {
  const { parent } = use;
  if (ts.isReturnStatement(parent)) return enclosingFunction(parent) === owner;
  if (ts.isElementAccessExpression(parent))
    return parent.expression === use && !ts.isCallExpression(parent.parent);
  return ts.isPropertyAccessExpression(parent) && parent.name.text === 'length';
}

function mentionsName(node: ts.Node, name: string): boolean {
  return [...descendants(node)].some((part) => ts.isIdentifier(part) && part.text === name);
}

/** Made of plain values and stores only: nothing is called, nothing can fail. */
function isSafe(expression: ts.Expression, context: SiteContext): boolean {
  const node = bare(expression);
  if (ts.isBinaryExpression(node)) {
    const { left, right, operatorToken } = node;
    if (/^in/u.test(operatorToken.getText())) return false;
    const isPlace = ts.isElementAccessExpression(left) && isAssignmentToken(operatorToken.kind);
    return isSafe(isPlace ? left.argumentExpression : left, context) && isSafe(right, context);
  }
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node))
    return isSafe(node.operand, context);
  if (ts.isLiteralExpression(node)) return true;
  return ts.isIdentifier(node) && isPlainLocal(node, context);
}

/** A number, a text or a truth that belongs to a call, which alone changes it. */
function isPlainLocal(name: ts.Identifier, context: SiteContext): boolean {
  const symbol = symbolOf(name, context);
  const declaration = symbol?.valueDeclaration;
  const owner = declaration === undefined ? null : enclosingFunction(declaration);
  if (symbol === null || owner === null) return false;
  const type = typeOf(name, context);
  if (!(isNumberType(type) || isStringType(type) || isBooleanType(type))) return false;
  return referencesTo(symbol, context)
    .filter(isStored)
    .every((store) => isInCall(store, owner, context));
}
