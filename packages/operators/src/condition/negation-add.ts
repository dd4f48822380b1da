import * as ts from 'typescript';
import { isCondition, narrows } from '../kit/condition.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { gist, startOf, textOf } from '../kit/text-of.ts';
import type { Operator } from '../operator.ts';

export const negationAdd: Operator = {
  id: 'negation-add',
  family: 'condition',
  tier: 'moderate',
  cwe: 480,
  status: 'stable',
  title: 'Condition turned round',
  mistake: 'A condition is asked the wrong way round.',
  kinds: [ts.SyntaxKind.Identifier, ts.SyntaxKind.PropertyAccessExpression, ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    const isTest = ts.isIdentifier(node) || ts.isPropertyAccessExpression(node) || ts.isCallExpression(node);
    if (!isTest || !isCondition(node) || narrows(node, context)) return;
    if (ts.isPrefixUnaryExpression(node.parent) || ts.isConditionalExpression(node.parent)) return;
    if (ts.isForStatement(node.parent) || ts.isWhileStatement(node.parent) || ts.isDoStatement(node.parent))
      return;
    const start = startOf(node, context);
    yield {
      edits: [{ start, end: start, text: '!' }],
      explanation: {
        mechanism: `${subjectOf(node)} asks \`!${textOf(node, context).replaceAll(/\s+/gu, ' ').replaceAll('`', "'")}\`.`,
        trigger: `It shows whenever ${gist(node, context)} decides.`,
        consequence: 'What is meant for one case is done in the other.',
        fix: `Ask ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export function price(sum: number, isMember: boolean): number {\n  if (isMember) return sum * 0.9;\n  return sum;\n}\n',
        after:
          'export function price(sum: number, isMember: boolean): number {\n  if (!isMember) return sum * 0.9;\n  return sum;\n}\n',
        witness: 'price(1, true)',
      },
    ],
    skips: [
      {
        code: 'export function size(text?: string): number {\n  if (text) return text.length;\n  return 0;\n}\n',
        because: 'The code behind the test would not compile.',
      },
    ],
  },
};
