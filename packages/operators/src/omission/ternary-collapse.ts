import * as ts from 'typescript';
import { alsoInlined } from '../kit/inlined.ts';
import { isEquality } from '../kit/comparison.ts';
import { narrows } from '../kit/condition.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { callsItself } from '../kit/recursion.ts';
import { fits } from '../kit/fits.ts';
import { partInstead } from '../kit/part.ts';
import { changesSomething } from '../kit/purity.ts';
import { shareName } from '../kit/references.ts';
import { gist } from '../kit/text-of.ts';
import { isSameCode, wrapped } from '../kit/tree.ts';
import { typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const ternaryCollapse: Operator = {
  id: 'ternary-collapse',
  family: 'omission',
  tier: 'hard',
  cwe: 670,
  status: 'stable',
  title: 'One of two cases is treated like the other',
  mistake: 'A value that depends on the case is written as it is in one case only.',
  kinds: [ts.SyntaxKind.ConditionalExpression],
  *mutate(node, context) {
    if (!ts.isConditionalExpression(node) || changesSomething(node.condition) || isRedundant(node)) return;
    for (const kept of [node.whenFalse, node.whenTrue]) {
      if (!standsAlone(kept, node, context)) continue;
      const edits = partInstead(node, kept, context);
      if (edits === null) continue;
      const [other, holds] =
        kept === node.whenFalse ? [node.whenTrue, 'holds'] : [node.whenFalse, 'does not hold'];
      yield* alsoInlined(
        {
          edits,
          explanation: {
            mechanism: `${subjectOf(node)} takes ${gist(kept, context)} without asking for ${gist(node.condition, context)}.`,
            trigger: `It shows when ${gist(node.condition, context)} ${holds}.`,
            consequence: `The value is then not ${gist(other, context)}, as it must be.`,
            fix: `Tell the cases apart: ${gist(node, context)}.`,
          },
        },
        context,
      );
    }
  },
  examples: {
    injects: [
      {
        before: "export const label = (n: number): string => `${n} ${n === 1 ? 'item' : 'items'}`;\n",
        after: 'export const label = (n: number): string => `${n} items`;\n',
        witness: 'label(1)',
      },
      {
        before:
          'export function price(order: { sum: number; isAbroad: boolean }): number {\n  const fee = order.isAbroad ? 20 : 5;\n  return order.sum + fee;\n}\n',
        after:
          'export function price(order: { sum: number; isAbroad: boolean }): number {\n  const fee = 5;\n  return order.sum + fee;\n}\n',
        witness: 'price({ sum: 1, isAbroad: true })',
      },
    ],
    skips: [
      {
        code: 'export const size = (text?: string): number => (text === undefined ? 0 : text.length);\n',
        because:
          'One half compiles only because of the test; with the other a parameter would stand there unused.',
      },
      {
        code: 'export const same = (point: { x: number; y: number }): number => (point.x === point.y ? point.x : point.y);\n',
        because: 'Both halves are the same value whenever the first is taken.',
      },
      {
        code: "export const label = (n: number): string => n + ' item' + (n === 1 ? '' : 's') + ' left';\n",
        because: 'Nobody adds one literal string to another.',
      },
      {
        code: 'let total = 0;\nexport const next = (): number => (++total > 9 ? 9 : 1);\n',
        because: 'The test does something besides asking.',
      },
    ],
  },
};

/** The branch compiles, ends and reads well without the test. */
function standsAlone(kept: ts.Expression, node: ts.ConditionalExpression, context: SiteContext): boolean {
  if (ts.isStringLiteral(kept) && ts.isBinaryExpression(wrapped(node).parent)) return false;
  const needsTest = narrows(node.condition, context) && shareName(node.condition, kept);
  return !needsTest && !callsItself(kept) && fits(typeOf(kept, context), node, context);
}

/** `a === b ? a : b` is `b` either way. */
function isRedundant({ condition, whenTrue, whenFalse }: ts.ConditionalExpression): boolean {
  if (!isEquality(condition)) return false;
  const sides = [condition.left, condition.right];
  return [whenTrue, whenFalse].every((branch) => sides.some((side) => isSameCode(side, branch)));
}
