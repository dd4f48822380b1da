import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { jumpsOf } from '../kit/exits.ts';
import { gist, startOf } from '../kit/text-of.ts';
import type { Operator } from '../operator.ts';

const WHILE = 'while';

export const loopToFirst: Operator = {
  id: 'loop-to-first',
  family: 'omission',
  tier: 'hard',
  cwe: 670,
  status: 'stable',
  title: 'Done once where it must be done until it is enough',
  mistake: 'It is not thought of that there may be more than one to deal with.',
  kinds: [ts.SyntaxKind.WhileStatement],
  *mutate(node, context) {
    if (!ts.isWhileStatement(node) || isAlways(node.expression)) return;
    if (ts.isEmptyStatement(node.statement) || ts.isLabeledStatement(node.parent)) return;
    if (jumpsOf(node).length > 0 || takesElse(node)) return;
    const start = startOf(node, context);
    yield {
      edits: [{ start, end: start + WHILE.length, text: 'if' }],
      explanation: {
        mechanism: `${subjectOf(node)} asks once whether ${gist(node.expression, context)} instead of going on as long as it holds.`,
        trigger: `It shows when ${gist(node.expression, context)} still holds after one turn.`,
        consequence: 'Only the first is dealt with, and the rest is left as it was.',
        fix: `Repeat it: \`while (${node.expression.getText(context.sourceFile).replaceAll(/\s+/gu, ' ')})\`.`,
      },
      regions: [{ start, end: node.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'export function latest(queue: number[], limit: number): number[] {\n  while (queue.length > limit) queue.shift();\n  return queue;\n}\n',
        after:
          'export function latest(queue: number[], limit: number): number[] {\n  if (queue.length > limit) queue.shift();\n  return queue;\n}\n',
        witness: 'latest([1, 2, 3], 1)',
      },
      {
        before:
          "export function stem(path: string): string {\n  let rest = path;\n  while (rest.endsWith('/')) {\n    rest = rest.slice(0, -1);\n  }\n  return rest;\n}\n",
        after:
          "export function stem(path: string): string {\n  let rest = path;\n  if (rest.endsWith('/')) {\n    rest = rest.slice(0, -1);\n  }\n  return rest;\n}\n",
        witness: "stem('a//')",
      },
    ],
    skips: [
      {
        code: 'export function halve(n: number): number {\n  let rest = n;\n  while (1) {\n    rest /= 2;\n    if (rest < 1) throw new Error(String(rest));\n  }\n  return rest;\n}\n',
        because: 'Nobody asks whether one is true.',
      },
      {
        code: 'export function firstGap(xs: ReadonlySet<number>): number {\n  let at = 0;\n  while (at < 100) {\n    if (!xs.has(at)) break;\n    at++;\n  }\n  return at;\n}\n',
        because: 'A `break` outside a loop does not compile.',
      },
      {
        code: 'export function drain(queue: number[]): void {\n  while (true) {\n    if (queue.pop() === undefined) return;\n  }\n}\n',
        because: 'A test that always holds is no test.',
      },
    ],
  },
};

/** An `else` behind the loop would come to belong to it. */
function takesElse(node: ts.WhileStatement): boolean {
  return ts.isIfStatement(node.parent) && node.parent.elseStatement !== undefined;
}

/** `while (true)`, `while (1)`. */
function isAlways(condition: ts.Expression): boolean {
  return condition.kind === ts.SyntaxKind.TrueKeyword || ts.isNumericLiteral(condition);
}
