import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { isToken } from '../kit/comparison.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { calledName } from '../kit/exits.ts';
import { unusedAfter } from '../kit/leftover.ts';
import { methodCall } from '../kit/method-call.ts';
import { needsParentheses } from '../kit/precedence.ts';
import { gist, quoted, startOf, textOf } from '../kit/text-of.ts';
import { bare, isSameCode } from '../kit/tree.ts';
import { isJavaScript, membersOf, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

/** Parts that say which thing an object stands for. */
const IDENTITY =
  /^(?:id|key|name|code|sku|slug|uuid|path|url|href|hash|email|symbol)$|(?:Id|Key|Code|Name)$/u;
/** Functions that look into what they compare. */
const DEEP = /^(?:isDeepStrictEqual|deepEquals?|isDeepEqual|isEqual|deepEqualValue)$/u;

export const weakEqualityOfObjects: Operator = {
  id: 'weak-equality-of-objects',
  family: 'collection',
  tier: 'moderate',
  cwe: 595,
  status: 'stable',
  title: 'Objects compared by identity',
  mistake: 'It is forgotten that two objects that say the same are two objects, and never equal.',
  kinds: [ts.SyntaxKind.BinaryExpression, ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    const change = ts.isBinaryExpression(node) ? bySameParts(node, context) : byCall(node, context);
    if (change === null) return;
    yield {
      edits: change.edits,
      explanation: {
        mechanism: `${subjectOf(node)} asks whether ${quoted(change.written)}, which compares two objects by identity.`,
        trigger: 'It shows whenever the two say the same and are not one and the same object.',
        consequence: 'They are taken for different.',
        fix: `Compare what they say: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'interface Item {\n  readonly id: string;\n  readonly count: number;\n}\nexport const without = (items: Item[], gone: Item): Item[] => items.filter((item) => item.id !== gone.id);\n',
        after:
          'interface Item {\n  readonly id: string;\n  readonly count: number;\n}\nexport const without = (items: Item[], gone: Item): Item[] => items.filter((item) => item !== gone);\n',
        witness: "without([{ id: 'a', count: 1 }], { id: 'a', count: 2 })",
      },
      {
        before: 'export const isSameDay = (a: Date, b: Date): boolean => a.getTime() === b.getTime();\n',
        after: 'export const isSameDay = (a: Date, b: Date): boolean => a === b;\n',
        witness: 'isSameDay(new Date(0), new Date(0))',
      },
      {
        before:
          "import { isDeepStrictEqual } from 'node:util';\n\nexport const changes = (before: object, after: object): boolean => !isDeepStrictEqual(before, after);\n",
        after: 'export const changes = (before: object, after: object): boolean => before !== after;\n',
        witness: 'changes({}, {})',
      },
    ],
    skips: [
      {
        code: 'interface Box {\n  readonly width: number;\n}\nexport const fits = (a: Box, b: Box): boolean => a.width === b.width;\n',
        because: 'A width does not say which box it is.',
      },
      {
        code: 'interface User {\n  readonly id: string;\n}\ninterface Order {\n  readonly userId: string;\n  readonly id: string;\n}\nexport const isBuyer = (user: User, order: Order): boolean => order.userId === user.id;\n',
        because: 'The two are not of one kind.',
      },
    ],
  },
};

interface Change {
  readonly edits: Edit[];
  readonly written: string;
}

/** `a.id === b.id` becomes `a === b`. */
function bySameParts(node: ts.BinaryExpression, context: SiteContext): Change | null {
  const isEqual = isToken(node, ts.SyntaxKind.EqualsEqualsEqualsToken);
  if (!isEqual && !isToken(node, ts.SyntaxKind.ExclamationEqualsEqualsToken)) return null;
  const [left, right] = [ownerOf(bare(node.left)), ownerOf(bare(node.right))];
  if (left === null || right === null || left.part !== right.part || isSameCode(left.owner, right.owner))
    return null;
  if (
    !areOneKind(left.owner, right.owner, context) ||
    (isJavaScript(context) && !/^(?:id|getTime)$/u.test(left.part))
  )
    return null;
  return instead(node, left.owner, right.owner, isEqual, context);
}

/** `a` and `id` of `a.id`, or of `a.getTime()`. */
function ownerOf(node: ts.Expression): { readonly owner: ts.Expression; readonly part: string } | null {
  const call = methodCall(node);
  if (call !== null)
    return /^(?:getTime|valueOf|toString|toISOString|toJSON)$/u.test(call.name) &&
      call.call.arguments.length === 0
      ? { owner: call.receiver, part: call.name }
      : null;
  if (!ts.isPropertyAccessExpression(node) || node.questionDotToken !== undefined) return null;
  return IDENTITY.test(node.name.text) ? { owner: node.expression, part: node.name.text } : null;
}

/** `isDeepStrictEqual(a, b)`, `a.equals(b)` or the same for two texts of JSON. */
function byCall(node: ts.Node, context: SiteContext): Change | null {
  if (!ts.isCallExpression(node)) return null;
  const name = calledName(node) ?? '';
  const call = methodCall(node);
  const [first, second] =
    name === 'equals' && call !== null ? [call.receiver, node.arguments[0]] : node.arguments;
  if (
    !(DEEP.test(name) || (name === 'equals' && node.arguments.length === 1)) ||
    first === undefined ||
    second === undefined
  )
    return null;
  if (!isPlain(first) || !isPlain(second) || !areComparable(first, second, context)) return null;
  const { parent } = node;
  const isNegated = ts.isPrefixUnaryExpression(parent) && parent.operator === ts.SyntaxKind.ExclamationToken;
  return instead(isNegated ? parent : node, first, second, !isNegated, context);
}

function instead(
  node: ts.Expression,
  left: ts.Expression,
  right: ts.Expression,
  isEqual: boolean,
  context: SiteContext,
): Change | null {
  const token = isEqual ? '===' : '!==';
  const written = `${textOf(left, context)} ${token} ${textOf(right, context)}`;
  const shape = ts.factory.createBinaryExpression(left, ts.SyntaxKind.EqualsEqualsEqualsToken, right);
  const text = needsParentheses(shape, node) ? `(${written})` : written;
  const edits: Edit[] = [{ start: startOf(node, context), end: node.end, text }];
  const callee = ts.isPrefixUnaryExpression(node) ? node.operand : node;
  const gone = ts.isCallExpression(callee) ? callee.expression : null;
  const leftovers =
    gone === null || !ts.isIdentifier(gone)
      ? []
      : unusedAfter([{ start: startOf(gone, context), end: gone.end }], context);
  return leftovers === null ? null : { edits: [...edits, ...leftovers], written };
}

function isPlain(node: ts.Expression): boolean {
  return (
    ts.isIdentifier(node) ||
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    node.kind === ts.SyntaxKind.ThisKeyword
  );
}

/** Objects of the same kind; not members of a union, whose parts tell them apart. */
function areOneKind(a: ts.Expression, b: ts.Expression, context: SiteContext): boolean {
  if (!isPlain(a) || !isPlain(b)) return false;
  const [one, other] = [typeOf(a, context), typeOf(b, context)];
  if (isJavaScript(context)) return true;
  if (membersOf(one).length > 1 || membersOf(other).length > 1) return false;
  return (
    (one.flags & ts.TypeFlags.Object) !== 0 &&
    (other.flags & ts.TypeFlags.Object) !== 0 &&
    areComparable(a, b, context)
  );
}

function areComparable(a: ts.Expression, b: ts.Expression, context: SiteContext): boolean {
  const [one, other] = [typeOf(a, context), typeOf(b, context)];
  const { checker } = context;
  const primitive = ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike | ts.TypeFlags.BooleanLike;
  if ([one, other].some((type) => membersOf(type).every(({ flags }) => (flags & primitive) !== 0)))
    return false;
  return checker.isTypeAssignableTo(one, other) || checker.isTypeAssignableTo(other, one);
}
