import * as ts from 'typescript';
import { isOnlyWait, regionBehind } from '../kit/awaiting.ts';
import { placeOf } from '../kit/enclosing.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { isPromiseType, typeOf } from '../kit/type-of.ts';
import type { Operator } from '../operator.ts';

export const awaitDrop: Operator = {
  id: 'await-drop',
  family: 'async',
  tier: 'expert',
  cwe: 366,
  status: 'stable',
  title: 'Asynchronous step not awaited',
  mistake: 'A call that takes time is treated as if it were done when it returns.',
  kinds: [ts.SyntaxKind.ExpressionStatement],
  *mutate(node, context) {
    if (!ts.isExpressionStatement(node) || !ts.isAwaitExpression(node.expression)) return;
    const call = node.expression.expression;
    if (!ts.isCallExpression(call) || !isPromiseType(typeOf(call, context)) || isOnlyWait(node)) return;
    yield {
      edits: [{ start: startOf(node, context), end: startOf(call, context), text: '' }],
      explanation: {
        mechanism: `${gist(call, context)} in ${placeOf(node)} is started but not awaited.`,
        trigger: `It shows when what follows depends on ${gist(call, context)}, or when that call fails.`,
        consequence: 'What follows runs too early, and a failure is reported to nobody who waits.',
        fix: `Wait for it: ${gist(node, context)}.`,
      },
      regions: regionBehind(node, context),
    };
  },
  examples: {
    injects: [
      {
        before:
          'export async function save(write: (text: string) => Promise<void>, log: string[]): Promise<void> {\n  await write("a");\n  log.push("saved");\n  await write("b");\n}\n',
        after:
          'export async function save(write: (text: string) => Promise<void>, log: string[]): Promise<void> {\n  write("a");\n  log.push("saved");\n  await write("b");\n}\n',
        witness:
          '(async () => { const log = []; await save(async (text) => { await null; log.push(text); }, log); return log; })()',
      },
    ],
    skips: [
      {
        code: 'export async function run(work: () => Promise<void>): Promise<void> {\n  await work();\n}\n',
        because: 'Without its only wait the function would be async for nothing, which linters see.',
      },
      {
        code: 'export async function size(load: () => Promise<string>): Promise<number> {\n  const text = await load();\n  return text.length;\n}\n',
        because: 'A promise in place of the value does not compile.',
      },
    ],
  },
};
