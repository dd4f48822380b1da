import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { isOnText, methodCall } from '../kit/method-call.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist } from '../kit/text-of.ts';
import type { Operator } from '../operator.ts';

const OTHERS: ReadonlyMap<string, readonly string[]> = new Map([
  ['trim', ['trimEnd', 'trimStart']],
  ['trimEnd', ['trimStart']],
  ['trimStart', ['trimEnd']],
  ['trimLeft', ['trimRight']],
  ['trimRight', ['trimLeft']],
]);

export const trimSide: Operator = {
  id: 'trim-side',
  family: 'string',
  tier: 'moderate',
  cwe: null,
  status: 'stable',
  title: 'Blanks taken off one side only',
  mistake: 'It is not thought of that there may be blanks on the other side of a text.',
  kinds: [ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    const call = methodCall(node);
    if (call === null || call.call.arguments.length > 0 || !isOnText(call, context)) return;
    for (const other of OTHERS.get(call.name) ?? []) {
      const kept = /Start|Left/u.test(other) ? 'end' : 'beginning';
      yield {
        edits: [replaceNode(call.callee.name, other, context)],
        explanation: {
          mechanism: `${subjectOf(node)} calls \`${other}\` and leaves the blanks at the ${kept} of ${gist(call.receiver, context)}.`,
          trigger: `It shows for a text with blanks at its ${kept}.`,
          consequence: 'The blanks become part of what is stored, compared or measured.',
          fix: `Call \`${call.name}\`: ${gist(node, context)}.`,
        },
      };
    }
  },
  examples: {
    injects: [
      {
        before: 'export const name = (line: string): string => line.trim();\n',
        after: 'export const name = (line: string): string => line.trimEnd();\n',
        witness: "name(' a')",
      },
      {
        before: 'export const body = (line: string): string => line.trimEnd();\n',
        after: 'export const body = (line: string): string => line.trimStart();\n',
        witness: "body(' a')",
      },
    ],
    skips: [
      {
        code: 'interface Hedge {\n  trim(): number;\n}\nexport const cut = (hedge: Hedge): number => hedge.trim();\n',
        because: 'It is no text.',
      },
    ],
  },
};
