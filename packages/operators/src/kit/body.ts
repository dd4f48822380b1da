import type { Edit } from '@bebug/core';
import { isInside } from './tree.ts';
import * as ts from 'typescript';
import type { SiteContext, Stretch } from '../operator.ts';
import { isToken } from './comparison.ts';
import { siblingsOf } from './enclosing.ts';
import { isExit } from './exits.ts';
import { hasFixedLines, indentOf, reindent } from './layout.ts';
import { unusedAfter, type Leftovers } from './leftover.ts';
import { isWritten, referencesTo, shareName, symbolOf } from './references.ts';
import { isTaken } from './scope.ts';
import { startOf } from './text-of.ts';
import { typeOf } from './type-of.ts';

/**
 * Edits that put the statements of `body`, a branch of `node`, in the place of `node`; what only the rest used goes too. `null` when
 * something unused would stay, a name would clash, or the lines cannot be indented anew.
 */
export function bodyInstead(
  node: ts.Statement,
  body: ts.Statement,
  context: SiteContext,
  options: Leftovers = {},
): Edit[] | null {
  const inner = statementsIn(body);
  if (inner.length === 0 || hasFixedLines(body, context)) return null;
  if (inner.flatMap(namesOf).some((name) => isTaken(name, node, context))) return null;
  const head: Stretch = { start: startOf(node, context), end: firstOffset(inner[0]!, context) };
  const tail: Stretch = { start: inner.at(-1)!.end, end: node.end };
  const leftovers = unusedAfter([head, tail], context, options);
  if (leftovers === null) return null;
  const code = reindent(
    context.text.slice(head.end, tail.start),
    indentOf(inner[0]!, context),
    indentOf(node, context),
  );
  return [{ start: head.start, end: tail.end, text: code }, ...leftovers];
}

/** The statements of a block, or the one statement that stands without. */
export function statementsIn(body: ts.Statement): readonly ts.Statement[] {
  return ts.isBlock(body) ? body.statements : [body];
}

/** True when control does not go on behind the statements: they end in an exit, or in a call that never returns. */
export function isEnd(done: readonly ts.Statement[], context: SiteContext): boolean {
  const last = done.at(-1);
  if (last === undefined || isExit(last)) return last !== undefined;
  if (!ts.isExpressionStatement(last) || !ts.isCallExpression(last.expression)) return false;
  return (typeOf(last.expression, context).flags & ts.TypeFlags.Never) !== 0;
}

/**
 * True when the statements, once nothing decides about them, give a new value to a parameter, or to a variable that was given one just
 * before: the first value would be there for nothing.
 */
export function overwrites(done: readonly ts.Statement[], node: ts.Statement, context: SiteContext): boolean {
  const siblings: readonly ts.Statement[] = siblingsOf(node) ?? [];
  const before = siblings.slice(0, siblings.indexOf(node));
  return done.some((statement) => {
    const expression = ts.isExpressionStatement(statement) ? statement.expression : null;
    if (expression === null || !ts.isBinaryExpression(expression)) return false;
    if (!isToken(expression, ts.SyntaxKind.EqualsToken) || shareName(expression.left, expression.right))
      return false;
    const symbol = symbolOf(expression.left, context);
    const declaration = symbol?.valueDeclaration;
    if (symbol === null || declaration === undefined) return false;
    if (!ts.isVariableDeclaration(declaration)) return ts.isParameter(declaration);
    const given = [declaration, ...referencesTo(symbol, context).filter(isWritten)];
    return given.some((place) => before.some((other) => isInside(place, other)));
  });
}

/** Where the statement starts, with the comments on the lines above it. */
function firstOffset(statement: ts.Statement, context: SiteContext): number {
  const comments = ts.getLeadingCommentRanges(context.text, statement.pos) ?? [];
  return comments[0]?.pos ?? startOf(statement, context);
}

/** The names that a statement declares in its block. */
function namesOf(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => boundNames(name));
  const isNamed = ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement);
  return isNamed && statement.name !== undefined ? [statement.name.text] : [];
}

/** The names that a declaration binds: one, or those in its pattern. */
export function boundNames(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) =>
    ts.isOmittedExpression(element) ? [] : boundNames(element.name),
  );
}
