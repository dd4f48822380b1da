import * as ts from 'typescript';
import type { SiteContext } from '../operator.ts';
import { isAfterWait, statementsBefore } from './awaiting.ts';
import { isEquality } from './comparison.ts';
import { enclosingFunction } from './enclosing.ts';
import { isShared } from './shared-state.ts';
import { bare, waits } from './tree.ts';

/** A test after a wait whether shared state is still what it was before. */
export interface Freshness {
  /** Taken before the wait. */
  readonly local: ts.Identifier;
  /** What others may have changed since. */
  readonly shared: ts.Expression;
  readonly isSame: boolean;
}

/** `local === this.x` or `local !== this.map.get(k)`, where the local is older than the wait. */
export function freshness(statement: ts.IfStatement, context: SiteContext): Freshness | null {
  const node = bare(statement.expression);
  if (!isEquality(node) || !isAfterWait(statement)) return null;
  for (const [one, other] of [
    [bare(node.left), bare(node.right)],
    [bare(node.right), bare(node.left)],
  ] as const) {
    if (!ts.isIdentifier(one) || !isShared(queried(other), context) || isShared(one, context)) continue;
    if (!isOlderThanWait(one, statement, context)) continue;
    const kind = node.operatorToken.kind;
    return {
      local: one,
      shared: other,
      isSame: kind === ts.SyntaxKind.EqualsEqualsEqualsToken || kind === ts.SyntaxKind.EqualsEqualsToken,
    };
  }
  return null;
}

function queried(node: ts.Expression): ts.Expression {
  const isQuery =
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    node.expression.name.text === 'get';
  return isQuery ? node.expression.expression : node;
}

function isOlderThanWait(local: ts.Identifier, statement: ts.Statement, context: SiteContext): boolean {
  const declaration = context.checker.getSymbolAtLocation(local)?.valueDeclaration;
  if (declaration === undefined || ts.isParameter(declaration)) return declaration !== undefined;
  const fn = enclosingFunction(statement);
  if (!ts.isVariableDeclaration(declaration) || enclosingFunction(declaration) !== fn || waits(declaration))
    return false;
  const wait = statementsBefore(statement).find(waits) ?? waitAround(statement);
  return wait !== null && declaration.end <= wait.end;
}

function waitAround(statement: ts.Statement): ts.Statement | null {
  const outer = ts.findAncestor(
    statement,
    (node): node is ts.TryStatement => ts.isTryStatement(node) && waits(node.tryBlock),
  );
  return outer ?? null;
}
