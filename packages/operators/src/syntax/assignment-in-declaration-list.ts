import * as ts from 'typescript';
import { isAssignmentToken } from '../kit/comparison.ts';
import { nextStatement, placeOf } from '../kit/enclosing.ts';
import { gist } from '../kit/text-of.ts';
import type { Operator } from '../operator.ts';

export const assignmentInDeclarationList: Operator = {
  id: 'assignment-in-declaration-list',
  family: 'syntax',
  tier: 'easy',
  cwe: null,
  status: 'stable',
  title: 'Assignment joined to a declaration',
  mistake:
    'A declaration ends with a comma instead of a semicolon, so the assignment below is read as a further declaration.',
  kinds: [ts.SyntaxKind.VariableStatement],
  *mutate(node, context) {
    if (!ts.isVariableStatement(node) || context.text[node.end - 1] !== ';') return;
    const next = nextStatement(node);
    if (next === null || !ts.isExpressionStatement(next) || !ts.isBinaryExpression(next.expression)) return;
    const { left } = next.expression;
    if (!isRefused(next.expression)) return;
    if (!/^\s*$/u.test(context.text.slice(node.end, next.getStart(context.sourceFile)))) return;
    yield {
      edits: [{ start: node.end - 1, end: node.end, text: ',' }],
      explanation: {
        mechanism: `In ${placeOf(node)} a comma joins ${gist(next, context)} to ${gist(node, context)}.`,
        trigger: 'It shows as soon as anything reads the file.',
        consequence: `${gist(left, context)} is no name that can be declared, so the file cannot be loaded.`,
        fix: `End the declaration with a semicolon: ${gist(node, context)}.`,
      },
      regions: [{ start: next.getStart(context.sourceFile), end: next.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'export function total(prices: number[]): number {\n  let total = 0;\n  for (const price of prices) {\n    const cents = Math.round(price * 100);\n    total += cents;\n  }\n  return total;\n}\n',
        after:
          'export function total(prices: number[]): number {\n  let total = 0;\n  for (const price of prices) {\n    const cents = Math.round(price * 100),\n    total += cents;\n  }\n  return total;\n}\n',
        witness: null,
      },
      {
        before:
          'export function mark(box: { size: number }): void {\n  let size = 2;\n  box.size = size;\n  size += 1;\n}\n',
        after:
          'export function mark(box: { size: number }): void {\n  let size = 2,\n  box.size = size;\n  size += 1;\n}\n',
        witness: null,
      },
    ],
    skips: [
      {
        code: 'let last = 0;\nexport function note(n: number): number {\n  const before = last;\n  last = n;\n  return before;\n}\n',
        because: 'A plain name would be declared, so the file would parse.',
      },
      {
        code: 'export class Counter {\n  count = 0;\n  add(): number {\n    const next = this.count + 1;\n    this.count = next;\n    return next;\n  }\n}\n',
        because: 'Behind the last comma of a list the parser takes `this` for the next statement.',
      },
      {
        code: 'export function mark(box: { size: number }): void {\n  const size = 2;\n\n  // The usual size.\n  box.size = size;\n}\n',
        because: 'Across a comment nobody takes the two for one list.',
      },
    ],
  },
};

/** An assignment that begins like a declaration, with a name, and does not go on like one. */
function isRefused({ left, operatorToken }: ts.BinaryExpression): boolean {
  if (!isAssignmentToken(operatorToken.kind)) return false;
  if (ts.isIdentifier(left)) return operatorToken.kind !== ts.SyntaxKind.EqualsToken;
  let root = left;
  while (ts.isPropertyAccessExpression(root) || ts.isElementAccessExpression(root)) root = root.expression;
  return ts.isIdentifier(root);
}
