import * as ts from 'typescript';
import type { SiteContext } from '../operator.ts';
import { textOf } from './text-of.ts';
import { executed, waits } from './tree.ts';
import { isArrayType, isJavaScript, typeOf } from './type-of.ts';

/** `for (const name of list) { … await … }`, whose turns neither end the loop nor the function. */
export interface AwaitingLoop {
  readonly node: ts.ForOfStatement;
  readonly name: string;
  readonly list: ts.Expression;
  readonly body: ts.Block;
}

/** The parts of such a loop over a list that has a name; `null` for other nodes. */
export function awaitingLoop(node: ts.Node, context: SiteContext): AwaitingLoop | null {
  if (!ts.isForOfStatement(node) || node.awaitModifier !== undefined) return null;
  const { initializer, expression: list, statement: body } = node;
  if (!ts.isVariableDeclarationList(initializer) || !ts.isBlock(body)) return null;
  const isPlain = ts.isIdentifier(list) || ts.isPropertyAccessExpression(list);
  if (!isPlain || !(isArrayType(typeOf(list, context), context) || isJavaScript(context))) return null;
  if (!waits(body) || [...executed(body)].some(leaves)) return null;
  return { node, name: textOf(initializer.declarations[0]!.name, context), list, body };
}

function leaves(node: ts.Node): boolean {
  const isJump = ts.isBreakStatement(node) || ts.isContinueStatement(node);
  return isJump || ts.isReturnStatement(node) || ts.isYieldExpression(node);
}
