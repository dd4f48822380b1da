import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { isJavaScript, isUnknownType, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

const DOTS = '...';

export const spreadDrop: Operator = {
  id: 'spread-drop',
  family: 'argument',
  tier: 'moderate',
  cwe: 628,
  status: 'stable',
  title: 'List handed over as one value',
  mistake: 'That the members of a list are needed one by one is not thought of.',
  kinds: [ts.SyntaxKind.SpreadElement],
  *mutate(node, context) {
    if (!ts.isSpreadElement(node) || !takesBoth(node, context)) return;
    const start = startOf(node, context);
    yield {
      edits: [{ start, end: start + DOTS.length, text: '' }],
      explanation: {
        mechanism: `${subjectOf(node)} hands over ${gist(node.expression, context)} as one value.`,
        trigger: `It shows for every list ${gist(node.expression, context)}.`,
        consequence: 'What follows works on one list instead of on its members.',
        fix: `Spread it: ${gist(node.parent, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export function add(all: unknown[], more: unknown[]): unknown[] {\n  all.push(...more);\n  return all;\n}\n',
        after:
          'export function add(all: unknown[], more: unknown[]): unknown[] {\n  all.push(more);\n  return all;\n}\n',
        witness: 'add([], [1])',
      },
    ],
    skips: [
      {
        code: 'export const largest = (xs: number[]): number => Math.max(...xs);\n',
        because: 'A list is no number: it would not compile.',
      },
      {
        code: 'export const copy = (xs: unknown[]): unknown[] => [...xs];\n',
        because: 'A copy is a copy of the members.',
      },
    ],
  },
};

/** The place takes a list as well as its members. */
function takesBoth(node: ts.SpreadElement, context: SiteContext): boolean {
  const { parent } = node;
  if (ts.isArrayLiteralExpression(parent) ? parent.elements.length === 1 : !ts.isCallExpression(parent))
    return false;
  if (isJavaScript(context))
    return !ts.isCallExpression(parent) || !/^super$/u.test(parent.expression.getText());
  const expected = context.checker.getContextualType(node.expression);
  const element = typeOf(node.expression, context);
  const member = context.checker.getIndexTypeOfType(element, ts.IndexKind.Number);
  const isOpen = (type: ts.Type | undefined): boolean => type !== undefined && isUnknownType(type);
  return (
    isOpen(member) &&
    (expected === undefined ||
      isOpen(expected) ||
      isOpen(context.checker.getIndexTypeOfType(expected, ts.IndexKind.Number)))
  );
}
