import * as ts from 'typescript';
import { enclosingFunction, subjectOf } from '../kit/enclosing.ts';
import { callsIn } from '../kit/exits.ts';
import { isOnText, methodCall, type MethodCall } from '../kit/method-call.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist } from '../kit/text-of.ts';
import { isSameCode } from '../kit/tree.ts';
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
    if (other.endsWith('With') && (call.call.arguments.length !== 1 || isCut(call))) return;
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
        code: "export const plain = (name: string): string => (name.endsWith('[]') ? name.slice(0, -2) : name);\n",
        because: 'The end is cut off right after.',
      },
      {
        code: "export const isAt = (text: string, at: number): boolean => text.startsWith('a', at);\n",
        because: 'The second argument would mean another thing.',
      },
    ],
  },
};

/** What was found at one end of the text is cut off there: the cut would tell. */
function isCut({ receiver, call }: MethodCall): boolean {
  const fn = enclosingFunction(call);
  return (
    fn !== null &&
    callsIn(fn).some((one) => {
      const other = methodCall(one);
      return (
        other !== null && /^(?:slice|substring)$/u.test(other.name) && isSameCode(other.receiver, receiver)
      );
    })
  );
}
