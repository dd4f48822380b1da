import * as ts from 'typescript';
import { narrows } from '../kit/condition.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { bare } from '../kit/tree.ts';
import type { Operator } from '../operator.ts';

export const negationDrop: Operator = {
  id: 'negation-drop',
  family: 'condition',
  tier: 'moderate',
  cwe: 480,
  status: 'stable',
  title: 'Negation missing',
  mistake: 'The `!` in front of a test is forgotten.',
  kinds: [ts.SyntaxKind.PrefixUnaryExpression],
  *mutate(node, context) {
    if (!ts.isPrefixUnaryExpression(node) || node.operator !== ts.SyntaxKind.ExclamationToken) return;
    if (isDoubled(node) || narrows(node.operand, context)) return;
    yield {
      edits: [{ start: startOf(node, context), end: startOf(node.operand, context), text: '' }],
      explanation: {
        mechanism: `${subjectOf(node)} tests ${gist(node.operand, context)} where its negation is meant.`,
        trigger: `It shows whenever ${gist(node.operand, context)} decides the outcome of the test.`,
        consequence: 'What should be done for one case is done for the opposite one.',
        fix: `Negate the test: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          "export function open(isLocked: boolean): string {\n  if (!isLocked) return 'come in';\n  return 'closed';\n}\n",
        after:
          "export function open(isLocked: boolean): string {\n  if (isLocked) return 'come in';\n  return 'closed';\n}\n",
        witness: 'open(true)',
      },
      {
        before:
          'export const fresh = (all: string[], seen: Set<string>): string[] => all.filter((name) => !seen.has(name));\n',
        after:
          'export const fresh = (all: string[], seen: Set<string>): string[] => all.filter((name) => seen.has(name));\n',
        witness: "fresh(['a', 'b'], new Set(['a']))",
      },
    ],
    skips: [
      {
        code: 'export function size(text?: string): number {\n  if (!text) return 0;\n  return text.length;\n}\n',
        because: 'The type checker relies on the test.',
      },
      {
        code: 'export const truth = (value: unknown): boolean => !!value;\n',
        because: 'A doubled negation only converts.',
      },
    ],
  },
};

function isDoubled(node: ts.PrefixUnaryExpression): boolean {
  const isNegation = (other: ts.Node): boolean =>
    ts.isPrefixUnaryExpression(other) && other.operator === ts.SyntaxKind.ExclamationToken;
  return isNegation(bare(node.operand)) || isNegation(node.parent);
}
