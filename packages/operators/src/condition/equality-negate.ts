import * as ts from 'typescript';
import { askAboutTheSame, isEquality, isLogic } from '../kit/comparison.ts';
import { isCondition, narrows } from '../kit/condition.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { gist, startOf, textOf } from '../kit/text-of.ts';
import type { Operator } from '../operator.ts';

const NEGATED: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [ts.SyntaxKind.EqualsEqualsEqualsToken, '!=='],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, '==='],
  [ts.SyntaxKind.EqualsEqualsToken, '!='],
  [ts.SyntaxKind.ExclamationEqualsToken, '=='],
]);

export const equalityNegate: Operator = {
  id: 'equality-negate',
  family: 'condition',
  tier: 'moderate',
  cwe: 697,
  status: 'stable',
  title: 'Equality test the wrong way round',
  mistake: 'Equal and unequal are mixed up, as happens when a condition is turned round.',
  kinds: [ts.SyntaxKind.BinaryExpression],
  *mutate(node, context) {
    if (!isEquality(node) || narrows(node, context) || isOneOfSeveral(node)) return;
    const token = node.operatorToken;
    const negated = NEGATED.get(token.kind)!;
    yield {
      edits: [{ start: startOf(token, context), end: token.end, text: negated }],
      explanation: {
        mechanism: `${subjectOf(node)} tests \`${textOf(node.left, context)} ${negated} ${textOf(node.right, context)}\`, the opposite of what is meant.`,
        trigger: `It shows whenever ${gist(node, context)} decides anything.`,
        consequence: isCondition(node)
          ? 'The two branches are taken for the wrong cases.'
          : 'The answer is the opposite of the right one.',
        fix: `Test ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before: 'export const isEven = (n: number): boolean => n % 2 === 0;\n',
        after: 'export const isEven = (n: number): boolean => n % 2 !== 0;\n',
        witness: 'isEven(2)',
      },
      {
        before:
          "export function plural(n: number): string {\n  if (n !== 1) return 'items';\n  return 'item';\n}\n",
        after:
          "export function plural(n: number): string {\n  if (n === 1) return 'items';\n  return 'item';\n}\n",
        witness: 'plural(1)',
      },
    ],
    skips: [
      {
        code: 'export function size(text: string | null): number {\n  if (text === null) return 0;\n  return text.length;\n}\n',
        because: 'The type checker relies on the test: the code after it would not compile.',
      },
      {
        code: "type Shape = { kind: 'dot' } | { kind: 'disc'; radius: number };\nexport const radius = (shape: Shape): number => (shape.kind === 'disc' ? shape.radius : 0);\n",
        because: 'The test tells the members of a union apart.',
      },
    ],
  },
};

/** `x === 'a' || x === 'b'`: turned round, one of the tests rules the other out and does not compile. */
function isOneOfSeveral(node: ts.BinaryExpression): boolean {
  for (
    let test: ts.Node = node;
    isLogic(test.parent) || ts.isParenthesizedExpression(test.parent);
    test = test.parent
  ) {
    const { parent } = test;
    if (isLogic(parent) && askAboutTheSame(node, parent.left === test ? parent.right : parent.left))
      return true;
  }
  return false;
}
