import * as ts from 'typescript';
import { statementsIn } from '../kit/body.ts';
import { narrows } from '../kit/condition.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { isExit } from '../kit/exits.ts';
import { unusedAfter } from '../kit/leftover.ts';
import { changesSomething } from '../kit/purity.ts';
import { callsItself } from '../kit/recursion.ts';
import { shareName } from '../kit/references.ts';
import { gist, startOf } from '../kit/text-of.ts';
import type { Operator } from '../operator.ts';

export const elseIfConditionDrop: Operator = {
  id: 'else-if-condition-drop',
  family: 'omission',
  tier: 'hard',
  cwe: 670,
  status: 'stable',
  title: 'All remaining cases taken for one',
  mistake:
    'Whatever is not the first case is taken for the second, and that there are others is not thought of.',
  kinds: [ts.SyntaxKind.IfStatement],
  *mutate(node, context) {
    if (!ts.isIfStatement(node) || !ts.isIfStatement(node.parent) || node.parent.elseStatement !== node)
      return;
    const body = node.thenStatement;
    const done = statementsIn(body);
    if (node.elseStatement !== undefined || done.length === 0 || isExit(done.at(-1)!) || callsItself(body))
      return;
    if (changesSomething(node.expression)) return;
    if (narrows(node.expression, context) && shareName(node.expression, body)) return;
    const gone = { start: startOf(node, context), end: startOf(body, context) };
    const leftovers = unusedAfter([gone], context);
    if (leftovers === null) return;
    yield {
      edits: [{ ...gone, text: '' }, ...leftovers],
      explanation: {
        mechanism: `${subjectOf(node)} comes to ${gist(done[0]!, context)} whenever ${gist(node.parent.expression, context)} does not hold.`,
        trigger: `It shows when neither ${gist(node.parent.expression, context)} nor ${gist(node.expression, context)} holds.`,
        consequence: 'A case for which there is nothing to do is treated like one for which there is.',
        fix: `Ask first: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export class Counter {\n  n = 0;\n  step(by: { isUp: boolean; isDown: boolean }): void {\n    if (by.isUp) this.n += 1;\n    else if (by.isDown) this.n -= 1;\n  }\n}\n',
        after:
          'export class Counter {\n  n = 0;\n  step(by: { isUp: boolean; isDown: boolean }): void {\n    if (by.isUp) this.n += 1;\n    else this.n -= 1;\n  }\n}\n',
        witness:
          '(() => { const counter = new Counter(); counter.step({ isUp: false, isDown: false }); return counter.n; })()',
      },
      {
        before:
          "export function price(cart: { sum: number; kind: string }): number {\n  let price = cart.sum;\n  if (cart.kind === 'member') {\n    price *= 0.9;\n  } else if (cart.kind === 'guest') {\n    price += 5;\n  }\n  return price;\n}\n",
        after:
          "export function price(cart: { sum: number; kind: string }): number {\n  let price = cart.sum;\n  if (cart.kind === 'member') {\n    price *= 0.9;\n  } else {\n    price += 5;\n  }\n  return price;\n}\n",
        witness: "price({ sum: 1, kind: 'other' })",
      },
    ],
    skips: [
      {
        code: "export function tell(x: { v?: string; isOff: boolean; said: string[] }): void {\n  if (x.isOff) {\n    x.said.push('off');\n  } else if (x.v !== undefined) {\n    x.said.push(x.v);\n  }\n}\n",
        because: 'The branch compiles only behind the test.',
      },
      {
        code: "export function sign(at: { n: number; signs: string[] }): void {\n  if (at.n > 0) {\n    at.signs.push('+');\n  } else if (at.n < 0) {\n    at.signs.push('-');\n  } else {\n    at.signs.push('0');\n  }\n}\n",
        because: 'The last branch would have to go, too.',
      },
    ],
  },
};
