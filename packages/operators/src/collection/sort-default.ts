import * as ts from 'typescript';
import { withoutElement } from '../kit/element.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { sortCall, type SortCall } from '../kit/sort-call.ts';
import { gist } from '../kit/text-of.ts';
import { isStringType, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const sortDefault: Operator = {
  id: 'sort-default',
  family: 'collection',
  tier: 'moderate',
  cwe: 474,
  status: 'stable',
  title: 'Sorted as texts',
  mistake: 'A list is taken to be sorted by its values; without a function it is sorted by how they read.',
  kinds: [ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    const sort = sortCall(node);
    if (sort === null || isUsualOrder(sort, context)) return;
    const edits = withoutElement(sort.call.arguments, 0, context);
    if (edits === null) return;
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} sorts ${gist(sort.receiver, context)} without ${gist(sort.comparator, context)}.`,
        trigger: 'It shows for numbers with different counts of digits, and for objects.',
        consequence:
          'The elements are compared as texts: ten comes before nine, and objects stay in the order that they are in.',
        fix: `Say how to compare: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before: 'export const sorted = (xs: number[]): number[] => [...xs].sort((a, b) => a - b);\n',
        after: 'export const sorted = (xs: number[]): number[] => [...xs].sort();\n',
        witness: 'sorted([10, 9])',
      },
    ],
    skips: [
      {
        code: 'const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);\nexport const sorted = (xs: string[]): string[] => xs.toSorted(compare);\n',
        because: 'Texts are compared in the same way without it.',
      },
      {
        code: 'export const sorted = (xs: string[]): string[] => xs.toSorted();\n',
        because: 'Nothing is said about the order already.',
      },
    ],
  },
};

/** A function for texts that has a name mostly compares them as it is done without one. */
function isUsualOrder({ receiver, comparator }: SortCall, context: SiteContext): boolean {
  const element = context.checker.getIndexTypeOfType(typeOf(receiver, context), ts.IndexKind.Number);
  return ts.isIdentifier(comparator) && element !== undefined && isStringType(element);
}
