import * as ts from 'typescript';
import { withoutElement } from '../kit/element.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { methodCall } from '../kit/method-call.ts';
import { gist } from '../kit/text-of.ts';
import { isJavaScript, isSameType, isUnknownType, typeOf } from '../kit/type-of.ts';
import type { Operator } from '../operator.ts';

export const reduceInitialDrop: Operator = {
  id: 'reduce-initial-drop',
  family: 'argument',
  tier: 'moderate',
  cwe: 665,
  status: 'stable',
  title: 'Fold starts with the first element',
  mistake:
    'That a list may be empty, or that its first element must be dealt with like the others, is not thought of.',
  kinds: [ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    const call = methodCall(node);
    if (call === null || !/^reduce(?:Right)?$/u.test(call.name) || call.call.arguments.length !== 2) return;
    const list = call.call.arguments;
    const start = list[1]!;
    const element = context.checker.getIndexTypeOfType(typeOf(call.receiver, context), ts.IndexKind.Number);
    const isOne =
      element !== undefined && !isUnknownType(element) && isSameType(element, typeOf(node, context), context);
    if (!isOne && !isJavaScript(context)) return;
    const edits = withoutElement(list, 1, context);
    if (edits === null) return;
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} folds ${gist(call.receiver, context)} without a value to start with.`,
        trigger: 'It shows for an empty list, or when the first element must go through the function too.',
        consequence: 'An empty list throws, and the first element is taken as it is.',
        fix: `Start with ${gist(start, context)}: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before: 'export const sum = (xs: number[]): number => xs.reduce((a, b) => a + b, 0);\n',
        after: 'export const sum = (xs: number[]): number => xs.reduce((a, b) => a + b);\n',
        witness: 'sum([])',
      },
    ],
    skips: [
      {
        code: 'export const size = (xs: string[]): number => xs.reduce((sum, x) => sum + x.length, 0);\n',
        because: 'An element is no number: it would not compile.',
      },
    ],
  },
};
