import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { once } from '../kit/once.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist } from '../kit/text-of.ts';
import { isUnknownType, typeOf } from '../kit/type-of.ts';
import { typoOf } from '../kit/typo.ts';
import type { Operator } from '../operator.ts';

const SHORTEST = 4;

export const wrongPropertyName: Operator = {
  id: 'wrong-property-name',
  family: 'syntax',
  tier: 'easy',
  cwe: null,
  status: 'stable',
  title: 'Property that does not exist',
  mistake: 'The name of a property or method is mistyped where it is used.',
  kinds: [ts.SyntaxKind.PropertyAccessExpression],
  *mutate(node, context) {
    if (
      !ts.isPropertyAccessExpression(node) ||
      !ts.isIdentifier(node.name) ||
      node.name.text.length < SHORTEST
    )
      return;
    if ((node.flags & ts.NodeFlags.JavaScriptFile) !== 0) return;
    const owner = typeOf(node.expression, context);
    if (isUnknownType(owner) || isOpen(owner, context.checker)) return;
    if (
      context.checker.getPropertyOfType(context.checker.getNonNullableType(owner), node.name.text) ===
      undefined
    )
      return;
    const typo = typoOf(node.name.text, memberNames(owner, context));
    if (typo === null) return;
    yield {
      edits: [replaceNode(node.name, typo, context)],
      explanation: {
        mechanism: `${subjectOf(node)} uses \`${typo}\` of ${gist(node.expression, context)}, which has no such member.`,
        trigger: 'A type check reports it; at run time it shows whenever this expression is evaluated.',
        consequence: `\`${typo}\` is \`undefined\`, so what follows works on nothing or throws a TypeError.`,
        fix: `Write ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before: 'export const size = (text: string): number => text.length;\n',
        after: 'export const size = (text: string): number => text.lenght;\n',
        witness: null,
      },
      {
        before:
          'interface User {\n  email: string;\n}\nexport const mail = (user: User): string => user.email;\n',
        after:
          'interface User {\n  email: string;\n}\nexport const mail = (user: User): string => user.emali;\n',
        witness: null,
      },
    ],
    skips: [
      {
        code: 'export const name = (user: any): string => user.email;\n',
        because: 'The type checker sees nothing in `any`.',
      },
      {
        code: 'export const hits = (counts: Record<string, number>): number | undefined => counts.total;\n',
        because: 'A record has every name.',
      },
    ],
  },
};

/** Any name is a member: records and other types with an index by string. */
function isOpen(type: ts.Type, checker: ts.TypeChecker): boolean {
  return checker.getIndexTypeOfType(checker.getNonNullableType(type), ts.IndexKind.String) !== undefined;
}

const memberNames = once(
  (owner: ts.Type, { checker }): ReadonlySet<string> =>
    new Set(checker.getPropertiesOfType(checker.getApparentType(owner)).map(({ name }) => name)),
);
