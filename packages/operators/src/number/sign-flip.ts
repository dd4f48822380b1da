import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { partInstead } from '../kit/part.ts';
import { gist } from '../kit/text-of.ts';
import { bare, isSameCode } from '../kit/tree.ts';
import type { Operator } from '../operator.ts';

export const signFlip: Operator = {
  id: 'sign-flip',
  family: 'number',
  tier: 'moderate',
  cwe: 682,
  status: 'stable',
  title: 'Sign missing',
  mistake: 'In which direction a quantity counts is not thought of.',
  kinds: [ts.SyntaxKind.PrefixUnaryExpression],
  *mutate(node, context) {
    if (!ts.isPrefixUnaryExpression(node) || node.operator !== ts.SyntaxKind.MinusToken) return;
    const operand = bare(node.operand);
    if (
      ts.isNumericLiteral(operand) ? !isResult(node) : ts.isIdentifier(operand) && operand.text === 'Infinity'
    )
      return;
    if (isOtherCase(node)) return;
    const edits = partInstead(node, node.operand, context);
    if (edits === null) return;
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} takes ${gist(node.operand, context)} with the wrong sign.`,
        trigger: `It shows whenever ${gist(node.operand, context)} is not zero.`,
        consequence:
          'What must be taken away is added, what must come first comes last, or what counts from the end counts from the start.',
        fix: `Write ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export const undo = (cart: { sum: number }, price: number): number => cart.sum + Math.min(-price, 0);\n',
        after:
          'export const undo = (cart: { sum: number }, price: number): number => cart.sum + Math.min(price, 0);\n',
        witness: 'undo({ sum: 2 }, 1)',
      },
      {
        before:
          'export function compare(a: string, b: string): number {\n  if (a < b) return -1;\n  return a > b ? 2 : 0;\n}\n',
        after:
          'export function compare(a: string, b: string): number {\n  if (a < b) return 1;\n  return a > b ? 2 : 0;\n}\n',
        witness: "compare('a', 'b')",
      },
    ],
    skips: [
      {
        code: 'export const last = (text: string): string => text.slice(-1);\n',
        because: 'A place counted from the end is no quantity.',
      },
      {
        code: 'export const sign = (isUp: boolean): number => (isUp ? 1 : -1);\n',
        because: 'Both cases would give the same.',
      },
      {
        code: 'export const order = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);\n',
        because: 'Two cases of the chain would give the same.',
      },
    ],
  },
};

/** `return -1` in a function that compares. */
function isResult({ parent }: ts.PrefixUnaryExpression): boolean {
  return ts.isReturnStatement(parent) || ts.isConditionalExpression(parent);
}

/** `c ? 1 : -1`, also further down the chain: `c ? -1 : d ? 1 : 0`. */
function isOtherCase(node: ts.PrefixUnaryExpression): boolean {
  let chain: ts.Node = node;
  while (ts.isConditionalExpression(chain.parent)) chain = chain.parent;
  return resultsOf(chain).some((result) => isSameCode(bare(result), bare(node.operand)));
}

function resultsOf(node: ts.Node): ts.Expression[] {
  if (!ts.isConditionalExpression(node)) return ts.isExpression(node) ? [node] : [];
  return [node.whenTrue, node.whenFalse].flatMap(resultsOf);
}
