import * as ts from 'typescript';
import type { SiteContext } from '../operator.ts';
import { accessOf } from './change.ts';
import { isAssignmentToken } from './comparison.ts';
import { enclosingFunction } from './enclosing.ts';
import { methodCall } from './method-call.ts';
import { once } from './once.ts';
import { isNothing, presenceTest } from './presence.ts';
import { isWritten, referencesTo, symbolOf } from './references.ts';
import { isShared } from './shared-state.ts';
import { bare, executed, wrapped } from './tree.ts';

/** The functions around the uses of a place that keeps results. */
export interface CacheUse {
  /** They look into the place, and work the result out and keep it there when it is missing. */
  readonly fillers: ReadonlySet<ts.Node>;
  readonly looks: ReadonlySet<ts.Node>;
}

/**
 * How a cache is used: some function looks into it for a result, and keeps there what it has worked out (of a map `get` or `has`
 * and `set`, of a field a test or `??=`). `null` for places that are no cache.
 */
export function cacheUse(place: ts.Expression, context: SiteContext): CacheUse | null {
  const node = bare(place);
  const name = ts.isPropertyAccessExpression(node) ? node.name : node;
  if (!ts.isIdentifier(name) && !ts.isPrivateIdentifier(name)) return null;
  const symbol = symbolOf(name, context);
  if (symbol === null || !isShared(node, context)) return null;
  const use = useOf(symbol, context);
  return use.fillers.size > 0 ? use : null;
}

const useOf = once(findUse);

function findUse(symbol: ts.Symbol, context: SiteContext): CacheUse {
  const looks = new Set<ts.Node>();
  const fills = new Set<ts.Node>();
  for (const name of referencesTo(symbol, context)) {
    const fn = enclosingFunction(name);
    if (fn === null || ts.isConstructorDeclaration(fn)) continue;
    const place = wrapped(accessOf(name));
    if (isLook(place)) looks.add(fn);
    const value = filledWith(place);
    if (value === null) continue;
    if (isWorkedOut(value, context)) fills.add(fn);
    if (isJoint(place)) looks.add(fn);
  }
  return { fillers: new Set([...fills].filter((fn) => looks.has(fn))), looks };
}

function isLook(place: ts.Expression): boolean {
  const { parent } = place;
  if (ts.isPropertyAccessExpression(parent))
    return /^(?:get|has)$/u.test(parent.name.text) && ts.isCallExpression(parent.parent);
  if (ts.isElementAccessExpression(parent)) return !isWritten(parent);
  return presenceTest(parent) !== null;
}

/** What is stored: `set(key, value)`, `place[key] = value`, `place = value`, `place ??= value`. */
function filledWith(place: ts.Expression): ts.Expression | null {
  const { parent } = place;
  if (ts.isPropertyAccessExpression(parent)) {
    const call = methodCall(parent.parent);
    return call?.name === 'set' && call.receiver === place ? (call.call.arguments[1] ?? null) : null;
  }
  const target = ts.isElementAccessExpression(parent) && parent.expression === place ? parent : place;
  const holder = target.parent;
  const isStored =
    ts.isBinaryExpression(holder) && holder.left === target && isAssignmentToken(holder.operatorToken.kind);
  return isStored ? holder.right : null;
}

/** `??=` asks and stores. */
function isJoint(place: ts.Expression): boolean {
  const target = ts.isElementAccessExpression(place.parent) ? place.parent : place;
  return (
    ts.isBinaryExpression(target.parent) &&
    target.parent.operatorToken.kind === ts.SyntaxKind.QuestionQuestionEqualsToken
  );
}

/** A call makes the value, or the variable that holds it; not one that only took it out of something. */
function isWorkedOut(value: ts.Expression, context: SiteContext): boolean {
  const inner = bare(value);
  if (ts.isIdentifier(inner)) {
    const declaration = symbolOf(inner, context)?.valueDeclaration;
    if (declaration === undefined || !ts.isVariableDeclaration(declaration)) return false;
    return declaration.initializer !== undefined && isWorkedOut(declaration.initializer, context);
  }
  return [...executed(inner)].some(
    (node) =>
      ts.isCallExpression(node) && !/^(?:get|has|now|next|at|pop|shift)$/u.test(methodCall(node)?.name ?? ''),
  );
}

/** The cache that a statement empties, wholly or in part: `delete`, `clear`, `= undefined`, or a call of a method that does just that. */
export function invalidatedBy(statement: ts.Statement, context: SiteContext): ts.Expression | null {
  if (!ts.isExpressionStatement(statement)) return null;
  const place = emptiedBy(statement.expression) ?? emptiedByMethod(statement.expression, context);
  if (place === null) return null;
  const fn = enclosingFunction(statement);
  const use = cacheUse(place, context);
  return fn !== null && use !== null && !use.looks.has(fn) ? place : null;
}

function emptiedBy(expression: ts.Expression): ts.Expression | null {
  const call = methodCall(expression);
  if (call !== null) return /^(?:delete|clear)$/u.test(call.name) ? bare(call.receiver) : null;
  if (ts.isDeleteExpression(expression)) {
    const entry = bare(expression.expression);
    return ts.isElementAccessExpression(entry) ? bare(entry.expression) : null;
  }
  if (!ts.isBinaryExpression(expression) || expression.operatorToken.kind !== ts.SyntaxKind.EqualsToken)
    return null;
  const isEmpty =
    isNothing(bare(expression.right)) ||
    (ts.isNewExpression(expression.right) && (expression.right.arguments ?? []).length === 0);
  return isEmpty ? bare(expression.left) : null;
}

/** `this.#forget(key)`, whose only statement empties the cache. */
function emptiedByMethod(expression: ts.Expression, context: SiteContext): ts.Expression | null {
  if (!ts.isCallExpression(expression)) return null;
  const callee = expression.expression;
  const isOwn = ts.isPropertyAccessExpression(callee) && callee.expression.kind === ts.SyntaxKind.ThisKeyword;
  if (!isOwn && !ts.isIdentifier(callee)) return null;
  const declaration = symbolOf(isOwn ? callee.name : callee, context)?.valueDeclaration;
  const isPlain =
    declaration !== undefined &&
    (ts.isMethodDeclaration(declaration) || ts.isFunctionDeclaration(declaration)) &&
    declaration.getSourceFile() === context.sourceFile;
  const only = isPlain && declaration.body?.statements.length === 1 ? declaration.body.statements[0]! : null;
  return only !== null && ts.isExpressionStatement(only) ? emptiedBy(only.expression) : null;
}
