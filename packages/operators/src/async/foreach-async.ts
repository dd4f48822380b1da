import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { awaitingLoop } from '../kit/awaiting-loop.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { methodCall } from '../kit/method-call.ts';
import { gist, startOf, textOf } from '../kit/text-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const foreachAsync: Operator = {
  id: 'foreach-async',
  family: 'async',
  tier: 'hard',
  cwe: 366,
  status: 'stable',
  title: 'Nobody waits for the turns of a loop',
  mistake: '`forEach` is taken to wait for what its function waits for.',
  kinds: [ts.SyntaxKind.ForOfStatement, ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    const edits = ts.isForOfStatement(node) ? ofLoop(node, context) : ofAll(node, context);
    if (edits === null) return;
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} walks with \`forEach\` and an asynchronous function, for whose promises nobody waits.`,
        trigger: 'It shows when there is something to wait for in a turn.',
        consequence: 'The code goes on before the turns are done, and their failures are lost.',
        fix: `Wait for them: ${gist(ts.isForOfStatement(node) ? node.expression : node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export async function save(names: string[], write: (name: string) => Promise<void>): Promise<void> {\n  for (const name of names) {\n    await write(name);\n  }\n}\n',
        after:
          'export async function save(names: string[], write: (name: string) => Promise<void>): Promise<void> {\n  names.forEach(async (name) => {\n    await write(name);\n  });\n}\n',
        witness:
          "(async () => { let done = 0; await save(['a'], async () => { for (let i = 0; i < 9; i++) await null; done += 1; }); return done; })()",
      },
      {
        before:
          'export async function save(names: string[], write: (name: string) => Promise<void>): Promise<void> {\n  await Promise.all(names.map(async (name) => write(name)));\n}\n',
        after:
          'export async function save(names: string[], write: (name: string) => Promise<void>): Promise<void> {\n  names.forEach(async (name) => write(name));\n}\n',
        witness:
          "(async () => { let done = 0; await save(['a'], async () => { for (let i = 0; i < 9; i++) await null; done += 1; }); return done; })()",
      },
    ],
    skips: [
      {
        code: 'export async function first(names: string[], has: (name: string) => Promise<boolean>): Promise<string | null> {\n  for (const name of names) {\n    if (await has(name)) return name;\n  }\n  return null;\n}\n',
        because: 'A turn ends the loop.',
      },
    ],
  },
};

/** `for (const x of xs) { await … }` becomes `xs.forEach(async (x) => { await … });` */
function ofLoop(node: ts.ForOfStatement, context: SiteContext): Edit[] | null {
  const loop = awaitingLoop(node, context);
  if (loop === null) return null;
  const head = `${textOf(loop.list, context)}.forEach(async (${loop.name}) => `;
  return [
    { start: startOf(node, context), end: startOf(loop.body, context), text: head },
    { start: node.end, end: node.end, text: ');' },
  ];
}

/** `await Promise.all(xs.map(async …));` becomes `xs.forEach(async …);` */
function ofAll(node: ts.Node, context: SiteContext): Edit[] | null {
  const call = methodCall(node);
  if (call?.name !== 'all' || call.receiver.getText() !== 'Promise') return null;
  const wait = node.parent;
  const map = methodCall(call.call.arguments[0] ?? node);
  if (!ts.isAwaitExpression(wait) || !ts.isExpressionStatement(wait.parent) || map?.name !== 'map')
    return null;
  const name = map.callee.name;
  return [
    { start: startOf(wait, context), end: startOf(map.call, context), text: '' },
    { start: startOf(name, context), end: name.end, text: 'forEach' },
    { start: map.call.end, end: wait.end, text: '' },
  ];
}
