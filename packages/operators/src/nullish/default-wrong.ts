import * as ts from 'typescript';
import { isToken } from '../kit/comparison.ts';
import { isCondition } from '../kit/condition.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { referencesTo, symbolOf } from '../kit/references.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist } from '../kit/text-of.ts';
import { bare } from '../kit/tree.ts';
import { isTuning } from '../kit/tuning.ts';
import { wrongValue } from '../kit/wrong-value.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const defaultWrong: Operator = {
  id: 'default-wrong',
  family: 'nullish',
  tier: 'moderate',
  cwe: 1188,
  status: 'stable',
  title: 'Wrong value stands in for a missing one',
  mistake: 'What holds when nothing is said is remembered wrongly.',
  kinds: [ts.SyntaxKind.BinaryExpression],
  *mutate(node, context) {
    if (!ts.isBinaryExpression(node) || isCondition(node)) return;
    const isDefault =
      isToken(node, ts.SyntaxKind.QuestionQuestionToken) || isToken(node, ts.SyntaxKind.BarBarToken);
    const value = bare(node.right);
    if (!isDefault || isTuning(node.left.getText())) return;
    const wrong = wrongValue(value, context);
    if (wrong === null || (isToken(node, ts.SyntaxKind.BarBarToken) && wrong === 'true')) return;
    if (ts.isBinaryExpression(node.parent) && isToken(node.parent, ts.SyntaxKind.BarBarToken)) return;
    if (isSetOfBits(node, context)) return;
    yield {
      edits: [replaceNode(value, wrong, context)],
      explanation: {
        mechanism: `${subjectOf(node)} takes \`${wrong}\` when ${gist(node.left, context)} is missing.`,
        trigger: `It shows only when ${gist(node.left, context)} is missing.`,
        consequence: `The code goes on with \`${wrong}\` instead of ${gist(value, context)}.`,
        fix: `Take ${gist(value, context)}: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'const counts = new Map<string, number>();\nexport function add(word: string): number {\n  const count = (counts.get(word) ?? 0) + 1;\n  counts.set(word, count);\n  return count;\n}\n',
        after:
          'const counts = new Map<string, number>();\nexport function add(word: string): number {\n  const count = (counts.get(word) ?? 1) + 1;\n  counts.set(word, count);\n  return count;\n}\n',
        witness: "add('a')",
      },
      {
        before: 'export const isDeep = (options: { deep?: boolean }): boolean => options.deep ?? true;\n',
        after: 'export const isDeep = (options: { deep?: boolean }): boolean => options.deep ?? false;\n',
        witness: 'isDeep({})',
      },
    ],
    skips: [
      {
        code: 'export function mark(seen: Map<string, number>, name: string, bit: number): void {\n  let bits = seen.get(name) ?? 0;\n  bits |= 1 << bit;\n  seen.set(name, bits);\n}\n',
        because: 'A set of bits is empty at first: nobody takes another number.',
      },
      {
        code: "export const name = (user: { name?: string }): string => user.name ?? 'nobody';\n",
        because: 'Nothing is near to such a text.',
      },
      {
        code: 'export const wait = (options: { timeout?: number }): number => options.timeout ?? 500;\n',
        because: 'How long something takes is a matter of taste.',
      },
    ],
  },
};

/** The value goes into a variable to which bits are added. */
function isSetOfBits({ parent }: ts.BinaryExpression, context: SiteContext): boolean {
  if (!ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name)) return false;
  const symbol = symbolOf(parent.name, context);
  return (
    symbol !== null &&
    referencesTo(symbol, context).some(
      ({ parent: use }) => ts.isBinaryExpression(use) && isToken(use, ts.SyntaxKind.BarEqualsToken),
    )
  );
}
