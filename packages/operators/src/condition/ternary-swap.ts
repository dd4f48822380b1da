import * as ts from 'typescript';
import { isEquality } from '../kit/comparison.ts';
import { narrows } from '../kit/condition.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { replaceNode } from '../kit/replace.ts';
import { shareName } from '../kit/references.ts';
import { gist, textOf } from '../kit/text-of.ts';
import { bare, isSameCode } from '../kit/tree.ts';
import type { Operator } from '../operator.ts';

export const ternarySwap: Operator = {
  id: 'ternary-swap',
  family: 'condition',
  tier: 'moderate',
  cwe: 480,
  status: 'stable',
  title: 'Results of the two cases mixed up',
  mistake: 'Which of two results belongs to which case is mixed up.',
  kinds: [ts.SyntaxKind.ConditionalExpression],
  *mutate(node, context) {
    if (!ts.isConditionalExpression(node)) return;
    const { condition, whenTrue, whenFalse } = node;
    const test = bare(condition);
    // Turned round, an equality or a negation says the same and has an operator of its own.
    if (isEquality(test) || ts.isPrefixUnaryExpression(test) || narrows(condition, context)) return;
    if (
      isSameCode(whenTrue, whenFalse) ||
      ts.isConditionalExpression(whenFalse) ||
      isUpsideDown(node) ||
      /\n/u.test(textOf(node, context))
    )
      return;
    yield {
      edits: [
        replaceNode(whenTrue, textOf(whenFalse, context), context),
        replaceNode(whenFalse, textOf(whenTrue, context), context),
      ],
      explanation: {
        mechanism: `${subjectOf(node)} takes ${gist(whenFalse, context)} when ${gist(condition, context)}.`,
        trigger: `It shows in both cases of ${gist(condition, context)}.`,
        consequence: 'Each case gets the result of the other.',
        fix: `Write ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before: "export const label = (n: number): string => (n > 1 ? 'items' : 'item');\n",
        after: "export const label = (n: number): string => (n > 1 ? 'item' : 'items');\n",
        witness: 'label(1)',
      },
    ],
    skips: [
      {
        code: 'export const size = (text?: string): number => (text ? text.length : 0);\n',
        because: 'The result needs the test to compile.',
      },
      {
        code: "export const prefixed = (text: string): string => (text.length > 0 ? '?' + text : '');\n",
        because: 'Nobody takes a thing when it was found to be empty.',
      },
      {
        code: "export const label = (n: number): string => (n === 1 ? 'item' : 'items');\n",
        because: 'An equality that is the wrong way round is a mistake of another kind.',
      },
    ],
  },
};

/** One case uses what the question is about, and the other is fixed: the wrong way round it would read as nonsense. */
function isUpsideDown({ condition, whenTrue, whenFalse }: ts.ConditionalExpression): boolean {
  const [yes, no] = [whenTrue, whenFalse].map((part) => shareName(condition, part));
  return yes !== no && ts.isLiteralExpression(bare(yes === true ? whenFalse : whenTrue));
}
