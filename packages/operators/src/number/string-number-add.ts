import * as ts from 'typescript';
import { isToken } from '../kit/comparison.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { calledName } from '../kit/exits.ts';
import { partInstead } from '../kit/part.ts';
import { gist } from '../kit/text-of.ts';
import { bare, wrapped } from '../kit/tree.ts';
import { isNumberType, isUnknownType, typeOf } from '../kit/type-of.ts';
import type { Operator } from '../operator.ts';

export const stringNumberAdd: Operator = {
  id: 'string-number-add',
  family: 'number',
  tier: 'hard',
  cwe: 704,
  status: 'stable',
  title: 'Numbers put together like texts',
  mistake: 'A number that comes as a text is added without being converted.',
  kinds: [ts.SyntaxKind.CallExpression, ts.SyntaxKind.PrefixUnaryExpression],
  *mutate(node, context) {
    const value = converted(node);
    if (value === null || ts.isLiteralExpression(bare(value))) return;
    const type = typeOf(value, context);
    if (isNumberType(type) || !isUnknownType(type) || (type.flags & ts.TypeFlags.Unknown) !== 0) return;
    const { parent } = wrapped(node as ts.Expression);
    if (!ts.isBinaryExpression(parent)) return;
    const isAdded =
      isToken(parent, ts.SyntaxKind.PlusToken) || isToken(parent, ts.SyntaxKind.PlusEqualsToken);
    if (!isAdded) return;
    const edits = partInstead(node as ts.Expression, value, context);
    if (edits === null) return;
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} adds ${gist(value, context)} as it comes.`,
        trigger: `It shows when ${gist(value, context)} is a text.`,
        consequence: 'The digits are put behind each other instead of being added.',
        fix: `Convert it: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before: 'export const next = (row: any): number => Number(row.count) + 1;\n',
        after: 'export const next = (row: any): number => row.count + 1;\n',
        witness: "next({ count: '1' })",
      },
      {
        before:
          'export function sum(rows: any[]): number {\n  let sum = 0;\n  for (const row of rows) sum += +row.price;\n  return sum;\n}\n',
        after:
          'export function sum(rows: any[]): number {\n  let sum = 0;\n  for (const row of rows) sum += row.price;\n  return sum;\n}\n',
        witness: "sum([{ price: '1' }])",
      },
    ],
    skips: [
      {
        code: 'export const next = (count: string): number => Number(count) + 1;\n',
        because: 'The checker knows that it is a text: it would not compile.',
      },
    ],
  },
};

/** What `Number(x)`, `parseInt(x, 10)` or `+x` makes a number of. */
function converted(node: ts.Node): ts.Expression | null {
  if (ts.isPrefixUnaryExpression(node))
    return node.operator === ts.SyntaxKind.PlusToken ? node.operand : null;
  if (!ts.isCallExpression(node) || !/^(?:Number|parseInt|parseFloat)$/u.test(calledName(node) ?? ''))
    return null;
  const [value] = node.arguments;
  return value === undefined || ts.isSpreadElement(value) ? null : value;
}
