import * as ts from 'typescript';
import { enclosingFunction, subjectOf } from '../kit/enclosing.ts';
import { returnsIn } from '../kit/exits.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, textOf } from '../kit/text-of.ts';
import { bare } from '../kit/tree.ts';
import { isJavaScript, isUnknownType, membersOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const nullReturnForEmpty: Operator = {
  id: 'null-return-for-empty',
  family: 'nullish',
  tier: 'moderate',
  cwe: 476,
  status: 'stable',
  title: 'Nothing is given back where an empty result is due',
  mistake: 'That there is nothing to give is answered with no result instead of an empty one.',
  kinds: [ts.SyntaxKind.ReturnStatement],
  *mutate(node, context) {
    if (!ts.isReturnStatement(node) || node.expression === undefined) return;
    const value = bare(node.expression);
    const fn = enclosingFunction(node);
    if (!isEmpty(value) || fn?.body === undefined || returnsIn(fn.body).length < 2) return;
    const wrong = nothingFor(fn, context);
    if (wrong === null || returnsIn(fn.body).some((other) => other.expression?.getText() === wrong)) return;
    yield {
      edits: [replaceNode(node.expression, wrong, context)],
      explanation: {
        mechanism: `${subjectOf(node)} gives back \`${wrong === 'null' ? 'null' : 'undefined'}\` where an empty result is due.`,
        trigger: 'It shows when there is nothing to give.',
        consequence: 'A caller that walks or measures the result throws, or takes it for a failure.',
        fix: `Give back ${gist(value, context)}: \`${textOf(node, context).replace(/;$/u, '')}\`.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export function words(text: string | null): string[] | null {\n  if (text === null) return [];\n  return text.split(" ");\n}\n',
        after:
          'export function words(text: string | null): string[] | null {\n  if (text === null) return null;\n  return text.split(" ");\n}\n',
        witness: 'words(null)',
      },
    ],
    skips: [
      {
        code: 'export function words(text?: string): string[] {\n  if (text === undefined) return [];\n  return text.split(" ");\n}\n',
        because: 'The type asks for a list.',
      },
      {
        code: 'export function none(): unknown[] | null {\n  return [];\n}\n',
        because: 'There is no other result.',
      },
    ],
  },
};

function isEmpty(node: ts.Expression): boolean {
  if (ts.isArrayLiteralExpression(node)) return node.elements.length === 0;
  if (ts.isObjectLiteralExpression(node)) return node.properties.length === 0;
  return ts.isStringLiteral(node) && node.text === '';
}

/** What the function may give back for nothing. */
function nothingFor(fn: ts.FunctionLikeDeclaration, context: SiteContext): 'null' | 'undefined' | null {
  if (isJavaScript(context)) return 'null';
  const signature = context.checker.getSignatureFromDeclaration(fn);
  if (fn.type === undefined || signature === undefined) return null;
  const result = signature.getReturnType();
  const awaited = context.checker.getAwaitedType(result) ?? result;
  if (isUnknownType(awaited)) return null;
  const has = (flag: ts.TypeFlags): boolean =>
    membersOf(awaited).some((member) => (member.flags & flag) !== 0);
  return has(ts.TypeFlags.Null) ? 'null' : has(ts.TypeFlags.Undefined) ? 'undefined' : null;
}
