import * as ts from 'typescript';
import type { SiteContext } from '../operator.ts';
import { isEnd, statementsIn } from './body.ts';
import { isToken } from './comparison.ts';
import { enclosingFunction, siblingsOf, statementOf } from './enclosing.ts';
import { isSteady } from './steady.ts';
import { bare } from './tree.ts';

/**
 * Tests that do not hold at the node, nor anywhere in its statement: an earlier statement of the same block leaves the block where one
 * does, and nothing that they read has changed since.
 */
export function refusedBefore(node: ts.Node, context: SiteContext): ts.Expression[] {
  const statement = statementOf(node);
  const siblings = statement === null ? null : siblingsOf(statement);
  if (statement === null || siblings === null) return [];
  if (enclosingFunction(node) !== enclosingFunction(statement)) return [];
  const at = siblings.indexOf(statement);
  return siblings
    .slice(0, at)
    .flatMap((guard, place) =>
      refusedBy(guard, context).filter((test) => isSteady(test, siblings.slice(place + 1, at + 1), context)),
    );
}

/** What does not hold behind an `if` that ends in an exit. */
function refusedBy(guard: ts.Statement, context: SiteContext): ts.Expression[] {
  if (!ts.isIfStatement(guard) || guard.elseStatement !== undefined) return [];
  return isEnd(statementsIn(guard.thenStatement), context) ? disjuncts(guard.expression) : [];
}

function disjuncts(test: ts.Expression): ts.Expression[] {
  const node = bare(test);
  return ts.isBinaryExpression(node) && isToken(node, ts.SyntaxKind.BarBarToken)
    ? [...disjuncts(node.left), ...disjuncts(node.right)]
    : [node];
}
