import * as ts from 'typescript';
import { isEquality, isToken } from '../kit/comparison.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { methodCall } from '../kit/method-call.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, quoted, textOf } from '../kit/text-of.ts';
import { bare } from '../kit/tree.ts';
import { isStringType, membersOf, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

const ROLE = /(?:^|_|[a-z])(?:role|rank|tier|level|access|permission|privilege)s?$/iu;
const STRONG = /^(?:admin(?:istrator)?|owner|root|super\w*|staff|moderator|editor|maintainer|manager)$/iu;
const WEAK = 'guest';

export const roleCheckInvert: Operator = {
  id: 'role-check-invert',
  family: 'security',
  tier: 'expert',
  cwe: 863,
  status: 'nursery',
  title: 'All roles but one are let in',
  mistake:
    'Instead of asking for the role that is needed, the one that comes to mind as unfit is turned away.',
  kinds: [ts.SyntaxKind.BinaryExpression, ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    const open = ts.isBinaryExpression(node) ? compared(node, context) : listed(node, context);
    if (open === null) return;
    yield {
      edits: [replaceNode(node, open, context)],
      explanation: {
        mechanism: `${subjectOf(node)} decides by ${quoted(open)}.`,
        trigger: `It shows for every role between the two, and for roles that come later.`,
        consequence: 'Somebody does what their role does not allow.',
        fix: `Ask for the role that is needed: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          "interface User {\n  readonly role: 'member' | 'moderator' | 'admin';\n}\nexport function remove(user: User, posts: Set<string>, id: string): boolean {\n  if (user.role !== 'admin') throw new Error('forbidden');\n  return posts.delete(id);\n}\n",
        after:
          "interface User {\n  readonly role: 'member' | 'moderator' | 'admin';\n}\nexport function remove(user: User, posts: Set<string>, id: string): boolean {\n  if (user.role === 'member') throw new Error('forbidden');\n  return posts.delete(id);\n}\n",
        witness: "remove({ role: 'moderator' }, new Set(['a']), 'a')",
      },
      {
        before: "export const mayEdit = (roles: readonly string[]): boolean => roles.includes('editor');\n",
        after: "export const mayEdit = (roles: readonly string[]): boolean => !roles.includes('guest');\n",
        witness: "mayEdit(['reader'])",
      },
    ],
    skips: [
      {
        code: "export const isAdmin = (role: 'member' | 'admin'): boolean => role === 'admin';\n",
        because: 'With two roles the one is what the other is not.',
      },
      {
        code: "export const isTop = (level: string): boolean => level === 'top';\n",
        because: 'It is no role that gives a right.',
      },
    ],
  },
};

/** `role === 'admin'` becomes `role !== 'member'`. */
function compared(node: ts.BinaryExpression, context: SiteContext): string | null {
  if (!isEquality(node)) return null;
  const [role, wanted] = [bare(node.left), bare(node.right)];
  if (!ts.isStringLiteral(wanted) || !STRONG.test(wanted.text) || !ROLE.test(nameOf(role))) return null;
  // The code behind `user?.role === …` may rest on the user being there.
  if ((role.flags & ts.NodeFlags.OptionalChain) !== 0) return null;
  const weakest = weakestOf(role, wanted.text, context);
  if (weakest === null) return null;
  const isSame = isToken(node, ts.SyntaxKind.EqualsEqualsEqualsToken);
  if (!isSame && !isToken(node, ts.SyntaxKind.ExclamationEqualsEqualsToken)) return null;
  const quote = textOf(wanted, context)[0]!;
  return `${textOf(node.left, context)} ${isSame ? '!==' : '==='} ${quote}${weakest}${quote}`;
}

/** `roles.includes('editor')` becomes `!roles.includes('guest')`. */
function listed(node: ts.Node, context: SiteContext): string | null {
  const call = methodCall(node);
  const [wanted] = call?.call.arguments ?? [];
  if (call === null || wanted === undefined || !ts.isStringLiteral(wanted)) return null;
  if (
    !/^(?:includes|has)$/u.test(call.name) ||
    !ROLE.test(nameOf(call.receiver)) ||
    !STRONG.test(wanted.text)
  )
    return null;
  const isNegated = ts.isPrefixUnaryExpression(node.parent);
  if (isNegated || !isPlainText(call.call, context)) return null;
  const quote = textOf(wanted, context)[0]!;
  return `!${textOf(call.callee, context)}(${quote}${WEAK}${quote})`;
}

function isPlainText(call: ts.CallExpression, context: SiteContext): boolean {
  const [parameter] = context.checker.getResolvedSignature(call)?.parameters ?? [];
  if (parameter === undefined) return true;
  return (context.checker.getTypeOfSymbolAtLocation(parameter, call).flags & ts.TypeFlags.String) !== 0;
}

/** Another role of the type, when there are at least three; any word, when the role may be any text. */
function weakestOf(role: ts.Expression, wanted: string, context: SiteContext): string | null {
  const members = membersOf(typeOf(role, context));
  const names = members.flatMap((member) => (member.isStringLiteral() ? [member.value] : []));
  if (names.length === members.length) {
    const others = names.filter((name) => name !== wanted);
    return others.length < 2 ? null : (others.find((name) => !STRONG.test(name)) ?? null);
  }
  return isStringType(typeOf(role, context)) && names.length === 0 ? WEAK : null;
}

function nameOf(node: ts.Expression): string {
  const inner = bare(node);
  return ts.isIdentifier(inner) ? inner.text : ts.isPropertyAccessExpression(inner) ? inner.name.text : '';
}
