import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { enclosingFunction, isLoop, siblingsOf, subjectOf } from '../kit/enclosing.ts';
import { indentOf, lineBreakOf, hasFixedLines, reindent } from '../kit/layout.ts';
import { isSorted, moveIntoLoop } from '../kit/into-loop.ts';
import { hasComment } from '../kit/neighbour.ts';
import { methodCall } from '../kit/method-call.ts';
import { dropLines } from '../kit/replace.ts';
import { storesInto } from '../kit/shared-state.ts';
import { gist, startOf, textOf } from '../kit/text-of.ts';
import { executed, isSameCode, waits } from '../kit/tree.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const sortInLoop: Operator = {
  id: 'sort-in-loop',
  family: 'performance',
  tier: 'expert',
  cwe: 407,
  status: 'nursery',
  title: 'Sorted in every turn of a loop',
  mistake: 'A list is put in order each time that it is added to or looked at, and not once.',
  kinds: [ts.SyntaxKind.VariableStatement, ts.SyntaxKind.ExpressionStatement],
  *mutate(node, context) {
    const move = ts.isExpressionStatement(node) ? afterLoop(node, context) : beforeLoop(node, context);
    if (move === null) return;
    yield {
      edits: move.edits,
      explanation: {
        mechanism: `${subjectOf(node)} runs ${gist(node, context)} again for each element.`,
        trigger: 'It shows when there are many elements: twice as many take more than four times as long.',
        consequence: 'The result is the same, but large inputs are no longer dealt with in time.',
        fix: `Sort once, outside of the loop: ${gist(node, context)}.`,
      },
      regions: [{ start: startOf(move.loop, context), end: move.loop.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          "export function parse(lines: readonly string[], compare: (a: number, b: number) => number): number[] {\n  const numbers: number[] = [];\n  for (const line of lines) {\n    if (line !== '') numbers.push(Number(line));\n  }\n  numbers.sort(compare);\n  return numbers;\n}\n",
        after:
          "export function parse(lines: readonly string[], compare: (a: number, b: number) => number): number[] {\n  const numbers: number[] = [];\n  for (const line of lines) {\n    if (line !== '') numbers.push(Number(line));\n    numbers.sort(compare);\n  }\n  return numbers;\n}\n",
        witness:
          "(() => { let compared = 0; parse(['1', '2', '3', '4'], (a, b) => { compared += 1; return a - b; }); return compared; })()",
      },
      {
        before:
          'export function ranks(scores: readonly number[], compare: (a: number, b: number) => number): number[] {\n  const order = scores.toSorted(compare);\n  return scores.map((score) => order.indexOf(score) + 1);\n}\n',
        after:
          'export function ranks(scores: readonly number[], compare: (a: number, b: number) => number): number[] {\n  return scores.map((score) => scores.toSorted(compare).indexOf(score) + 1);\n}\n',
        witness:
          '(() => { let compared = 0; ranks([3, 1, 2], (a, b) => { compared += 1; return a - b; }); return compared; })()',
      },
    ],
    skips: [
      {
        code: 'export function top(scores: readonly number[]): number[] {\n  const order = scores.toSorted((a, b) => b - a);\n  return order.slice(0, 3);\n}\n',
        because: 'There is no loop.',
      },
      {
        code: 'export function merged(lists: readonly number[][]): number[] {\n  const all: number[] = [];\n  for (const list of lists) {\n    list.sort((a, b) => a - b);\n  }\n  all.sort((a, b) => a - b);\n  return all;\n}\n',
        because: 'The loop does not add to the list.',
      },
    ],
  },
};

interface Move {
  readonly loop: ts.Node;
  readonly edits: readonly Edit[];
}

function beforeLoop(node: ts.Node, context: SiteContext): Move | null {
  if (waits(node) || !isSorted(node)) return null;
  return moveIntoLoop(node, context);
}

/** `for (…) list.push(…); list.sort(…);`: the sorting moves to the end of the loop's body. */
function afterLoop(node: ts.ExpressionStatement, context: SiteContext): Move | null {
  const call = methodCall(node.expression);
  const siblings = siblingsOf(node);
  if (call?.name !== 'sort' || siblings === null || enclosingFunction(node) === null) return null;
  const loop = siblings[siblings.indexOf(node) - 1];
  if (loop === undefined || !isLoop(loop) || !ts.isBlock(loop.statement)) return null;
  const last = loop.statement.statements.at(-1);
  if (last === undefined || hasComment(node, context) || hasFixedLines(node, context)) return null;
  const isWalked =
    ts.isForOfStatement(loop) &&
    [...executed(loop.expression)].some((part) => isSameCode(part, call.receiver));
  if (isWalked || !storesInto(loop.statement, call.receiver) || waits(loop)) return null;
  const indent = indentOf(last, context);
  const text =
    lineBreakOf(context) + indent + reindent(textOf(node, context), indentOf(node, context), indent);
  return { loop, edits: [{ start: last.end, end: last.end, text }, dropLines(node, context)] };
}
