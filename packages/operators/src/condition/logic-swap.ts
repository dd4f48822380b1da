import * as ts from 'typescript';
import { askAboutTheSame, isLogic, isToken, rangeSubject } from '../kit/comparison.ts';
import { narrows } from '../kit/condition.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { gist, startOf, textOf } from '../kit/text-of.ts';
import { isBooleanType, typeOf } from '../kit/type-of.ts';
import type { Operator } from '../operator.ts';

export const logicSwap: Operator = {
  id: 'logic-swap',
  family: 'condition',
  tier: 'moderate',
  cwe: 480,
  status: 'stable',
  title: 'And and or mixed up',
  mistake: 'Two tests that must both hold are joined as if one were enough, or the other way round.',
  kinds: [ts.SyntaxKind.BinaryExpression],
  *mutate(node, context) {
    if (!isLogic(node) || rangeSubject(node) !== null) return;
    if (!isBooleanType(typeOf(node.left, context)) || !isBooleanType(typeOf(node.right, context))) return;
    if (narrows(node, context) || askAboutTheSame(node.left, node.right)) return;
    const token = node.operatorToken;
    const isAnd = isToken(node, ts.SyntaxKind.AmpersandAmpersandToken);
    const other = isAnd ? '||' : '&&';
    yield {
      edits: [{ start: startOf(token, context), end: token.end, text: other }],
      explanation: {
        mechanism: `${subjectOf(node)} joins ${gist(node.left, context)} and ${gist(node.right, context)} with \`${other}\`.`,
        trigger: `It shows when exactly one of the two tests holds.`,
        consequence: isAnd
          ? 'The condition holds although only one half does.'
          : 'The condition fails although one half is enough.',
        fix: `Join them with \`${textOf(token, context)}\`: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export const canVote = (age: number, isCitizen: boolean): boolean => age >= 18 && isCitizen;\n',
        after:
          'export const canVote = (age: number, isCitizen: boolean): boolean => age >= 18 || isCitizen;\n',
        witness: 'canVote(20, false)',
      },
      {
        before:
          "export function isBlank(line: string): boolean {\n  return line.trim() === '' || line.startsWith('#');\n}\n",
        after:
          "export function isBlank(line: string): boolean {\n  return line.trim() === '' && line.startsWith('#');\n}\n",
        witness: "isBlank('# x')",
      },
    ],
    skips: [
      {
        code: 'export const isLong = (text: string | undefined): boolean => text !== undefined && text.length > 9;\n',
        because: 'The second half compiles only after the first.',
      },
      {
        code: 'export const inside = (n: number): boolean => n > 0 && n < 10;\n',
        because: 'A range test that always holds gives itself away.',
      },
      {
        code: "export const name = (given: string): string => given || 'nobody';\n",
        because: 'A fallback is no condition.',
      },
    ],
  },
};
