import * as ts from 'typescript';
import { placeOf } from '../kit/enclosing.ts';
import { gist } from '../kit/text-of.ts';
import type { Operator } from '../operator.ts';

export const missingParen: Operator = {
  id: 'missing-paren',
  family: 'syntax',
  tier: 'easy',
  cwe: null,
  status: 'stable',
  title: 'Closing parenthesis missing',
  mistake: 'Where several parentheses close in a row, one too few is typed.',
  kinds: [
    ts.SyntaxKind.CallExpression,
    ts.SyntaxKind.NewExpression,
    ts.SyntaxKind.IfStatement,
    ts.SyntaxKind.WhileStatement,
    ts.SyntaxKind.ParenthesizedExpression,
  ],
  *mutate(node, context) {
    const paren = closingParen(node, context.text);
    // Of a row of parentheses any one may be missing: the last one stands for all.
    if (paren === null || context.text[paren - 1] !== ')' || context.text[paren + 1] === ')') return;
    const whole = ts.isIfStatement(node) || ts.isWhileStatement(node) ? node.expression : node;
    yield {
      edits: [{ start: paren, end: paren + 1, text: '' }],
      explanation: {
        mechanism: `One of the parentheses that close ${gist(whole, context)} in ${placeOf(node)} is missing.`,
        trigger: 'It shows as soon as anything reads the file.',
        consequence: 'The file does not parse, so nothing in it can be loaded.',
        fix: `Close every parenthesis of ${gist(whole, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export const half = (n: number): number => Math.floor(Math.abs(n) / Math.max(1, Math.sqrt(4)));\n',
        after:
          'export const half = (n: number): number => Math.floor(Math.abs(n) / Math.max(1, Math.sqrt(4));\n',
        witness: null,
      },
      {
        before:
          "export function check(text: string): void {\n  if (text.startsWith('x')) throw new Error(text);\n}\n",
        after:
          "export function check(text: string): void {\n  if (text.startsWith('x') throw new Error(text);\n}\n",
        witness: null,
      },
    ],
    skips: [
      {
        code: 'export const size = (n: number): number => Math.abs(n);\n',
        because: 'A single parenthesis is rarely forgotten.',
      },
      {
        code: 'export const made = new Date();\n',
        because: 'An empty argument list is typed in one stroke.',
      },
    ],
  },
};

/** Offset of the last parenthesis of a call or condition. */
function closingParen(node: ts.Node, text: string): number | null {
  if (ts.isIfStatement(node) || ts.isWhileStatement(node)) {
    return text[node.expression.end] === ')' ? node.expression.end : null;
  }
  return text[node.end - 1] === ')' ? node.end - 1 : null;
}
