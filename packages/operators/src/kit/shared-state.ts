import * as ts from 'typescript';
import type { SiteContext } from '../operator.ts';
import { enclosingFunction } from './enclosing.ts';
import { calledName } from './exits.ts';
import { isAssignmentToken } from './comparison.ts';
import { symbolOf } from './references.ts';
import { bare, descendants, executed, isSameCode, waits } from './tree.ts';

const STORES = new Set(['set', 'add', 'push', 'write', 'delete', 'put', 'save', 'update', 'unshift']);

/**
 * State that others may change while this code waits: a path from `this`, or a variable that outlives the call (of the
 * module, or of a function around).
 */
export function isShared(expression: ts.Expression, context: SiteContext): boolean {
  const node = bare(expression);
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
    const root = rootOf(node);
    return (
      root.kind === ts.SyntaxKind.ThisKeyword || (ts.isIdentifier(root) && isOuterVariable(root, context))
    );
  }
  return ts.isIdentifier(node) && isOuterVariable(node, context);
}

/** The leftmost part of `a.b[c].d`. */
function rootOf(expression: ts.Expression): ts.Expression {
  let root = bare(expression);
  while (
    ts.isPropertyAccessExpression(root) ||
    ts.isElementAccessExpression(root) ||
    ts.isCallExpression(root)
  )
    root = bare(root.expression);
  return root;
}

/** What the node stores into when it runs: targets of assignments and steps, receivers of `set`, `push` and the like. */
export function storesOf(node: ts.Node): ts.Expression[] {
  const targets: ts.Expression[] = [];
  for (const child of executed(node)) {
    if (ts.isBinaryExpression(child) && isAssignmentToken(child.operatorToken.kind)) targets.push(child.left);
    const isUnary = ts.isPrefixUnaryExpression(child) || ts.isPostfixUnaryExpression(child);
    if (
      isUnary &&
      (child.operator === ts.SyntaxKind.PlusPlusToken || child.operator === ts.SyntaxKind.MinusMinusToken)
    )
      targets.push(child.operand);
    if (
      ts.isCallExpression(child) &&
      ts.isPropertyAccessExpression(child.expression) &&
      STORES.has(calledName(child) ?? '')
    ) {
      targets.push(child.expression.expression);
    }
  }
  return targets;
}

/** True when running `node` stores into `place`. */
export function storesInto(node: ts.Node, place: ts.Expression): boolean {
  return storesOf(node).some((target) => isSameCode(bare(target), bare(place)));
}

/** A guard on a shared flag that is set right after it: `if (this.busy) return; this.busy = true;`. */
export function isMutexCheck(guard: ts.IfStatement, context: SiteContext): boolean {
  const fn = enclosingFunction(guard);
  if (fn?.body === undefined || !waits(fn.body)) return false;
  for (const node of descendants(guard.expression)) {
    if (ts.isExpression(node) && isShared(node, context) && storesInto(fn.body, node)) return true;
  }
  return false;
}

function isOuterVariable(name: ts.Identifier, context: SiteContext): boolean {
  const declaration = symbolOf(name, context)?.valueDeclaration;
  const isVariable =
    declaration !== undefined && (ts.isVariableDeclaration(declaration) || ts.isParameter(declaration));
  if (!isVariable || declaration.getSourceFile() !== context.sourceFile) return false;
  const fn = enclosingFunction(name);
  return fn !== null && !(declaration.pos >= fn.pos && declaration.end <= fn.end);
}
