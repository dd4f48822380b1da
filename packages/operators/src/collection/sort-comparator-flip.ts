import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { replaceNode } from '../kit/replace.ts';
import { sortCall } from '../kit/sort-call.ts';
import { gist } from '../kit/text-of.ts';
import { descendants } from '../kit/tree.ts';
import type { Operator } from '../operator.ts';

export const sortComparatorFlip: Operator = {
  id: 'sort-comparator-flip',
  family: 'collection',
  tier: 'moderate',
  cwe: 682,
  status: 'stable',
  title: 'Sorted the wrong way round',
  mistake: 'Which sign a comparing function must give for which order is mixed up.',
  kinds: [ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    const sort = sortCall(node);
    if (sort === null) return;
    const { comparator } = sort;
    if (!ts.isArrowFunction(comparator) || ts.isBlock(comparator.body) || comparator.parameters.length !== 2)
      return;
    const [first, second] = comparator.parameters.map(({ name }) => name);
    if (first === undefined || second === undefined || !ts.isIdentifier(first) || !ts.isIdentifier(second))
      return;
    const names = [...descendants(comparator.body)].filter(ts.isIdentifier);
    const uses = names.filter(
      ({ text, parent }) => [first.text, second.text].includes(text) && !isMember(parent, text),
    );
    if (uses.length !== 2) return;
    yield {
      edits: uses.map((use) => replaceNode(use, use.text === first.text ? second.text : first.text, context)),
      explanation: {
        mechanism: `${subjectOf(node)} sorts ${gist(sort.receiver, context)} with \`${second.text}\` and \`${first.text}\` in each other's place.`,
        trigger: 'It shows for every list with two elements that are not alike.',
        consequence: 'The list comes out in the opposite order.',
        fix: `Compare them so: ${gist(comparator, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before: 'export const sorted = (xs: number[]): number[] => xs.toSorted((a, b) => a - b);\n',
        after: 'export const sorted = (xs: number[]): number[] => xs.toSorted((a, b) => b - a);\n',
        witness: 'sorted([1, 2])',
      },
      {
        before:
          'export const byName = (xs: { name: string }[]): { name: string }[] =>\n  xs.toSorted((a, b) => a.name.localeCompare(b.name));\n',
        after:
          'export const byName = (xs: { name: string }[]): { name: string }[] =>\n  xs.toSorted((a, b) => b.name.localeCompare(a.name));\n',
        witness: "byName([{ name: 'a' }, { name: 'b' }])",
      },
    ],
    skips: [
      {
        code: 'export const sorted = (xs: number[], compare: (a: number, b: number) => number): number[] => xs.toSorted(compare);\n',
        because: 'The order is decided elsewhere.',
      },
    ],
  },
};

/** `.a` in `x.a` is no parameter. */
function isMember(parent: ts.Node, text: string): boolean {
  return (
    ts.isPropertyAccessExpression(parent) && parent.name.text === text && parent.expression.getText() !== text
  );
}
