import * as ts from 'typescript';
import { placeOf } from '../kit/enclosing.ts';
import { gist, startOf } from '../kit/text-of.ts';
import type { Operator } from '../operator.ts';

/** Words that may stand before or behind another one. */
const PAIRED =
  /^(?:as|satisfies|is|in|of|instanceof|async|await|yield|type|declare|namespace|module|abstract|let|get|set|static|using|accessor|keyof|unique|readonly|infer|asserts|global|out|new|typeof|void|delete|function|class)$/u;

export const missingOperator: Operator = {
  id: 'missing-operator',
  family: 'syntax',
  tier: 'easy',
  cwe: null,
  status: 'stable',
  title: 'Operator missing',
  mistake: 'What joins two values is deleted or never typed.',
  kinds: [ts.SyntaxKind.BinaryExpression],
  *mutate(node, context) {
    if (!ts.isBinaryExpression(node) || !/^\W/u.test(node.operatorToken.getText(context.sourceFile))) return;
    if (node.operatorToken.kind === ts.SyntaxKind.CommaToken) return;
    const { text } = context;
    const start = startOf(node.right, context);
    const between = text.slice(node.left.end, start);
    const before = /[\p{L}\p{N}_$]+$/u.exec(text.slice(node.left.pos, node.left.end))?.[0];
    const behind = /^(?:[\p{L}\p{N}_$]+|['"])/u.exec(text.slice(start, node.right.end))?.[0];
    if (/[\n\r/]/u.test(between.replace(node.operatorToken.getText(context.sourceFile), ''))) return;
    if (before === undefined || behind === undefined || PAIRED.test(before) || PAIRED.test(behind)) return;
    const token = node.operatorToken;
    yield {
      edits: [{ start: startOf(token, context), end: start, text: '' }],
      explanation: {
        mechanism: `Between ${gist(node.left, context)} and ${gist(node.right, context)} in ${placeOf(node)} the operator is missing.`,
        trigger: 'It shows as soon as anything reads the file.',
        consequence: 'Two values in a row do not parse, so nothing in the file can be loaded.',
        fix: `Join them: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before: 'export const area = (width: number, height: number): number => width * height;\n',
        after: 'export const area = (width: number, height: number): number => width height;\n',
        witness: null,
      },
      {
        before:
          "export function greet(name: string): string {\n  if (name === '') return 'Hello';\n  return name;\n}\n",
        after:
          "export function greet(name: string): string {\n  if (name '') return 'Hello';\n  return name;\n}\n",
        witness: null,
      },
    ],
    skips: [
      {
        code: 'export const isSame = (a: number, b: number): boolean => a === (b);\n',
        because: 'What would be left is a call.',
      },
      {
        code: 'export const isBelow = (a: number, b: number): boolean =>\n  a <\n  b;\n',
        because: 'On a line of its own the second value may parse as a statement.',
      },
    ],
  },
};
