import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { asksForFound, isSearch } from '../kit/search-result.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { bare } from '../kit/tree.ts';
import type { Operator } from '../operator.ts';

export const indexOfZero: Operator = {
  id: 'index-of-zero',
  family: 'string',
  tier: 'hard',
  cwe: 193,
  status: 'stable',
  title: 'Found at the very beginning counts as not found',
  mistake: 'It is forgotten that the place of the first element is zero.',
  kinds: [ts.SyntaxKind.BinaryExpression],
  *mutate(node, context) {
    if (!ts.isBinaryExpression(node) || !isSearch(bare(node.left), context)) return;
    const isFound = asksForFound(node, context);
    if (isFound === null) return;
    const wrong = isFound ? '> 0' : '<= 0';
    yield {
      edits: [{ start: startOf(node.operatorToken, context), end: node.end, text: wrong }],
      explanation: {
        mechanism: `${subjectOf(node)} tests whether ${gist(node.left, context)} is \`${wrong}\`.`,
        trigger: 'It shows when what is looked for stands at the very beginning.',
        consequence: 'It is treated as if it were not there.',
        fix: `Test ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before: "export const hasTag = (text: string): boolean => text.indexOf('#') !== -1;\n",
        after: "export const hasTag = (text: string): boolean => text.indexOf('#') > 0;\n",
        witness: "hasTag('#a')",
      },
      {
        before:
          'export function without(xs: number[], x: number): number[] {\n  const at = xs.indexOf(x);\n  if (at === -1) return xs;\n  return xs.toSpliced(at, 1);\n}\n',
        after:
          'export function without(xs: number[], x: number): number[] {\n  const at = xs.indexOf(x);\n  if (at <= 0) return xs;\n  return xs.toSpliced(at, 1);\n}\n',
        witness: 'without([1, 2], 1)',
      },
    ],
    skips: [
      {
        code: 'export const isPositive = (n: number): boolean => n >= 0;\n',
        because: 'It is no place in anything.',
      },
    ],
  },
};
