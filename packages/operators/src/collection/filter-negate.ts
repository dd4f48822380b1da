import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { isEquality, isLogic } from '../kit/comparison.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { methodCall } from '../kit/method-call.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { bare } from '../kit/tree.ts';
import { isBooleanType, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const filterNegate: Operator = {
  id: 'filter-negate',
  family: 'collection',
  tier: 'moderate',
  cwe: 480,
  status: 'stable',
  title: 'The wrong half of a list is kept',
  mistake: 'Whether a filter says what stays or what goes is mixed up.',
  kinds: [ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    const call = methodCall(node);
    if (call === null || !/^(?:filter|find|findIndex|findLast)$/u.test(call.name)) return;
    const [predicate] = call.call.arguments;
    if (predicate === undefined || !ts.isArrowFunction(predicate) || ts.isBlock(predicate.body)) return;
    const edits = negated(predicate.body, context);
    const signature = context.checker.getResolvedSignature(call.call);
    if (edits === null || isTaught(predicate, context) || signature === undefined) return;
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} takes those of ${gist(call.receiver, context)} for which ${gist(predicate.body, context)} does not hold.`,
        trigger: 'It shows for every list that is not empty.',
        consequence: 'What must go is kept, and what must be kept is gone.',
        fix: `Take the others: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export const open = (doors: { isOpen: boolean }[]): { isOpen: boolean }[] => doors.filter((door) => door.isOpen);\n',
        after:
          'export const open = (doors: { isOpen: boolean }[]): { isOpen: boolean }[] => doors.filter((door) => !door.isOpen);\n',
        witness: 'open([{ isOpen: true }])',
      },
    ],
    skips: [
      {
        code: 'export const zeros = (xs: number[]): number[] => xs.filter((x) => x === 0);\n',
        because: 'An equality has an operator of its own.',
      },
    ],
  },
};

/** `p(x)` becomes `!p(x)`; what is negated already has an operator of its own. */
function negated(body: ts.Expression, context: SiteContext): Edit[] | null {
  const test = bare(body);
  if (isEquality(test) || isLogic(test) || !isBooleanType(typeOf(body, context))) return null;
  const isName = ts.isIdentifier(test) || ts.isPropertyAccessExpression(test) || ts.isCallExpression(test);
  const start = startOf(body, context);
  return isName ? [{ start, end: start, text: '!' }] : null;
}

/** The checker infers a type predicate from the function: the result would have another type. */
function isTaught(predicate: ts.ArrowFunction, { checker }: SiteContext): boolean {
  const signature = checker.getSignatureFromDeclaration(predicate);
  return signature !== undefined && checker.getTypePredicateOfSignature(signature) !== undefined;
}
