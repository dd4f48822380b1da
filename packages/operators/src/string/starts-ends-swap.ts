import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { isOnText, methodCall } from '../kit/method-call.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist } from '../kit/text-of.ts';
import type { Operator } from '../operator.ts';

const SWAPPED: ReadonlyMap<string, string> = new Map([
  ['startsWith', 'endsWith'],
  ['endsWith', 'startsWith'],
  ['padStart', 'padEnd'],
  ['padEnd', 'padStart'],
]);

export const startsEndsSwap: Operator = {
  id: 'starts-ends-swap',
  family: 'string',
  tier: 'moderate',
  cwe: null,
  status: 'stable',
  title: 'Beginning and end of a text mixed up',
  mistake: 'The method for the other end of a text is taken.',
  kinds: [ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    const call = methodCall(node);
    const other = call === null ? undefined : SWAPPED.get(call.name);
    if (call === null || other === undefined || !isOnText(call, context)) return;
    if (other.endsWith('With') && call.call.arguments.length !== 1) return;
    const end = other.startsWith('end') || other.endsWith('End') ? 'end' : 'beginning';
    yield {
      edits: [replaceNode(call.callee.name, other, context)],
      explanation: {
        mechanism: `${subjectOf(node)} calls \`${other}\` and so looks at the ${end} of ${gist(call.receiver, context)}.`,
        trigger: 'It shows for every text whose beginning and end are not alike.',
        consequence: 'The wrong end is tested or filled up.',
        fix: `Call \`${call.name}\`: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before: "export const isHidden = (name: string): boolean => name.startsWith('.');\n",
        after: "export const isHidden = (name: string): boolean => name.endsWith('.');\n",
        witness: "isHidden('.a')",
      },
      {
        before: "export const two = (n: number): string => String(n).padStart(2, '0');\n",
        after: "export const two = (n: number): string => String(n).padEnd(2, '0');\n",
        witness: 'two(1)',
      },
    ],
    skips: [
      {
        code: "export const isAt = (text: string, at: number): boolean => text.startsWith('a', at);\n",
        because: 'The second argument would mean another thing.',
      },
    ],
  },
};
