import * as ts from 'typescript';
import { narrows } from '../kit/condition.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { isDeed, isStateChange } from '../kit/effect.ts';
import { guardExit } from '../kit/exits.ts';
import { neighboursFrom, swapped } from '../kit/neighbour.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { waits } from '../kit/tree.ts';
import type { Operator } from '../operator.ts';

export const statementPastReturn: Operator = {
  id: 'statement-past-return',
  family: 'order',
  tier: 'hard',
  cwe: 696,
  status: 'stable',
  title: 'Step is skipped when the function ends early',
  mistake: 'What must be done in any case is written below a line that may leave the function before.',
  kinds: [ts.SyntaxKind.ExpressionStatement],
  *mutate(node, context) {
    const pair = neighboursFrom(node, context);
    if (pair === null || !ts.isIfStatement(pair.second)) return;
    const { first, second } = pair;
    const exit = guardExit(second);
    if (
      exit === null ||
      waits(second) ||
      (narrows(pair.second.expression, context) && !isStateChange(first, context))
    )
      return;
    if (!isStateChange(first, context) && !isDeed(first)) return;
    yield {
      edits: swapped(pair, context),
      explanation: {
        mechanism: `${subjectOf(node)} runs ${gist(first, context)} only when it has not left with ${gist(exit, context)} before.`,
        trigger: `It shows when ${gist(pair.second.expression, context)} holds.`,
        consequence: `Then ${gist(first, context)} is left undone.`,
        fix: `Put ${gist(first, context)} above ${gist(second, context)}.`,
      },
      regions: [{ start: startOf(first, context), end: second.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'export class Counter {\n  calls = 0;\n  sum = 0;\n  add(n: number): number {\n    this.calls += 1;\n    if (n < 0) return this.sum;\n    this.sum += n;\n    return this.sum;\n  }\n}\n',
        after:
          'export class Counter {\n  calls = 0;\n  sum = 0;\n  add(n: number): number {\n    if (n < 0) return this.sum;\n    this.calls += 1;\n    this.sum += n;\n    return this.sum;\n  }\n}\n',
        witness: '(() => { const counter = new Counter(); counter.add(-1); return counter.calls; })()',
      },
    ],
    skips: [
      {
        code: 'export function first(xs: number[]): number {\n  console.log(xs);\n  if (xs.length === 0) return 0;\n  return xs.length;\n}\n',
        because: 'Nobody but the reader of a log would notice.',
      },
    ],
  },
};
