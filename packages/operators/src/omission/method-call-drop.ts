import ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { fits } from '../kit/fits.ts';
import { partInstead } from '../kit/part.ts';
import { gist, quoted } from '../kit/text-of.ts';
import { bare } from '../kit/tree.ts';
import { isJavaScript, isPromiseType, isSameType, isUnknownType, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

/** Methods that leave the type alone but without which the code would look odd or do the same. */
const NEEDED =
  /^(?:toString|valueOf|charAt|at|repeat|fill|bind|call|set|add|on|once|get\w*|find\w*|next\w*|parent\w*)$/u;
/** Where there are no types, the names that tell. */
const KNOWN =
  /^(?:trim|trimStart|trimEnd|toLowerCase|toUpperCase|normalize|replace|replaceAll|filter|reverse)$/u;

export const methodCallDrop: Operator = {
  id: 'method-call-drop',
  family: 'omission',
  tier: 'hard',
  cwe: null,
  status: 'nursery',
  title: 'Step of a chain missing',
  mistake: 'A value is used as it comes, and one step that brings it into the right form is forgotten.',
  kinds: [ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return;
    const { expression: receiver, name } = node.expression;
    if (NEEDED.test(name.text) || !isWorthKeeping(bare(receiver)) || isInChain(node)) return;
    if (ts.isExpressionStatement(node.parent) || !keepsType(node, name.text, receiver, context)) return;
    const edits = partInstead(node, receiver, context);
    if (edits === null) return;
    const step = quoted(context.text.slice(receiver.end, node.end));
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} uses ${gist(receiver, context)} without ${step}.`,
        trigger: `It shows for every value that ${step} would change.`,
        consequence: 'The value goes on in the form in which it came.',
        fix: `Put the step back: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          "export const columns = (line: string): string[] => line.trim().split(',').filter((name) => name !== '');\n",
        after:
          "export const columns = (line: string): string[] => line.split(',').filter((name) => name !== '');\n",
        witness: "columns(' a')",
      },
      {
        before:
          'export const key = (user: { mail?: string }): string | undefined => user.mail?.toLowerCase();\n',
        after: 'export const key = (user: { mail?: string }): string | undefined => user.mail;\n',
        witness: "key({ mail: 'A@b' })",
      },
      {
        before:
          'export function largest(xs: readonly number[]): number[] {\n  return [...xs, 0]\n    .filter((x) => x < 100)\n    .toSorted((a, b) => b - a)\n    .slice(0, 2);\n}\n',
        after:
          'export function largest(xs: readonly number[]): number[] {\n  return [...xs, 0]\n    .toSorted((a, b) => b - a)\n    .slice(0, 2);\n}\n',
        witness: 'largest([200, 1])',
      },
    ],
    skips: [
      {
        code: "export const rule = (width: number): string => '-'.repeat(width).toString();\n",
        because: 'A line of one dash gives itself away, and a string is a string already.',
      },
      {
        code: 'export const size = (text?: string): number | undefined => text?.trim().length;\n',
        because: 'The rest of the chain needs the question mark.',
      },
      {
        code: 'export const clean = (xs: string[]): string[] => xs.map((x) => x.trim());\n',
        because: 'A function that gives back what it gets gives itself away.',
      },
      {
        code: 'export const names = (xs: { name: string }[]): string[] => xs.map((x) => x.name);\n',
        because: 'The step changes the type.',
      },
      {
        code: 'export const open = async (load: () => Promise<number>): Promise<number> => load().catch(() => 0);\n',
        because: 'A handler on a promise is a mistake of another kind.',
      },
    ],
  },
};

function isWorthKeeping(receiver: ts.Expression): boolean {
  const isValue = ts.isIdentifier(receiver) || ts.isPropertyAccessExpression(receiver);
  return isValue || !(ts.isLiteralExpression(receiver) || ts.isToken(receiver));
}

/** `x?.m()` with more links behind it. */
function isInChain(node: ts.CallExpression): boolean {
  const { parent } = node;
  const goesOn =
    (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) &&
    parent.expression === node;
  return goesOn && (node.flags & ts.NodeFlags.OptionalChain) !== 0;
}

function keepsType(
  node: ts.CallExpression,
  name: string,
  receiver: ts.Expression,
  context: SiteContext,
): boolean {
  const [from, to] = [typeOf(receiver, context), typeOf(node, context)];
  if (isUnknownType(from) || isUnknownType(to)) return isJavaScript(context) && KNOWN.test(name);
  if (isPromiseType(to) || (name === 'slice' && node.arguments.length === 0)) return false;
  const { checker } = context;
  return (
    isSameType(checker.getNonNullableType(from), checker.getNonNullableType(to), context) &&
    fits(from, node, context)
  );
}
