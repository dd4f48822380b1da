import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { isToken } from '../kit/comparison.ts';
import { countedLoop } from '../kit/counted-loop.ts';
import { siblingsOf, statementOf, subjectOf } from '../kit/enclosing.ts';
import { callsIn, jumpsOf } from '../kit/exits.ts';
import { methodCall } from '../kit/method-call.ts';
import { freeName } from '../kit/scope.ts';
import { gist, quoted, startOf, textOf } from '../kit/text-of.ts';
import { bare, executed, isInside, isSameCode } from '../kit/tree.ts';
import type { Operator, SiteContext } from '../operator.ts';

const GROWS = /^(?:push|unshift|add|set|enqueue|insert|append)$/u;
const CHANGES = new RegExp(`${GROWS.source}|^(?:pop|shift|splice|delete|clear)$`, 'u');
const COUNTS = /^(?:length|size|count)$/u;

export const loopConditionStale: Operator = {
  id: 'loop-condition-stale',
  family: 'condition',
  tier: 'hard',
  cwe: 834,
  status: 'stable',
  title: 'Loop asks how much there was before it began',
  mistake: 'How much there is to do is counted once, although the loop itself changes it.',
  kinds: [ts.SyntaxKind.ForStatement, ts.SyntaxKind.WhileStatement],
  *mutate(node, context) {
    const stale = ts.isWhileStatement(node) ? countedBefore(node, context) : boundBefore(node, context);
    if (stale === null) return;
    yield {
      edits: stale.edits,
      explanation: {
        mechanism: `${subjectOf(node)} counts ${gist(stale.count, context)} once, into ${quoted(stale.name)}, before the loop.`,
        trigger: `It shows when a turn changes ${gist(stale.list, context)}.`,
        consequence: 'What is added during the walk is never looked at, or places behind the end are.',
        fix: `Ask ${gist(stale.count, context)} in every turn.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export function reach(links: Record<string, string[]>, from: string): string[] {\n  const found = [from];\n  for (let i = 0; i < found.length; i++) {\n    for (const next of links[found[i]!] ?? []) {\n      if (!found.includes(next)) found.push(next);\n    }\n  }\n  return found;\n}\n',
        after:
          'export function reach(links: Record<string, string[]>, from: string): string[] {\n  const found = [from];\n  for (let i = 0, count = found.length; i < count; i++) {\n    for (const next of links[found[i]!] ?? []) {\n      if (!found.includes(next)) found.push(next);\n    }\n  }\n  return found;\n}\n',
        witness: "reach({ a: ['b'], b: ['c'] }, 'a')",
      },
      {
        before:
          'interface Folder {\n  size: number;\n  inner: Folder[];\n}\nexport function total(root: Folder): number {\n  const open = [root];\n  let total = 0;\n  while (open.length > 0) {\n    const folder = open.pop()!;\n    total += folder.size;\n    open.push(...folder.inner);\n  }\n  return total;\n}\n',
        after:
          'interface Folder {\n  size: number;\n  inner: Folder[];\n}\nexport function total(root: Folder): number {\n  const open = [root];\n  let total = 0;\n  for (let left = open.length; left > 0; left--) {\n    const folder = open.pop()!;\n    total += folder.size;\n    open.push(...folder.inner);\n  }\n  return total;\n}\n',
        witness: 'total({ size: 1, inner: [{ size: 2, inner: [] }] })',
      },
    ],
    skips: [
      {
        code: 'export function total(xs: number[]): number {\n  let total = 0;\n  for (let i = 0; i < xs.length; i++) total += xs[i] ?? 0;\n  return total;\n}\n',
        because: 'The loop does not change the list.',
      },
      {
        code: 'export function drain(queue: number[], done: (n: number) => void): void {\n  while (queue.length > 0) done(queue.shift()!);\n}\n',
        because: 'Every turn takes one: the count says the same.',
      },
      {
        code: 'export function remove(xs: number[], x: number): void {\n  for (let i = 0; i < xs.length; i++) {\n    if (xs[i] === x) {\n      xs.splice(i, 1);\n      break;\n    }\n  }\n}\n',
        because: 'The turn that changes the list is the last one: the count is not asked again.',
      },
    ],
  },
};

interface Stale {
  readonly edits: Edit[];
  readonly list: ts.Expression;
  readonly count: ts.Expression;
  readonly name: string;
}

/** `i < list.length` with a count that is taken before the first turn. */
function boundBefore(node: ts.Node, context: SiteContext): Stale | null {
  const loop = countedLoop(node);
  const count = loop === null ? null : bare(loop.test.right);
  if (
    loop === null ||
    count === null ||
    !ts.isPropertyAccessExpression(count) ||
    !COUNTS.test(count.name.text)
  )
    return null;
  const list = count.expression;
  if (!isChanged(loop.node, list, CHANGES)) return null;
  const name = freeName(
    ['count', 'length', 'size', 'end', 'total'],
    [loop.node, loop.node.statement],
    context,
  );
  if (name === null) return null;
  return {
    edits: [
      { start: loop.start.end, end: loop.start.end, text: `, ${name} = ${textOf(count, context)}` },
      { start: startOf(loop.test.right, context), end: loop.test.right.end, text: name },
    ],
    list,
    count,
    name,
  };
}

/** `while (list.length > 0)` with as many turns as there are elements at first. */
function countedBefore(node: ts.WhileStatement, context: SiteContext): Stale | null {
  const test = bare(node.expression);
  if (
    !ts.isBinaryExpression(test) ||
    !isToken(test, ts.SyntaxKind.GreaterThanToken) ||
    test.right.getText() !== '0'
  )
    return null;
  const count = bare(test.left);
  if (!ts.isPropertyAccessExpression(count) || !COUNTS.test(count.name.text)) return null;
  if (!isChanged(node, count.expression, GROWS)) return null;
  const name = freeName(['left', 'remaining', 'pending', 'rest'], [node, node.statement], context);
  if (name === null) return null;
  const text = `for (let ${name} = ${textOf(count, context)}; ${name} > 0; ${name}--`;
  return {
    edits: [{ start: startOf(node, context), end: node.expression.end, text }],
    list: count.expression,
    count,
    name,
  };
}

/** A turn changes the list, and another one comes after it. */
function isChanged(loop: ts.IterationStatement, list: ts.Expression, how: RegExp): boolean {
  return callsIn(loop.statement).some((call) => {
    const method = methodCall(call);
    const isChange =
      method !== null && how.test(method.name) && isSameCode(bare(method.receiver), bare(list));
    return isChange && !isInLastTurn(call, loop);
  });
}

/** Behind the change, in its block, the loop is left: nobody asks again. */
function isInLastTurn(change: ts.Node, loop: ts.IterationStatement): boolean {
  const statement = statementOf(change);
  const siblings = statement === null ? null : siblingsOf(statement);
  if (statement === null || siblings === null || !isInside(statement, loop.statement)) return false;
  if (ts.findAncestor(statement, (outer) => outer === loop || ts.isTryStatement(outer)) !== loop)
    return false;
  const behind = siblings.slice(siblings.indexOf(statement));
  const jumps = jumpsOf(loop);
  const isEnd = (node: ts.Node): boolean => ts.isBreakStatement(node) && jumps.includes(node);
  const isLeft = behind.some((one) => ts.isReturnStatement(one) || ts.isThrowStatement(one) || isEnd(one));
  const leaps = behind.flatMap((one) => [...executed(one)]).filter(isLeap);
  return isLeft && leaps.every(isEnd);
}

function isLeap(node: ts.Node): boolean {
  return ts.isBreakStatement(node) || ts.isContinueStatement(node);
}
