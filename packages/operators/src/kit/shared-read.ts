import * as ts from 'typescript';
import { isMemberName } from './references.ts';
import type { SiteContext } from '../operator.ts';
import { soleDeclaration, statementsBehind } from './awaiting.ts';
import { isPure } from './purity.ts';
import { isShared, storesInto } from './shared-state.ts';
import { bare, descendants, executed, isSameCode, waits } from './tree.ts';

/**
 * The shared place that `statement` both reads, before it comes to `use`, and stores into: inlining a wait for `use` makes the
 * read stale. `null` when there is none.
 */
export function isSharedReadBefore(
  use: ts.Node,
  statement: ts.Statement,
  context: SiteContext,
): ts.Expression | null {
  for (const node of executed(statement)) {
    if (!ts.isExpression(node) || node.end > use.pos || !isShared(node, context)) continue;
    if (!storesInto(statement, node)) continue;
    const { parent } = node;
    const isCompound =
      ts.isBinaryExpression(parent) &&
      parent.left === node &&
      parent.operatorToken.kind === ts.SyntaxKind.PlusEqualsToken;
    const isTarget =
      ts.isBinaryExpression(parent) &&
      parent.left === node &&
      parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
    const isMinus =
      ts.isBinaryExpression(parent) &&
      parent.left === node &&
      parent.operatorToken.kind === ts.SyntaxKind.MinusEqualsToken;
    if (isCompound || isMinus) return node;
    if (!isTarget && isValueRead(node)) return node;
  }
  return null;
}

/** The node is read for its value: by itself, or by a query such as `get`. */
function isValueRead(node: ts.Expression): boolean {
  const { parent } = node;
  if (!ts.isPropertyAccessExpression(parent)) return ts.isBinaryExpression(parent);
  return parent.expression === node && QUERIES.has(parent.name.text);
}

const QUERIES = new Set(['get', 'has', 'length', 'size', 'at', 'slice', 'concat']);

export interface StaleReads {
  readonly place: ts.Expression;
  /** The same read, every time that it stands behind the wait; no shorter part of it is one. */
  readonly reads: readonly ts.Expression[];
  readonly writer: ts.Statement;
  /** What the saved value may be called. */
  readonly names: readonly string[];
}

/** A read of shared state behind `wait` in its list, before the next wait, from which a statement there computes what it stores back. */
export function staleReads(wait: ts.Statement, context: SiteContext): StaleReads | null {
  const behind = upToNextWait(statementsBehind(wait));
  for (const [index, statement] of behind.entries()) {
    for (const writer of writersFrom(statement, behind.slice(index))) {
      for (const node of executed(statement)) {
        const found = ts.isExpression(node) ? readsOf(node, wait, behind, writer, context) : null;
        if (found !== null) return found;
      }
    }
  }
  return null;
}

/** The statement itself, or those that use the variable that it declares. */
function writersFrom(statement: ts.Statement, rest: readonly ts.Statement[]): ts.ExpressionStatement[] {
  if (ts.isExpressionStatement(statement)) return [statement];
  const name = soleDeclaration(statement)?.name.text;
  return rest
    .filter(ts.isExpressionStatement)
    .filter((other) => [...executed(other)].some((part) => ts.isIdentifier(part) && part.text === name));
}

function readsOf(
  node: ts.Expression,
  wait: ts.Statement,
  behind: readonly ts.Statement[],
  writer: ts.ExpressionStatement,
  context: SiteContext,
): StaleReads | null {
  const place = placeRead(node, writer, context);
  if (place === null || !isStableBefore(node, wait)) return null;
  const reads = behind.flatMap(
    (statement) =>
      [...executed(statement)].filter(
        (other) => ts.isExpression(other) && isSameCode(other, node),
      ) as ts.Expression[],
  );
  const isEarly = behind.slice(0, behind.indexOf(writer)).some((statement) => storesInto(statement, place));
  if (isEarly || reads.some((read) => read.pos > writer.end) || reads.some(isTarget)) return null;
  return { place, reads, writer, names: namesFor(place) };
}

function upToNextWait(statements: readonly ts.Statement[]): readonly ts.Statement[] {
  const next = statements.findIndex(waits);
  return next === -1 ? statements : statements.slice(0, next);
}

/** `this.n`, `this.map.get(k)`, `this.map.get(k) ?? 0` or a query method of the same object: what is read of shared state. */
function placeRead(node: ts.Expression, writer: ts.Statement, context: SiteContext): ts.Expression | null {
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken) {
    return isPure(node.right) ? placeRead(bare(node.left), writer, context) : null;
  }
  if (ts.isCallExpression(node)) return queriedPlace(node, writer, context);
  if (!isShared(node, context) || isTarget(node) || !ts.isBinaryExpression(node.parent)) return null;
  return storesInto(writer, node) ? node : null;
}

function queriedPlace(
  call: ts.CallExpression,
  writer: ts.Statement,
  context: SiteContext,
): ts.Expression | null {
  if (
    !ts.isPropertyAccessExpression(call.expression) ||
    !call.arguments.every((argument) => isPure(argument))
  )
    return null;
  const { expression: owner, name } = call.expression;
  if (name.text === 'get') return isShared(owner, context) && storesInto(writer, owner) ? owner : null;
  if (owner.kind !== ts.SyntaxKind.ThisKeyword) return null;
  return readByMethod(call, writer, context);
}

/** The field that a one-line method of the same class reads, when the writer stores into it. */
function readByMethod(
  call: ts.CallExpression,
  writer: ts.Statement,
  context: SiteContext,
): ts.Expression | null {
  const declaration = context.checker.getResolvedSignature(call)?.declaration;
  if (
    declaration === undefined ||
    !ts.isMethodDeclaration(declaration) ||
    declaration.body?.statements.length !== 1
  )
    return null;
  const only = declaration.body.statements[0]!;
  if (
    !ts.isReturnStatement(only) ||
    only.expression === undefined ||
    declaration.getSourceFile() !== context.sourceFile
  )
    return null;
  for (const node of descendants(only.expression)) {
    if (
      ts.isPropertyAccessExpression(node) &&
      node.expression.kind === ts.SyntaxKind.ThisKeyword &&
      storesInto(writer, node)
    )
      return node;
  }
  return null;
}

/** All names in the read mean the same above the wait: none is declared by it or behind it. */
function isStableBefore(read: ts.Expression, wait: ts.Statement): boolean {
  const list = [wait, ...statementsBehind(wait)];
  const declared = new Set<string>();
  for (const statement of list) {
    for (const node of executed(statement))
      if (ts.isVariableDeclaration(node) || ts.isBindingElement(node)) collect(node.name, declared);
  }
  for (const node of descendants(read))
    if (ts.isIdentifier(node) && declared.has(node.text) && !isMemberName(node)) return false;
  return true;
}

function collect(name: ts.BindingName, names: Set<string>): void {
  if (ts.isIdentifier(name)) names.add(name.text);
}

function isTarget(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent))
    return parent.operator !== ts.SyntaxKind.MinusToken && parent.operator !== ts.SyntaxKind.ExclamationToken;
  const isAssigned = ts.isBinaryExpression(parent) && parent.left === node;
  return (
    isAssigned &&
    parent.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
    parent.operatorToken.kind <= ts.SyntaxKind.LastAssignment
  );
}

/** `held` for `this.#held`, `current` where the field has a plural or is a map of something. */
function namesFor(place: ts.Expression): string[] {
  const own = ts.isPropertyAccessExpression(place) ? place.name.text.replace(/^[#_]+/u, '') : '';
  const isPlain = own !== '' && !/^by[A-Z]|s$/u.test(own);
  return [...(isPlain ? [own] : []), 'current', 'known', 'before', 'previous'];
}
