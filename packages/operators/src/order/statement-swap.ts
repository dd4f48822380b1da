import * as ts from 'typescript';
import { placeOf, subjectOf } from '../kit/enclosing.ts';
import { dependsOn, isDeed, isReliedOn, storeTarget } from '../kit/effect.ts';
import { methodCall } from '../kit/method-call.ts';
import { neighboursFrom, swapped, type Neighbours } from '../kit/neighbour.ts';
import { shareName } from '../kit/references.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { isSameCode, waits } from '../kit/tree.ts';
import { statementAcrossCall } from './statement-across-call.ts';
import { takes } from '../kit/specialist.ts';
import type { Operator } from '../operator.ts';

export const statementSwap: Operator = {
  id: 'statement-swap',
  family: 'order',
  tier: 'hard',
  cwe: 696,
  status: 'stable',
  title: 'Two steps in the wrong order',
  mistake: 'All that must be done is done, but one step comes before the one that it rests on.',
  kinds: [ts.SyntaxKind.ExpressionStatement],
  *mutate(node, context) {
    const pair = neighboursFrom(node, context);
    if (pair === null || !isDependent(pair) || makesReceiver(pair)) return;
    if (isReliedOn(pair.first, pair.second, context) || isReliedOn(pair.second, pair.first, context)) return;
    if (takes(statementAcrossCall, node, context)) return;
    const { first, second } = pair;
    yield {
      edits: swapped(pair, context),
      explanation: {
        mechanism: `${subjectOf(node)} runs ${gist(second, context)} before ${gist(first, context)}.`,
        trigger: `It shows whenever ${placeOf(node)} gets there and one of the two changes what the other uses.`,
        consequence: 'One of them works with what the other has not changed yet, or has changed too early.',
        fix: `Run ${gist(first, context)} first.`,
      },
      regions: [{ start: startOf(first, context), end: second.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'export function fibonacci(n: number): number {\n  let [a, b] = [0, 1];\n  for (let i = 0; i < n; i++) {\n    const next = a + b;\n    a = b;\n    b = next;\n  }\n  return a;\n}\n',
        after:
          'export function fibonacci(n: number): number {\n  let [a, b] = [0, 1];\n  for (let i = 0; i < n; i++) {\n    const next = a + b;\n    b = next;\n    a = b;\n  }\n  return a;\n}\n',
        witness: 'fibonacci(5)',
      },
      {
        before:
          'export function largest(xs: number[], x: number): number | undefined {\n  const all = [...xs];\n  all.push(x);\n  all.sort((a, b) => b - a);\n  return all[0];\n}\n',
        after:
          'export function largest(xs: number[], x: number): number | undefined {\n  const all = [...xs];\n  all.sort((a, b) => b - a);\n  all.push(x);\n  return all[0];\n}\n',
        witness: 'largest([1], 2)',
      },
    ],
    skips: [
      {
        code: 'export class Point {\n  x = 0;\n  y = 0;\n  reset(): void {\n    this.x = 0;\n    this.y = 0;\n  }\n}\n',
        because: 'Neither step rests on the other.',
      },
      {
        code: 'export class Index {\n  readonly lists = new Map<string, string[]>();\n  last: string[] = [];\n  start(name: string): void {\n    this.last = [];\n    this.last.push(name);\n    this.lists.set(name, this.last);\n  }\n}\n',
        because: 'What something is done with must be made first: nobody gets that wrong.',
      },
    ],
  },
};

function isDependent({ first, second }: Neighbours): boolean {
  if (!ts.isExpressionStatement(second) || waits(first) || waits(second)) return false;
  const stores = [first, second].filter((statement) => storeTarget(statement) !== null);
  if (stores.length > 0) return dependsOn(second, first) || dependsOn(first, second);
  return isDeed(first) && isDeed(second) && sharesReceiver(first, second);
}

/** `a.list = []; a.list.push(…);` */
function makesReceiver({ first, second }: Neighbours): boolean {
  const made = storeTarget(first);
  const assignment = made === null ? null : (first as ts.ExpressionStatement).expression;
  if (made === null || assignment === null || !ts.isBinaryExpression(assignment)) return false;
  const isNew =
    ts.isNewExpression(assignment.right) ||
    ts.isArrayLiteralExpression(assignment.right) ||
    ts.isObjectLiteralExpression(assignment.right);
  const call = ts.isExpressionStatement(second) ? methodCall(second.expression) : null;
  return isNew && call !== null && isSameCode(call.receiver, made);
}

/** `a.push(…); a.sort();` */
function sharesReceiver(first: ts.Statement, second: ts.ExpressionStatement): boolean {
  const receivers = [(first as ts.ExpressionStatement).expression, second.expression].map((call) =>
    ts.isCallExpression(call) && ts.isPropertyAccessExpression(call.expression) ? call.expression : null,
  );
  const [a, b] = receivers;
  if (a === null || a === undefined || b === null || b === undefined || a.name.text === b.name.text)
    return false;
  return a.expression.getText() === b.expression.getText() && shareName(a.expression, b.expression);
}
