import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { methodCall } from '../kit/method-call.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, textOf } from '../kit/text-of.ts';
import { isArrayType, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

const IN_PLACE: ReadonlyMap<string, string> = new Map([
  ['toSorted', 'sort'],
  ['toReversed', 'reverse'],
]);

export const inPlaceMutation: Operator = {
  id: 'in-place-mutation',
  family: 'collection',
  tier: 'hard',
  cwe: 374,
  status: 'stable',
  title: "Somebody else's list is sorted or turned round",
  mistake: 'It is forgotten that a method changes the list that it is called on.',
  kinds: [ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    const change = inPlace(node, context);
    if (change === null) return;
    yield {
      edits: [change.edit],
      explanation: {
        mechanism: `${subjectOf(node)} changes ${gist(change.list, context)} itself instead of a copy of it.`,
        trigger: 'It shows when the list is used again, by this code or by the one that it belongs to.',
        consequence: 'Its elements stand in another order than before.',
        fix: `Work on a copy: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before: 'export const sorted = (xs: number[]): number[] => xs.toSorted();\n',
        after: 'export const sorted = (xs: number[]): number[] => xs.sort();\n',
        witness: '(() => { const xs = [2, 1]; sorted(xs); return xs; })()',
      },
      {
        before: 'export const turned = (xs: number[]): number[] => [...xs].reverse();\n',
        after: 'export const turned = (xs: number[]): number[] => xs.reverse();\n',
        witness: '(() => { const xs = [2, 1]; turned(xs); return xs; })()',
      },
    ],
    skips: [
      {
        code: 'export const sorted = (xs: readonly number[]): number[] => xs.toSorted();\n',
        because: 'A list that may only be read has no such method.',
      },
      {
        code: 'export const small = (xs: number[]): number[] => xs.filter((x) => x < 9).toSorted();\n',
        because: 'The list is a copy already.',
      },
    ],
  },
};

function inPlace(node: ts.Node, context: SiteContext): { edit: Edit; list: ts.Expression } | null {
  const call = methodCall(node);
  if (call === null) return null;
  const { receiver, name, callee } = call;
  const mutating = IN_PLACE.get(name);
  if (mutating !== undefined)
    return isOthers(receiver, context)
      ? { edit: replaceNode(callee.name, mutating, context), list: receiver }
      : null;
  if (!/^(?:sort|reverse)$/u.test(name)) return null;
  const list = copied(receiver);
  return list !== null && isOthers(list, context)
    ? { edit: replaceNode(receiver, textOf(list, context), context), list }
    : null;
}

/** `x` of `[...x]` and `x.slice()`. */
function copied(node: ts.Expression): ts.Expression | null {
  if (ts.isArrayLiteralExpression(node)) {
    const [only] = node.elements;
    return only !== undefined && node.elements.length === 1 && ts.isSpreadElement(only)
      ? only.expression
      : null;
  }
  const call = methodCall(node);
  const isCopy = call?.name === 'slice' && call.call.arguments.length === 0;
  return isCopy ? call.receiver : null;
}

/** A list that has a name, and may be changed. */
function isOthers(list: ts.Expression, context: SiteContext): boolean {
  if (!ts.isIdentifier(list) && !ts.isPropertyAccessExpression(list)) return false;
  const type = typeOf(list, context);
  return isArrayType(type, context) && context.checker.getPropertyOfType(type, 'sort') !== undefined;
}
