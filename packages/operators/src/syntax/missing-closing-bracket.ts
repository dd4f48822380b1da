import * as ts from 'typescript';
import { placeOf } from '../kit/enclosing.ts';
import { gist } from '../kit/text-of.ts';
import type { Operator } from '../operator.ts';

export const missingClosingBracket: Operator = {
  id: 'missing-closing-bracket',
  family: 'syntax',
  tier: 'easy',
  cwe: null,
  status: 'stable',
  title: 'Closing bracket missing',
  mistake: 'An array, an object or an index is opened and never closed.',
  kinds: [
    ts.SyntaxKind.ArrayLiteralExpression,
    ts.SyntaxKind.ObjectLiteralExpression,
    ts.SyntaxKind.ElementAccessExpression,
  ],
  *mutate(node, context) {
    const bracket = context.text[node.end - 1]!;
    if (node.getWidth(context.sourceFile) < 3 || (bracket !== ']' && bracket !== '}')) return;
    yield {
      edits: [{ start: node.end - 1, end: node.end, text: '' }],
      explanation: {
        mechanism: `The \`${bracket}\` that closes ${gist(node, context)} in ${placeOf(node)} is missing.`,
        trigger: 'It shows as soon as anything reads the file.',
        consequence: 'The file does not parse, so nothing in it can be loaded.',
        fix: `Close the expression with \`${bracket}\`: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before: 'export const first = (items: number[]): number => items[0] ?? 0;\n',
        after: 'export const first = (items: number[]): number => items[0 ?? 0;\n',
        witness: null,
      },
      {
        before: 'export const sizes = {\n  small: 1,\n  large: 2,\n};\n',
        after: 'export const sizes = {\n  small: 1,\n  large: 2,\n;\n',
        witness: null,
      },
    ],
    skips: [
      { code: 'export const none: number[] = [];\n', because: 'An empty literal is closed in one stroke.' },
      {
        code: 'export function size(text: string) {\n  return text.length;\n}\n',
        because: 'Blocks and parameter lists belong to other slips.',
      },
    ],
  },
};
