import * as ts from 'typescript';
import { isToken } from '../kit/comparison.ts';
import { isCondition } from '../kit/condition.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { isExit } from '../kit/exits.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, quoted, textOf } from '../kit/text-of.ts';
import { bare } from '../kit/tree.ts';
import { isBooleanType, isNullish, isStringType, membersOf, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

const SHORTEST = 3;

export const allowListSubstring: Operator = {
  id: 'allow-list-substring',
  family: 'validation',
  tier: 'hard',
  cwe: 183,
  status: 'stable',
  title: 'Text that only begins like the right one passes',
  mistake: 'A text is compared by its beginning where the whole of it must be right.',
  kinds: [ts.SyntaxKind.BinaryExpression],
  *mutate(node, context) {
    if (!ts.isBinaryExpression(node)) return;
    const isSame = isToken(node, ts.SyntaxKind.EqualsEqualsEqualsToken);
    if (!isSame && !isToken(node, ts.SyntaxKind.ExclamationEqualsEqualsToken)) return;
    const [subject, wanted] = [bare(node.left), bare(node.right)];
    if (!isOpenText(subject, context) || !isLongText(wanted)) return;
    if (!isCondition(node) && !isAnswer(node, context)) return;
    const text = `${isSame ? '' : '!'}${textOf(subject, context)}.startsWith(${textOf(wanted, context)})`;
    yield {
      edits: [replaceNode(node, text, context)],
      explanation: {
        mechanism: `${subjectOf(node)} asks ${quoted(text)}.`,
        trigger: `It shows for a text that begins with ${gist(wanted, context)} and goes on.`,
        consequence: 'Another text is taken for the one that is allowed.',
        fix: `Compare the whole text: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before: "export const isTrusted = (url: URL): boolean => url.hostname === 'example.com';\n",
        after: "export const isTrusted = (url: URL): boolean => url.hostname.startsWith('example.com');\n",
        witness: "isTrusted(new URL('http://example.com.evil.org'))",
      },
    ],
    skips: [
      {
        code: "export const isLeft = (side: 'left' | 'right'): boolean => side === 'left';\n",
        because: 'There are only these two.',
      },
      {
        code: "export const isComma = (text: string): boolean => text === ',';\n",
        because: 'A single character is no text from a list.',
      },
    ],
  },
};

/** A path whose text may be any. */
function isOpenText(node: ts.Expression, context: SiteContext): boolean {
  if (!ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node)) return false;
  const type = typeOf(node, context);
  const members = membersOf(type);
  return (
    isStringType(type) && !members.some(isNullish) && members.every((member) => !member.isStringLiteral())
  );
}

function isLongText(node: ts.Expression): boolean {
  if (ts.isStringLiteral(node)) return node.text.length >= SHORTEST;
  return (
    ts.isPropertyAccessExpression(node) &&
    /^(?:origin|host|hostname|scheme|protocol|prefix)$/u.test(node.name.text)
  );
}

function isAnswer(node: ts.BinaryExpression, context: SiteContext): boolean {
  const { parent } = node;
  return ts.isArrowFunction(parent) || (isExit(parent) && isBooleanType(typeOf(node, context)));
}
