import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { isFalsyLiteral } from '../kit/literal.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { bare } from '../kit/tree.ts';
import { isNullish, membersOf, typeOf } from '../kit/type-of.ts';
import type { Operator } from '../operator.ts';

/** By the kind of value: what is falsy without being null or undefined. */
const FALSY: readonly (readonly [ts.TypeFlags, string])[] = [
  [ts.TypeFlags.StringLike, 'the empty string'],
  [ts.TypeFlags.NumberLike, '0'],
  [ts.TypeFlags.BooleanLike, 'false'],
  [ts.TypeFlags.BigIntLike, '0n'],
];

export const nullishToOr: Operator = {
  id: 'nullish-to-or',
  family: 'nullish',
  tier: 'hard',
  cwe: 697,
  status: 'stable',
  title: 'Default replaces a valid empty value',
  mistake:
    'A default that is meant for missing values is given by `||`, which also takes 0, false and the empty string for missing.',
  kinds: [ts.SyntaxKind.BinaryExpression],
  *mutate(node, context) {
    if (!ts.isBinaryExpression(node)) return;
    const token = node.operatorToken;
    const isAssignment = token.kind === ts.SyntaxKind.QuestionQuestionEqualsToken;
    if ((!isAssignment && token.kind !== ts.SyntaxKind.QuestionQuestionToken) || isChained(node)) return;
    const falsy = falsyOf(typeOf(node.left, context));
    if (falsy === null || isFalsyLiteral(bare(node.right))) return;
    const or = isAssignment ? '||=' : '||';
    yield {
      edits: [{ start: startOf(token, context), end: token.end, text: or }],
      explanation: {
        mechanism: `${subjectOf(node)} uses \`${or}\` for the default of ${gist(node.left, context)}, so every falsy value counts as missing.`,
        trigger: `It shows only when ${gist(node.left, context)} is ${falsy}.`,
        consequence: `The given value, ${falsy}, is replaced by ${gist(node.right, context)}.`,
        fix: `Use \`${isAssignment ? '??=' : '??'}\`: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before: 'export const delay = (options: { delay?: number }): number => options.delay ?? 100;\n',
        after: 'export const delay = (options: { delay?: number }): number => options.delay || 100;\n',
        witness: 'delay({ delay: 0 })',
      },
      {
        before:
          "export function title(given: string | null): string {\n  given ??= 'untitled';\n  return given;\n}\n",
        after:
          "export function title(given: string | null): string {\n  given ||= 'untitled';\n  return given;\n}\n",
        witness: "title('')",
      },
    ],
    skips: [
      {
        code: "export const name = (given?: string): string => given ?? '';\n",
        because: 'Empty stays empty either way.',
      },
      {
        code: 'export const list = (given?: number[]): number[] => given ?? [];\n',
        because: 'No array is falsy.',
      },
    ],
  },
};

/** `a ?? b || c` needs parentheses, so one link of a chain cannot change alone. */
function isChained(node: ts.BinaryExpression): boolean {
  const isLink = (other: ts.Node): boolean =>
    ts.isBinaryExpression(other) && other.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken;
  return isLink(node.left) || isLink(node.right) || isLink(node.parent);
}

/** A falsy value of the type that is neither null nor undefined. */
function falsyOf(type: ts.Type): string | null {
  for (const member of membersOf(type)) {
    if (isNullish(member) || (member.isLiteral() && isTruthyLiteral(member))) continue;
    const falsy = FALSY.find(([flags]) => (member.flags & flags) !== 0);
    if (falsy !== undefined && (member as { intrinsicName?: string }).intrinsicName !== 'true')
      return falsy[1];
  }
  return null;
}

function isTruthyLiteral(type: ts.LiteralType): boolean {
  return typeof type.value === 'object' ? type.value.base10Value !== '0' : Boolean(type.value);
}
