import * as ts from 'typescript';
import { isComparison, isEquality } from '../kit/comparison.ts';
import { enclosingFunction, subjectOf } from '../kit/enclosing.ts';
import { guardExit } from '../kit/exits.ts';
import { callsItself } from '../kit/recursion.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, quoted, textOf } from '../kit/text-of.ts';
import { bare } from '../kit/tree.ts';
import type { Operator } from '../operator.ts';

export const recursionBaseOff: Operator = {
  id: 'recursion-base-off',
  family: 'flow',
  tier: 'moderate',
  cwe: 674,
  status: 'stable',
  title: 'Recursion ends one step off',
  mistake: 'For which value the answer is known without going on is remembered wrongly.',
  kinds: [ts.SyntaxKind.IfStatement, ts.SyntaxKind.ConditionalExpression],
  *mutate(node, context) {
    const test = ts.isIfStatement(node)
      ? node.expression
      : ts.isConditionalExpression(node)
        ? node.condition
        : null;
    const inner = test === null ? null : bare(test);
    if (inner === null || !(isComparison(inner) || isEquality(inner)) || !isBase(node)) return;
    const value = textOf(inner.right, context);
    if (value !== '0' && value !== '1') return;
    const wrong = value === '0' ? '1' : '0';
    yield {
      edits: [replaceNode(inner.right, wrong, context)],
      explanation: {
        mechanism: `${subjectOf(node)} ends with ${quoted(`${textOf(inner.left, context)} ${textOf(inner.operatorToken, context)} ${wrong}`)}.`,
        trigger: 'It shows when the recursion comes to its end.',
        consequence: 'It stops one step too early, takes one step too many, or never ends.',
        fix: `End with ${gist(inner, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export function factorial(n: number): number {\n  if (n === 0) return 1;\n  return n * factorial(n - 1);\n}\n',
        after:
          'export function factorial(n: number): number {\n  if (n === 1) return 1;\n  return n * factorial(n - 1);\n}\n',
        witness: 'factorial(0)',
      },
      {
        before: 'export const depth = (n: number): number => (n < 1 ? 0 : depth(n / 2) + 1);\n',
        after: 'export const depth = (n: number): number => (n < 0 ? 0 : depth(n / 2) + 1);\n',
        witness: 'depth(4)',
      },
    ],
    skips: [
      {
        code: 'export function half(n: number): number {\n  if (n === 0) return 1;\n  return n / 2;\n}\n',
        because: 'The function does not call itself.',
      },
    ],
  },
};

/** The function calls itself, but not in the branch that the test opens. */
function isBase(node: ts.Node): boolean {
  const fn = enclosingFunction(node);
  if (fn?.body === undefined) return false;
  if (ts.isIfStatement(node)) return guardExit(node) !== null && callsItself(fn.body) && !callsItself(node);
  if (!ts.isConditionalExpression(node) || !ts.isVariableDeclaration(fn.parent)) return false;
  const name = fn.parent.name.getText();
  const calls = (part: ts.Node): boolean =>
    new RegExp(`\\b${name.replaceAll('$', '\\$')}\\(`, 'u').test(part.getText());
  return calls(node.whenFalse) && !calls(node.whenTrue) && !calls(node.condition);
}
