import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import type { SiteContext } from '../operator.ts';
import { soleDeclaration, statementsBehind } from './awaiting.ts';
import { isChanged } from './change.ts';
import { enclosing, enclosingFunction, isFunctionWithBody, isLoop } from './enclosing.ts';
import { calledName, callsIn } from './exits.ts';
import { hasFixedLines, indentOf, lineBreakOf, reindent } from './layout.ts';
import { hasComment } from './neighbour.ts';
import { needsParentheses } from './precedence.ts';
import { referencesTo, shareName, symbolOf } from './references.ts';
import { dropLines, replaceNode } from './replace.ts';
import { storesOf } from './shared-state.ts';
import { startOf, textOf } from './text-of.ts';
import { executed } from './tree.ts';

/** Methods that call their argument for each element. */
const EACH = /^(?:map|flatMap|filter|forEach|some|every|find|findIndex|findLast|reduce)$/u;

/** A value that is made once for all turns of a loop, and what makes it anew in each of them. */
export interface LoopMove {
  readonly value: ts.Expression;
  /** The loop, or the call that walks through a list. */
  readonly loop: ts.Node;
  readonly edits: readonly Edit[];
}

/**
 * `const value = …;` before a loop in which alone it is used: moved to the start of the loop's body, or put in its one place in the
 * function that is called for each element. `null` where the value is changed, or depends on what the loop changes.
 */
export function moveIntoLoop(node: ts.Node, context: SiteContext): LoopMove | null {
  if (!ts.isVariableStatement(node) || (node.declarationList.flags & ts.NodeFlags.Const) === 0) return null;
  const declaration = soleDeclaration(node);
  const value = declaration?.initializer;
  if (declaration === null || value === undefined || hasComment(node, context)) return null;
  const symbol = symbolOf(declaration.name, context);
  const uses = symbol === null ? [] : referencesTo(symbol, context);
  const [use] = uses;
  if (symbol === null || use === undefined || !ts.isIdentifier(use) || isChanged(symbol, context))
    return null;
  const home = statementsBehind(node).find(({ pos, end }) => pos <= use.pos && use.end <= end);
  if (home === undefined || !uses.every(({ pos, end }) => home.pos <= pos && end <= home.end)) return null;
  if (storesOf(home).some((target) => shareName(target, value))) return null;
  if (isLoop(home)) return intoBody(node, value, home, uses, context);
  return uses.length === 1 ? intoFunction(node, value, use, context) : null;
}

function intoBody(
  node: ts.VariableStatement,
  value: ts.Expression,
  loop: ts.IterationStatement,
  uses: readonly ts.Node[],
  context: SiteContext,
): LoopMove | null {
  const body = loop.statement;
  const first = ts.isBlock(body) ? body.statements[0] : undefined;
  if (first === undefined || hasFixedLines(node, context)) return null;
  if (uses.some(({ pos, end }) => pos < body.pos || end > body.end)) return null;
  const indent = indentOf(first, context);
  const text =
    reindent(textOf(node, context), indentOf(node, context), indent) + lineBreakOf(context) + indent;
  const at = startOf(first, context);
  return { value, loop, edits: [dropLines(node, context), { start: at, end: at, text }] };
}

function intoFunction(
  node: ts.VariableStatement,
  value: ts.Expression,
  use: ts.Identifier,
  context: SiteContext,
): LoopMove | null {
  const fn = enclosing(use, isFunctionWithBody);
  const walk = fn === null ? null : fn.parent;
  if (fn === null || walk === null || !ts.isCallExpression(walk) || walk.expression === (fn as ts.Node))
    return null;
  if (!EACH.test(calledName(walk) ?? '') || enclosingFunction(walk) !== enclosingFunction(node)) return null;
  if (ts.isShorthandPropertyAssignment(use.parent) || /[\n\r]/u.test(textOf(value, context))) return null;
  const shown = textOf(value, context);
  const text = needsParentheses(value, use) ? `(${shown})` : shown;
  return { value, loop: walk, edits: [dropLines(node, context), replaceNode(use, text, context)] };
}

const WALKS =
  /^(?:map|flatMap|filter|reduce|split|join|keys|values|entries|fromEntries|from|groupBy|flat|concat|slice|toReversed|parse|stringify|structuredClone|matchAll)$/u;

/** True when making the value takes the longer the more there is: it walks through something. */
export function isWork(value: ts.Expression, context: SiteContext): boolean {
  for (const node of executed(value)) {
    if (ts.isSpreadElement(node)) return true;
    if (
      ts.isNewExpression(node) &&
      /^(?:Map|Set)$/u.test(node.expression.getText()) &&
      node.arguments?.length
    )
      return true;
  }
  return callsIn(value).some((call) => WALKS.test(calledName(call) ?? '') || loops(call, context));
}

/** The function that is called stands in this file, and holds a loop or a call that walks. */
function loops(call: ts.CallExpression, context: SiteContext): boolean {
  const callee = ts.isPropertyAccessExpression(call.expression) ? call.expression.name : call.expression;
  if (!ts.isIdentifier(callee) && !ts.isPrivateIdentifier(callee)) return false;
  const declaration = symbolOf(callee, context)?.valueDeclaration;
  if (declaration === undefined || declaration.getSourceFile() !== context.sourceFile) return false;
  const isFunction = ts.isFunctionDeclaration(declaration) || ts.isMethodDeclaration(declaration);
  if (!isFunction || declaration.body === undefined) return false;
  const { body } = declaration;
  return (
    [...executed(body)].some(isLoop) || callsIn(body).some((inner) => WALKS.test(calledName(inner) ?? ''))
  );
}

/** True when the value is put in order. */
export function isSorted(value: ts.Node): boolean {
  return callsIn(value).some((call) => /^(?:sort|toSorted)$/u.test(calledName(call) ?? ''));
}
