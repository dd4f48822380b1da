import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { isOnText, methodCall } from '../kit/method-call.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist } from '../kit/text-of.ts';
import { descendants } from '../kit/tree.ts';
import type { Operator } from '../operator.ts';

const SWAPPED: ReadonlyMap<string, string> = new Map([
  ['toLowerCase', 'toUpperCase'],
  ['toUpperCase', 'toLowerCase'],
  ['toLocaleLowerCase', 'toLocaleUpperCase'],
  ['toLocaleUpperCase', 'toLocaleLowerCase'],
]);

export const caseMethodSwap: Operator = {
  id: 'case-method-swap',
  family: 'string',
  tier: 'moderate',
  cwe: 178,
  status: 'stable',
  title: 'Capital and small letters mixed up',
  mistake: 'A text is brought into the other case than the one that is needed.',
  kinds: [ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    const call = methodCall(node);
    const other = call === null ? undefined : SWAPPED.get(call.name);
    if (call === null || other === undefined || !isOnText(call, context)) return;
    if (isSmallAlready(call.receiver) && call.name.endsWith('UpperCase')) return;
    yield {
      edits: [replaceNode(call.callee.name, other, context)],
      explanation: {
        mechanism: `${subjectOf(node)} calls \`${other}\` on ${gist(call.receiver, context)}.`,
        trigger: `It shows for every text with letters in ${gist(call.receiver, context)}.`,
        consequence: 'The text is in the wrong case and equals nothing that it must equal.',
        fix: `Call \`${call.name}\`: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export const title = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);\n',
        after:
          'export const title = (word: string): string => word.charAt(0).toLowerCase() + word.slice(1);\n',
        witness: "title('word')",
      },
    ],
    skips: [
      {
        code: "export const hex = (code: number): string => ('0' + code.toString(16)).toUpperCase();\n",
        because: 'The digits are small letters already: the call would do nothing.',
      },
      {
        code: 'const toUpperCase = (text: string): string => text + "!";\nexport const loud = (text: string): string => toUpperCase(text);\n',
        because: 'It is no method of a text.',
      },
    ],
  },
};

/** Digits, like `n.toString(16)`, alone or put together with something. */
function isSmallAlready(receiver: ts.Expression): boolean {
  return [...descendants(receiver)].some((part) => {
    const call = methodCall(part);
    return call?.name === 'toString' && call.call.arguments.length === 1;
  });
}
