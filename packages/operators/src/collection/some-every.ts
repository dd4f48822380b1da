import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { methodCall } from '../kit/method-call.ts';
import { symbolOf } from '../kit/references.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist } from '../kit/text-of.ts';
import { isArrayType, isJavaScript, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const someEvery: Operator = {
  id: 'some-every',
  family: 'collection',
  tier: 'moderate',
  cwe: 480,
  status: 'stable',
  title: 'One is asked where all are meant, or the other way round',
  mistake: 'Whether one element is enough or all of them must fit is mixed up.',
  kinds: [ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    const call = methodCall(node);
    if (call === null || !/^(?:some|every)$/u.test(call.name)) return;
    const isList = isArrayType(typeOf(call.receiver, context), context);
    if (!isList && !(isJavaScript(context) && isTest(call.call.arguments[0], context))) return;
    const isPredicate = context.checker.getResolvedSignature(call.call);
    if (isPredicate !== undefined && context.checker.getTypePredicateOfSignature(isPredicate) !== undefined)
      return;
    const wrong = call.name === 'some' ? 'every' : 'some';
    yield {
      edits: [replaceNode(call.callee.name, wrong, context)],
      explanation: {
        mechanism: `${subjectOf(node)} asks ${wrong === 'some' ? 'whether one' : 'whether each'} of ${gist(call.receiver, context)} fits, with \`${wrong}\`.`,
        trigger: 'It shows for an empty list, and for one of which some fit and others do not.',
        consequence: 'The answer is the opposite of the right one.',
        fix: `Call \`${call.name}\`: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before: 'export const isPositive = (xs: number[]): boolean => xs.every((x) => x > 0);\n',
        after: 'export const isPositive = (xs: number[]): boolean => xs.some((x) => x > 0);\n',
        witness: 'isPositive([1, -1])',
      },
    ],
    skips: [
      {
        code: "export const isText = (xs: unknown[]): xs is string[] => xs.every((x): x is string => typeof x === 'string');\n",
        because: 'The answer is a type as well.',
      },
      {
        code: 'export const fifth = (day: { every(step: number): Date[] }): Date[] => day.every(5);\n',
        because: 'It is no list that is asked.',
      },
    ],
  },
};

/** A function, written there or declared by that name. */
function isTest(argument: ts.Expression | undefined, context: SiteContext): boolean {
  if (argument === undefined) return false;
  const declaration = ts.isIdentifier(argument) ? symbolOf(argument, context)?.valueDeclaration : argument;
  return declaration !== undefined && ts.isFunctionLike(declaration);
}
