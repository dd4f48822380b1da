import * as ts from 'typescript';
import { bodyInstead, isEnd, overwrites, statementsIn } from '../kit/body.ts';
import { isEquality } from '../kit/comparison.ts';
import { narrows } from '../kit/condition.ts';
import { siblingsOf, subjectOf } from '../kit/enclosing.ts';
import { calledName } from '../kit/exits.ts';
import { freshness } from '../kit/freshness.ts';
import { changesSomething } from '../kit/purity.ts';
import { callsItself } from '../kit/recursion.ts';
import { shareName } from '../kit/references.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { bare, isSameCode } from '../kit/tree.ts';
import type { Operator } from '../operator.ts';

export const ifWrapperDrop: Operator = {
  id: 'if-wrapper-drop',
  family: 'omission',
  tier: 'hard',
  cwe: 670,
  status: 'stable',
  title: 'Done in every case instead of one',
  mistake: 'Something that is right in one case only is done without asking whether it is that case.',
  kinds: [ts.SyntaxKind.IfStatement],
  *mutate(node, context) {
    if (!ts.isIfStatement(node) || node.elseStatement !== undefined || siblingsOf(node) === null) return;
    const body = node.thenStatement;
    const done = statementsIn(body);
    if (done.length === 0 || isEnd(done, context) || callsItself(body) || overwrites(done, node, context))
      return;
    if (changesSomething(node.expression) || freshness(node, context) !== null || isIdle(node)) return;
    if (narrows(node.expression, context) && shareName(node.expression, body)) return;
    const edits = bodyInstead(node, body, context);
    if (edits === null) return;
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} comes to ${gist(done[0]!, context)} without asking for ${gist(node.expression, context)}.`,
        trigger: `It shows when ${gist(node.expression, context)} does not hold.`,
        consequence: 'What is meant for one case is done in all cases.',
        fix: `Ask first: ${gist(node, context)}.`,
      },
      regions: [{ start: startOf(node.parent, context), end: node.parent.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'export class Recent {\n  readonly items: string[] = [];\n  limit = 2;\n  add(item: string): void {\n    this.items.push(item);\n    if (this.items.length > this.limit) {\n      // The oldest one goes.\n      this.items.shift();\n    }\n  }\n}\n',
        after:
          'export class Recent {\n  readonly items: string[] = [];\n  limit = 2;\n  add(item: string): void {\n    this.items.push(item);\n    // The oldest one goes.\n    this.items.shift();\n  }\n}\n',
        witness: "(() => { const recent = new Recent(); recent.add('a'); return recent.items; })()",
      },
      {
        before:
          'export function price(cart: { sum: number; isMember: boolean }): number {\n  let price = cart.sum;\n  if (cart.isMember) price *= 0.9;\n  return price;\n}\n',
        after:
          'export function price(cart: { sum: number; isMember: boolean }): number {\n  let price = cart.sum;\n  price *= 0.9;\n  return price;\n}\n',
        witness: 'price({ sum: 100, isMember: false })',
      },
    ],
    skips: [
      {
        code: 'export function forget(xs: Map<string, number>, key: string): void {\n  if (xs.has(key)) xs.delete(key);\n}\n',
        because: 'Deleting what is not there does nothing either.',
      },
      {
        code: 'export function tell(listener?: (n: number) => void): void {\n  if (listener !== undefined) listener(1);\n}\n',
        because: 'The call compiles only behind the test.',
      },
      {
        code: "export function label(state: { n: number }): string {\n  let label = 'items';\n  if (state.n === 1) label = 'item';\n  return label;\n}\n",
        because: 'The first value would be there for nothing.',
      },
      {
        code: 'export class Node {\n  next: Node[] = [];\n  isOpen = true;\n  close(): void {\n    this.isOpen = false;\n    for (const node of this.next) {\n      if (node.isOpen) node.close();\n    }\n  }\n}\n',
        because: 'Without the test the recursion may never end.',
      },
    ],
  },
};

/** Without the test the same happens: `if (set.has(x)) set.delete(x)`, `if (a !== b) a = b`. */
function isIdle(node: ts.IfStatement): boolean {
  const only = statementsIn(node.thenStatement);
  if (only.length !== 1 || !ts.isExpressionStatement(only[0]!)) return false;
  const test = bare(node.expression);
  const done = bare(only[0].expression);
  if (ts.isBinaryExpression(done)) {
    const { left, right } = done;
    return isEquality(test) && [left, right].every((side) => isSideOf(side, test));
  }
  const asked = ts.isPrefixUnaryExpression(test) ? bare(test.operand) : test;
  if (!ts.isCallExpression(asked) || !ts.isCallExpression(done) || calledName(asked) !== 'has') return false;
  return (
    /^(?:add|delete)$/u.test(calledName(done) ?? '') && isSameCode(asked.arguments[0]!, done.arguments[0]!)
  );
}

function isSideOf(node: ts.Expression, { left, right }: ts.BinaryExpression): boolean {
  return isSameCode(node, left) || isSameCode(node, right);
}
