import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { methodCall } from '../kit/method-call.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, textOf } from '../kit/text-of.ts';
import { isStringType, typeOf } from '../kit/type-of.ts';
import type { Operator } from '../operator.ts';

const SWAPPED: ReadonlyMap<string, string> = new Map([
  ['slice', 'substr'],
  ['substring', 'substr'],
  ['substr', 'substring'],
]);

export const substringInclusive: Operator = {
  id: 'substring-inclusive',
  family: 'boundary',
  tier: 'moderate',
  cwe: 193,
  status: 'stable',
  title: 'End of a part taken for its length',
  mistake: 'Whether the second argument says where a part of a text ends or how long it is, is mixed up.',
  kinds: [ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    const call = methodCall(node);
    const other = call === null ? undefined : SWAPPED.get(call.name);
    if (call === null || other === undefined || !isStringType(typeOf(call.receiver, context))) return;
    const [start, end] = call.call.arguments;
    if (start === undefined || end === undefined || textOf(start, context) === '0') return;
    if (/^-/u.test(textOf(end, context)) || ts.isSpreadElement(start)) return;
    yield {
      edits: [replaceNode(call.callee.name, other, context)],
      explanation: {
        mechanism: `${subjectOf(node)} calls \`${other}\`, for which ${gist(end, context)} is ${other === 'substr' ? 'a length' : 'a place'}.`,
        trigger: `It shows whenever ${gist(start, context)} is not zero.`,
        consequence: 'The part is longer or shorter than it must be.',
        fix: `Call \`${call.name}\`: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export const word = (text: string, from: number, to: number): string => text.slice(from, to);\n',
        after:
          'export const word = (text: string, from: number, to: number): string => text.substr(from, to);\n',
        witness: "word('abcdef', 2, 4)",
      },
    ],
    skips: [
      {
        code: 'export const head = (text: string, to: number): string => text.slice(0, to);\n',
        because: 'From the beginning, end and length are the same.',
      },
    ],
  },
};
