import * as ts from 'typescript';
import { alsoInlined } from '../kit/inlined.ts';
import { isToken, rangeSubject } from '../kit/comparison.ts';
import { isCondition, narrows } from '../kit/condition.ts';
import { placeOf } from '../kit/enclosing.ts';
import { withoutPair } from '../kit/pair.ts';
import { partInstead } from '../kit/part.ts';
import { pathCheckIn } from '../kit/path-check.ts';
import { changesSomething } from '../kit/purity.ts';
import { gist } from '../kit/text-of.ts';
import { bare } from '../kit/tree.ts';
import { isBooleanType, typeOf } from '../kit/type-of.ts';
import type { Operator } from '../operator.ts';

export const disjunctDrop: Operator = {
  id: 'disjunct-drop',
  family: 'omission',
  tier: 'hard',
  cwe: 670,
  status: 'stable',
  title: 'Condition lacks one of its alternatives',
  mistake: 'One of several cases that are to be treated alike is not thought of.',
  kinds: [ts.SyntaxKind.BinaryExpression],
  *mutate(node, context) {
    if (!ts.isBinaryExpression(node) || !isToken(node, ts.SyntaxKind.BarBarToken)) return;
    if (rangeSubject(node) !== null || pathCheckIn(node, context) !== null) return;
    if (!isCondition(node) && !isBooleanType(typeOf(node, context))) return;
    for (const [dropped, kept] of [
      [node.right, node.left],
      [node.left, node.right],
    ] as const) {
      if (isChain(dropped) || narrows(dropped, context) || changesSomething(dropped)) continue;
      const edits = partInstead(node, kept, context);
      if (edits === null) continue;
      yield* alsoInlined(
        {
          edits,
          explanation: {
            mechanism: `The condition in ${placeOf(node)} is only ${gist(kept, context)}; the case ${gist(dropped, context)} is left out.`,
            trigger: `It shows when ${gist(dropped, context)} holds and ${gist(kept, context)} does not.`,
            consequence: 'That case goes the way of all those that the condition is not meant for.',
            fix: `Ask for either: ${gist(node, context)}.`,
          },
        },
        context,
      );
    }
    const both = withoutPair(node, (part) => narrows(part, context) || changesSomething(part), context);
    if (both !== null) yield both;
  },
  examples: {
    injects: [
      {
        before:
          "export function text(value: any, isHidden: boolean): string {\n  if (isHidden || !value || typeof value !== 'object') return '';\n  return Object.keys(value).join();\n}\n",
        after:
          "export function text(value: any, isHidden: boolean): string {\n  if (isHidden) return '';\n  return Object.keys(value).join();\n}\n",
        witness: 'text(null, false)',
      },
      {
        before:
          "export function fields(line: string): string[] {\n  if (line === '' || line.startsWith('#')) return [];\n  return line.split(',');\n}\n",
        after:
          "export function fields(line: string): string[] {\n  if (line === '') return [];\n  return line.split(',');\n}\n",
        witness: "fields('# a')",
      },
      {
        before:
          'export const mayEdit = (user: { isOwner: boolean; isOpen: boolean; roles: string[] }): boolean =>\n  user.isOpen && (user.isOwner || user.roles.includes("editor"));\n',
        after:
          'export const mayEdit = (user: { isOwner: boolean; isOpen: boolean; roles: string[] }): boolean =>\n  user.isOpen && user.isOwner;\n',
        witness: "mayEdit({ isOwner: false, isOpen: true, roles: ['editor'] })",
      },
    ],
    skips: [
      {
        code: "export const size = (x?: string | number): number =>\n  x === undefined || typeof x === 'number' ? 0 : x.length;\n",
        because: 'The code behind the test compiles only because both halves failed.',
      },
      {
        code: 'export const isMissing = (n: number): boolean => n < 0 || n > 9;\n',
        because: 'The ends of a range are the business of range-check-drop.',
      },
      {
        code: "export const named = (given: string): string => given || 'none';\n",
        because: 'The expression yields a value, not an answer.',
      },
      {
        code: 'export const either = (a: boolean, b: boolean): boolean => a || b;\n',
        because: 'A parameter would stand there unused.',
      },
    ],
  },
};

/** `a || b` in front of `|| c`: its parts are dropped one by one. */
function isChain(node: ts.Expression): boolean {
  const inner = bare(node);
  return ts.isBinaryExpression(inner) && isToken(inner, ts.SyntaxKind.BarBarToken);
}
