import * as ts from 'typescript';
import type { SiteContext, Stretch } from '../operator.ts';
import { enclosingFunction, siblingsOf } from './enclosing.ts';
import { stretchOf } from './leftover.ts';
import { executed, waits } from './tree.ts';

/** The statement that comes next, as a place where what is missing before it may rightly be reported. */
export function regionBehind(statement: ts.Statement, context: SiteContext): Stretch[] {
  return statementsBehind(statement)
    .slice(0, 1)
    .map((next) => stretchOf(next, context));
}

/** The statements behind `statement` in its list. */
export function statementsBehind(statement: ts.Statement): readonly ts.Statement[] {
  const siblings = siblingsOf(statement);
  return siblings === null ? [] : siblings.slice(siblings.indexOf(statement) + 1);
}

/** The statements before `statement` in its list, then those before its block, and so on up to the function's start. */
export function statementsBefore(statement: ts.Statement): ts.Statement[] {
  const before: ts.Statement[] = [];
  for (let at: ts.Node = statement; !ts.isFunctionLike(at) && !ts.isSourceFile(at); at = at.parent) {
    if (!ts.isStatement(at)) continue;
    const siblings = siblingsOf(at);
    if (siblings !== null) before.push(...siblings.slice(0, siblings.indexOf(at)).reverse());
  }
  return before;
}

/** True when something is awaited between the start of the function and `statement`. */
export function isAfterWait(statement: ts.Statement): boolean {
  if (statementsBefore(statement).some(waits)) return true;
  // A catch or finally block runs after what the try block awaited.
  for (let at: ts.Node = statement; !ts.isFunctionLike(at) && !ts.isSourceFile(at); at = at.parent) {
    const { parent } = at;
    if (ts.isTryStatement(parent) && at !== parent.tryBlock && waits(parent.tryBlock)) return true;
  }
  return false;
}

/** The innermost statement list's first member behind `statement` that waits; looks into try blocks. */
export function nextWait(statement: ts.Statement): ts.Statement | null {
  const found = statementsBehind(statement).find(waits);
  if (found === undefined) return null;
  return ts.isTryStatement(found) ? (found.tryBlock.statements.find(waits) ?? null) : found;
}

/** `await …` that a declaration or expression statement consists of. */
export function awaitedBy(statement: ts.Statement): ts.AwaitExpression | null {
  if (ts.isExpressionStatement(statement))
    return ts.isAwaitExpression(statement.expression) ? statement.expression : null;
  const value = soleDeclaration(statement)?.initializer;
  return value !== undefined && ts.isAwaitExpression(value) ? value : null;
}

/** The one declaration of `const x = …;`. */
export function soleDeclaration(
  statement: ts.Statement,
): (ts.VariableDeclaration & { readonly name: ts.Identifier }) | null {
  if (!ts.isVariableStatement(statement) || statement.declarationList.declarations.length !== 1) return null;
  const declaration = statement.declarationList.declarations[0]!;
  return ts.isIdentifier(declaration.name)
    ? (declaration as ts.VariableDeclaration & { readonly name: ts.Identifier })
    : null;
}

/** True when the function around awaits nothing else: without it, it would be async for nothing. */
export function isOnlyWait(node: ts.Node): boolean {
  const fn = enclosingFunction(node);
  if (fn?.body === undefined) return true;
  return [...executed(fn.body)].filter(ts.isAwaitExpression).length < 2;
}
