import * as ts from 'typescript';
import { narrows } from '../kit/condition.ts';
import { siblingsOf, subjectOf } from '../kit/enclosing.ts';
import { stretchOf, unusedAfter } from '../kit/leftover.ts';
import { changesSomething } from '../kit/purity.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, textOf } from '../kit/text-of.ts';
import { bare, isAlmostSameCode } from '../kit/tree.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const conditionFromSibling: Operator = {
  id: 'condition-from-sibling',
  family: 'condition',
  tier: 'moderate',
  cwe: 697,
  status: 'stable',
  title: 'Condition of the neighbouring case',
  mistake: 'A case is written by copying the one beside it, and its condition is not changed.',
  kinds: [ts.SyntaxKind.IfStatement],
  *mutate(node, context) {
    if (!ts.isIfStatement(node) || narrows(node.expression, context)) return;
    const other = neighbour(node, context);
    if (other === null) return;
    const { expression: own } = node;
    const leftovers = unusedAfter([stretchOf(own, context)], context);
    if (leftovers === null) return;
    yield {
      edits: [replaceNode(own, textOf(other.expression, context), context), ...leftovers],
      explanation: {
        mechanism: `${subjectOf(node)} asks ${gist(other.expression, context)} a second time where ${gist(own, context)} is meant.`,
        trigger: `It shows when one of the two holds and the other does not.`,
        consequence: `The case ${gist(own, context)} is not dealt with, or dealt with at the wrong time.`,
        fix: `Ask ${gist(own, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          "export function check(width: number, names: string[]): string[] {\n  const found: string[] = [];\n  if (width > 80) found.push('too wide');\n  if (names.length === 0) found.push('no names');\n  return found.concat(names, String(width));\n}\n",
        after:
          "export function check(width: number, names: string[]): string[] {\n  const found: string[] = [];\n  if (width > 80) found.push('too wide');\n  if (width > 80) found.push('no names');\n  return found.concat(names, String(width));\n}\n",
        witness: 'check(1, [])',
      },
      {
        before:
          'export class Door {\n  isOpen = false;\n  locks = 1;\n  heard: string[] = [];\n  push(): void {\n    if (this.isOpen) return;\n    this.heard.push("creak");\n    if (this.locks > 0) {\n      return;\n    }\n    this.isOpen = true;\n  }\n}\n',
        after:
          'export class Door {\n  isOpen = false;\n  locks = 1;\n  heard: string[] = [];\n  push(): void {\n    if (this.isOpen) return;\n    this.heard.push("creak");\n    if (this.isOpen) {\n      return;\n    }\n    this.isOpen = true;\n  }\n}\n',
        witness: '(() => { const door = new Door(); door.push(); return door.isOpen; })()',
      },
    ],
    skips: [
      {
        code: 'export function area(box: { width: number; height: number }): number {\n  if (box.width < 0) return 0;\n  if (box.height < 0) return 0;\n  return box.width * box.height;\n}\n',
        because: 'One name that is not changed is the business of copy-paste-remnant.',
      },
      {
        code: 'export function size(text: string | null, width: number): number {\n  if (width === 0 && text !== "") return 0;\n  if (text === null) return 0;\n  return text.length * width;\n}\n',
        because: 'The code after it compiles only because of the check.',
      },
    ],
  },
};

/** The `if` before this one in its list whose condition may stand here. */
function neighbour(node: ts.IfStatement, context: SiteContext): ts.IfStatement | null {
  const siblings = siblingsOf(node);
  if (siblings === null) return null;
  const before = siblings.slice(0, siblings.indexOf(node)).findLast((other) => ts.isIfStatement(other));
  if (before === undefined || changesSomething(before.expression) || changesSomething(node.expression))
    return null;
  const isAlike = isAlmostSameCode(bare(before.expression), bare(node.expression));
  return isAlike || narrows(before.expression, context) ? null : before;
}
