import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import type { SiteContext } from '../operator.ts';
import { fits } from './fits.ts';
import { methodCall } from './method-call.ts';
import { partInstead } from './part.ts';
import { bare } from './tree.ts';
import { isPromiseType, isSameType, isUnknownType, typeOf } from './type-of.ts';

/** Methods that leave the type alone but without which the code would look odd or do the same. */
const NEEDED =
  /^(?:toString|valueOf|charAt|at|repeat|fill|bind|call|set|add|on|once|get\w*|find\w*|next\w*|parent\w*)$/u;
/** Where there are no types, the names that tell. */
const KNOWN =
  /^(?:trim|trimStart|trimEnd|toLowerCase|toUpperCase|normalize|replace|replaceAll|filter|reverse)$/u;

/** A step of a chain, `.trim()`, that can be left out. */
export interface ChainLink {
  readonly call: ts.CallExpression;
  readonly receiver: ts.Expression;
  readonly name: string;
  /** The step as it is written. */
  readonly step: string;
  /** Edits that leave it out. */
  readonly edits: readonly Edit[];
}

/** The step that the node is, when the code compiles and reads well without it. */
export function chainLink(node: ts.Node, context: SiteContext): ChainLink | null {
  const link = methodCall(node);
  if (link === null) return null;
  const { call, receiver, name } = link;
  if (NEEDED.test(name) || !isWorthKeeping(bare(receiver)) || isInChain(call)) return null;
  if (ts.isExpressionStatement(call.parent) || !keepsType(call, name, receiver, context)) return null;
  const edits = partInstead(call, receiver, context);
  return edits === null
    ? null
    : { call, receiver, name, step: context.text.slice(receiver.end, call.end), edits };
}

function isWorthKeeping(receiver: ts.Expression): boolean {
  const isValue = ts.isIdentifier(receiver) || ts.isPropertyAccessExpression(receiver);
  return isValue || !(ts.isLiteralExpression(receiver) || ts.isToken(receiver));
}

/** `x?.m()` with more links behind it. */
function isInChain(node: ts.CallExpression): boolean {
  const { parent } = node;
  const goesOn =
    (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) &&
    parent.expression === node;
  return goesOn && (node.flags & ts.NodeFlags.OptionalChain) !== 0;
}

function keepsType(
  node: ts.CallExpression,
  name: string,
  receiver: ts.Expression,
  context: SiteContext,
): boolean {
  const [from, to] = [typeOf(receiver, context), typeOf(node, context)];
  if (isUnknownType(from) || isUnknownType(to)) return KNOWN.test(name) || isEachInTurn(node, name);
  if (isPromiseType(to) || (name === 'slice' && node.arguments.length === 0)) return false;
  const { checker } = context;
  return (
    isSameType(checker.getNonNullableType(from), checker.getNonNullableType(to), context) &&
    fits(from, node, context)
  );
}

/** `.map((text) => text.trim())`: the elements stay what they are. */
function isEachInTurn({ arguments: [change] }: ts.CallExpression, name: string): boolean {
  if (name !== 'map' || change === undefined || !ts.isArrowFunction(change)) return false;
  const step = ts.isBlock(change.body) ? null : methodCall(change.body);
  const [element] = change.parameters;
  return step !== null && KNOWN.test(step.name) && element?.name.getText() === step.receiver.getText();
}
