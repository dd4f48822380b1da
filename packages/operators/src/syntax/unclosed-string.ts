import * as ts from 'typescript';
import { placeOf } from '../kit/enclosing.ts';
import { gist, startOf } from '../kit/text-of.ts';
import type { Operator } from '../operator.ts';

export const unclosedString: Operator = {
  id: 'unclosed-string',
  family: 'syntax',
  tier: 'easy',
  cwe: null,
  status: 'stable',
  title: 'String literal not closed',
  mistake: 'The closing quote of a string is forgotten, so the rest of the line becomes part of it.',
  kinds: [ts.SyntaxKind.StringLiteral],
  *mutate(node, context) {
    const quote = context.text[startOf(node, context)]!;
    const restOfLine = /^[^\n\r]*/u.exec(context.text.slice(node.end))![0];
    if (restOfLine.includes(quote) || context.text[node.end - 1] !== quote || ts.isJsxAttribute(node.parent))
      return;
    yield {
      edits: [{ start: node.end - 1, end: node.end, text: '' }],
      explanation: {
        mechanism: `The string ${gist(node, context)} in ${placeOf(node)} has lost its closing quote.`,
        trigger: 'It shows as soon as anything reads the file.',
        consequence: 'The string runs to the end of the line and the file does not parse.',
        fix: `Close the string: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      { before: "export const unit = 'ms';\n", after: "export const unit = 'ms;\n", witness: null },
      {
        before: 'export function greet(name: string): string {\n  return "Hello, ".concat(name);\n}\n',
        after: 'export function greet(name: string): string {\n  return "Hello, .concat(name);\n}\n',
        witness: null,
      },
    ],
    skips: [
      {
        code: 'export const unit = `ms`;\n',
        because: 'A template may rightly span lines; that is another slip.',
      },
      {
        code: 'export const mark = /[\'"]/;\n',
        because: 'Quotes inside a regular expression close nothing.',
      },
    ],
  },
};
