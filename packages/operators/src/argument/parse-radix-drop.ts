import * as ts from 'typescript';
import { withoutElement } from '../kit/element.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { calledName } from '../kit/exits.ts';
import { gist } from '../kit/text-of.ts';
import type { Operator } from '../operator.ts';

export const parseRadixDrop: Operator = {
  id: 'parse-radix-drop',
  family: 'argument',
  tier: 'hard',
  cwe: 704,
  status: 'stable',
  title: 'Base of a number left to chance',
  mistake: 'A number is taken to be read and written in base ten unless its text says otherwise.',
  kinds: [ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    if (!ts.isCallExpression(node)) return;
    const isParse = calledName(node) === 'parseInt' && node.arguments.length === 2;
    const [only] = node.arguments;
    const isPrint =
      calledName(node) === 'toString' && node.arguments.length === 1 && ts.isNumericLiteral(only!);
    if (!isParse && !isPrint) return;
    const radix = node.arguments.at(-1)!;
    if (isPrint && radix.getText() === '10') return;
    const edits = withoutElement(node.arguments, node.arguments.length - 1, context);
    if (edits === null) return;
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} calls ${gist(node.expression, context)} without the base ${gist(radix, context)}.`,
        trigger:
          isParse && radix.getText() === '10'
            ? 'It shows for a text that starts with `0x`.'
            : 'It shows for numbers that the two bases write differently.',
        consequence: 'The digits are read, or written, in another base.',
        fix: `Give the base: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          "export const octets = (ip: string): number[] => ip.split('.').map((part) => parseInt(part, 10));\n",
        after:
          "export const octets = (ip: string): number[] => ip.split('.').map((part) => parseInt(part));\n",
        witness: "octets('0x10.1')",
      },
      {
        before: 'export const hex = (n: number): string => n.toString(16);\n',
        after: 'export const hex = (n: number): string => n.toString();\n',
        witness: 'hex(255)',
      },
    ],
    skips: [
      {
        code: "export const text = (bytes: Buffer): string => bytes.toString('hex');\n",
        because: 'An encoding is no base.',
      },
    ],
  },
};
