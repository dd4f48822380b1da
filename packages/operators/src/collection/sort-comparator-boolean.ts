import * as ts from 'typescript';
import { isToken } from '../kit/comparison.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { replaceNode } from '../kit/replace.ts';
import { sortCall } from '../kit/sort-call.ts';
import { gist, quoted, textOf } from '../kit/text-of.ts';
import { isJavaScript } from '../kit/type-of.ts';
import type { Operator } from '../operator.ts';

export const sortComparatorBoolean: Operator = {
  id: 'sort-comparator-boolean',
  family: 'collection',
  tier: 'hard',
  cwe: 682,
  status: 'stable',
  title: 'Comparing function never says that something is smaller',
  mistake: 'A comparing function answers yes or no where it must give a negative or a positive number.',
  kinds: [ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    const sort = sortCall(node);
    if (sort === null || !ts.isArrowFunction(sort.comparator)) return;
    const { body } = sort.comparator;
    if (!ts.isBinaryExpression(body) || !isToken(body, ts.SyntaxKind.MinusToken)) return;
    const question = `${textOf(body.left, context)} > ${textOf(body.right, context)}`;
    const text = isJavaScript(context) ? question : `Number(${question})`;
    yield {
      edits: [replaceNode(body, text, context)],
      explanation: {
        mechanism: `${subjectOf(node)} sorts ${gist(sort.receiver, context)} by ${quoted(question)}, which is never negative.`,
        trigger: 'It shows for lists in which a smaller element stands behind a larger one.',
        consequence: 'Elements that must change places are taken for equal and stay where they are.',
        fix: `Give a negative number, too: ${gist(body, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before: 'export const sorted = (xs: number[]): number[] => xs.toSorted((a, b) => a - b);\n',
        after: 'export const sorted = (xs: number[]): number[] => xs.toSorted((a, b) => Number(a > b));\n',
        witness: 'sorted([3, 1, 2])',
      },
    ],
    skips: [
      {
        code: 'export const sorted = (xs: string[]): string[] => xs.toSorted((a, b) => a.localeCompare(b));\n',
        because: 'Texts are compared by a function that gives all three answers.',
      },
    ],
  },
};
