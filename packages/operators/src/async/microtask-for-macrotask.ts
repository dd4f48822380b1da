import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { soleStatement } from '../kit/exits.ts';
import { stretchOf, unusedAfter } from '../kit/leftover.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, quoted, textOf } from '../kit/text-of.ts';
import { bare } from '../kit/tree.ts';
import { isPromiseType, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const microtaskForMacrotask: Operator = {
  id: 'microtask-for-macrotask',
  family: 'async',
  tier: 'expert',
  cwe: 696,
  status: 'stable',
  title: 'Runs before events and timers get a turn',
  mistake: 'A microtask is taken to let others run; it comes before all events, timers and input.',
  kinds: [ts.SyntaxKind.ExpressionStatement, ts.SyntaxKind.AwaitExpression],
  *mutate(node, context) {
    const found = ts.isAwaitExpression(node) ? pause(node, context) : later(node, context);
    if (found === null) return;
    const { place, text } = found;
    const leftovers = unusedAfter(found.gone, context);
    if (leftovers === null) return;
    const edits: Edit[] = [replaceNode(place, text, context), ...leftovers];
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} goes on with ${quoted(text)}, which runs before the event loop takes its next turn.`,
        trigger: 'It shows when timers, input or other events should get their turn in between.',
        consequence: 'They wait until all of this is done, or what they would bring is not there yet.',
        fix: `Let the event loop take a turn: ${gist(place, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export function soon(log: string[]): void {\n  setImmediate(() => {\n    log.push("soon");\n  });\n  log.push("now");\n}\n',
        after:
          'export function soon(log: string[]): void {\n  queueMicrotask(() => {\n    log.push("soon");\n  });\n  log.push("now");\n}\n',
        witness: '(async () => { const log = []; soon(log); await null; await null; return log.length; })()',
      },
      {
        before:
          'export async function walk(items: readonly number[], visit: (item: number) => void): Promise<void> {\n  for (const item of items) {\n    visit(item);\n    await new Promise((resolve) => setImmediate(resolve));\n  }\n}\n',
        after:
          'export async function walk(items: readonly number[], visit: (item: number) => void): Promise<void> {\n  for (const item of items) {\n    visit(item);\n    await Promise.resolve();\n  }\n}\n',
        witness:
          '(async () => { const seen = []; const walking = walk([1, 2, 3], (item) => seen.push(item)); for (let i = 0; i < 9; i++) await null; const early = seen.length; await walking; return early; })()',
      },
    ],
    skips: [
      {
        code: 'export function later(done: () => void): void {\n  setTimeout(done, 100);\n}\n',
        because: 'The time matters.',
      },
      {
        code: 'export const start = (done: () => void): NodeJS.Immediate => setImmediate(done);\n',
        because: 'The handle is used.',
      },
    ],
  },
};

interface Sooner {
  readonly place: ts.Node;
  readonly text: string;
  readonly gone: { readonly start: number; readonly end: number }[];
}

/** `setImmediate(f);` and `setTimeout(f, 0);` become `queueMicrotask(f);` */
function later(node: ts.Node, context: SiteContext): Sooner | null {
  if (!ts.isExpressionStatement(node)) return null;
  const call = ts.isVoidExpression(node.expression) ? node.expression.expression : node.expression;
  const work = deferred(call);
  if (work === null || isPromiseType(typeOf(call, context))) return null;
  const { expression: callee } = call as ts.CallExpression;
  return {
    place: call,
    text: `queueMicrotask(${textOf(work, context)})`,
    gone: [stretchOf(callee, context)],
  };
}

/** `await new Promise((resolve) => setImmediate(resolve))` and `await setImmediate()` become `await Promise.resolve()`. */
function pause({ expression }: ts.AwaitExpression, context: SiteContext): Sooner | null {
  const place = bare(expression);
  const text = 'Promise.resolve()';
  const gone = [stretchOf(place, context)];
  if (ts.isCallExpression(place)) {
    const isTurn = place.expression.getText() === 'setImmediate' && place.arguments.length === 0;
    return isTurn && isPromiseType(typeOf(place, context)) ? { place, text, gone } : null;
  }
  if (!ts.isNewExpression(place) || place.expression.getText() !== 'Promise') return null;
  const executor = place.arguments?.[0];
  if (executor === undefined || !ts.isArrowFunction(executor) || executor.parameters.length !== 1)
    return null;
  const only = ts.isBlock(executor.body) ? soleStatement(executor.body) : null;
  const inside = only !== null && ts.isExpressionStatement(only) ? only.expression : executor.body;
  const work = ts.isBlock(inside) ? null : deferred(inside);
  return work !== null && work.getText() === executor.parameters[0]!.name.getText()
    ? { place, text, gone }
    : null;
}

/** What `setImmediate`, or `setTimeout` with no time to wait, is given. */
function deferred(call: ts.Expression): ts.Expression | null {
  if (!ts.isCallExpression(call)) return null;
  const [work, wait, ...rest] = call.arguments;
  const callee = call.expression.getText().replace(/^globalThis\./u, '');
  if (work === undefined || rest.length > 0) return null;
  if (callee === 'setImmediate') return wait === undefined ? work : null;
  return callee === 'setTimeout' && (wait === undefined || wait.getText() === '0') ? work : null;
}
