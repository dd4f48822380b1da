import * as ts from 'typescript';
import { statementsIn } from '../kit/body.ts';
import { narrows } from '../kit/condition.ts';
import { nextStatement, subjectOf } from '../kit/enclosing.ts';
import { isExit } from '../kit/exits.ts';
import { leavesUnassigned, unusedAfter } from '../kit/leftover.ts';
import { changesSomething } from '../kit/purity.ts';
import { gist, startOf } from '../kit/text-of.ts';
import type { Operator } from '../operator.ts';

export const elseIfDrop: Operator = {
  id: 'else-if-drop',
  family: 'omission',
  tier: 'hard',
  cwe: null,
  status: 'stable',
  title: 'One of several cases is missing',
  mistake: 'Of several cases that are told apart one after the other, one is not thought of.',
  kinds: [ts.SyntaxKind.IfStatement],
  *mutate(node, context) {
    if (!ts.isIfStatement(node) || !isElseIf(node)) return;
    const rest = node.elseStatement;
    const done = statementsIn(node.thenStatement);
    if (done.length === 0 || narrows(node.expression, context) || changesSomething(node.expression)) return;
    if (rest === undefined && isExit(done.at(-1)!) && nextStatement(headOf(node)) === null) return;
    const gone =
      rest === undefined
        ? { start: node.parent.thenStatement.end, end: node.end }
        : { start: startOf(node, context), end: startOf(rest, context) };
    if (leavesUnassigned([gone], context)) return;
    const leftovers = unusedAfter([gone], context);
    if (leftovers === null) return;
    yield {
      edits: [{ ...gone, text: '' }, ...leftovers],
      explanation: {
        mechanism: `${subjectOf(node)} does not tell apart the case ${gist(node.expression, context)}.`,
        trigger: `It shows when ${gist(node.expression, context)} holds and none of the cases before it does.`,
        consequence: `Then ${gist(done[0]!, context)} is not reached, as it must be.`,
        fix: `Deal with the case: ${gist(node, context)}.`,
      },
      regions: [{ start: startOf(headOf(node), context), end: headOf(node).end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          "export function grade(test: { points: number }): string {\n  if (test.points > 90) {\n    return 'very good';\n  } else if (test.points > 70) {\n    return 'good';\n  } else {\n    return 'passed';\n  }\n}\n",
        after:
          "export function grade(test: { points: number }): string {\n  if (test.points > 90) {\n    return 'very good';\n  } else {\n    return 'passed';\n  }\n}\n",
        witness: 'grade({ points: 80 })',
      },
      {
        before:
          'export class Counter {\n  n = 0;\n  step(by: { isUp: boolean; isDown: boolean }): void {\n    if (by.isUp) this.n += 1;\n    else if (by.isDown) this.n -= 1;\n  }\n}\n',
        after:
          'export class Counter {\n  n = 0;\n  step(by: { isUp: boolean; isDown: boolean }): void {\n    if (by.isUp) this.n += 1;\n  }\n}\n',
        witness:
          '(() => { const counter = new Counter(); counter.step({ isUp: false, isDown: true }); return counter.n; })()',
      },
    ],
    skips: [
      {
        code: "export function size(x: { v: string | number | null }): number {\n  if (x.v === null) {\n    return 0;\n  } else if (typeof x.v === 'string') {\n    return x.v.length;\n  } else {\n    return x.v;\n  }\n}\n",
        because: 'The last branch compiles only because of the case before it.',
      },
      {
        code: 'export function sign(at: { n: number }): number {\n  if (at.n > 0) {\n    return 1;\n  } else {\n    return -1;\n  }\n}\n',
        because: 'Two cases are the business of branch-collapse.',
      },
    ],
  },
};

function isElseIf(node: ts.IfStatement): node is ts.IfStatement & { readonly parent: ts.IfStatement } {
  return ts.isIfStatement(node.parent) && node.parent.elseStatement === node;
}

/** The first `if` of the chain. */
function headOf(node: ts.IfStatement): ts.IfStatement {
  return isElseIf(node) ? headOf(node.parent) : node;
}
