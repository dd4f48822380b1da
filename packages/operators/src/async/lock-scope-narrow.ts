import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { declaredBy } from '../kit/effect.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { callsIn, isExit } from '../kit/exits.ts';
import { hasFixedLines, indentOf, reindent } from '../kit/layout.ts';
import { lockedBody, lockedRead } from '../kit/locked-read.ts';
import { hasComment } from '../kit/neighbour.ts';
import { dropLines, insertAbove } from '../kit/replace.ts';
import { isTaken } from '../kit/scope.ts';
import { gist, startOf, textOf } from '../kit/text-of.ts';
import { executed, waits } from '../kit/tree.ts';
import { shareName } from '../kit/references.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const lockScopeNarrow: Operator = {
  id: 'lock-scope-narrow',
  family: 'async',
  tier: 'expert',
  cwe: 667,
  status: 'nursery',
  title: 'Lock is taken only after the first step',
  mistake:
    'A lock is held only for what changes something, and not for the look at the state that it rests on.',
  kinds: [ts.SyntaxKind.VariableStatement, ts.SyntaxKind.ReturnStatement, ts.SyntaxKind.ExpressionStatement],
  *mutate(node, context) {
    if (!ts.isStatement(node)) return;
    const body = lockedBody(node);
    const step = body?.statements[0];
    if (body === null || step === undefined || lockedRead(node, context) !== null) return;
    const edits = outside(step, body, node, context);
    if (edits === null) return;
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} runs ${gist(step, context)} before it holds the lock.`,
        trigger: 'It shows when somebody else holds the lock at that moment and changes what is looked at.',
        consequence: 'Under the lock the code acts on a state that no longer holds.',
        fix: `Take the lock first, and run ${gist(step, context)} then.`,
      },
      regions: [{ start: startOf(node, context), end: body.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'export interface Lock {\n  acquire(): Promise<() => void>;\n}\nexport interface Store {\n  has(key: string): Promise<boolean>;\n  write(key: string): Promise<void>;\n}\nexport async function claim(store: Store, lock: Lock, key: string): Promise<boolean> {\n  const release = await lock.acquire();\n  try {\n    if (await store.has(key)) return false;\n    await store.write(key);\n    return true;\n  } finally {\n    release();\n  }\n}\n',
        after:
          'export interface Lock {\n  acquire(): Promise<() => void>;\n}\nexport interface Store {\n  has(key: string): Promise<boolean>;\n  write(key: string): Promise<void>;\n}\nexport async function claim(store: Store, lock: Lock, key: string): Promise<boolean> {\n  if (await store.has(key)) return false;\n  const release = await lock.acquire();\n  try {\n    await store.write(key);\n    return true;\n  } finally {\n    release();\n  }\n}\n',
        witness:
          "(async () => { const keys = new Set(); let tail = Promise.resolve(); const lock = { acquire: async () => { const before = tail; let open; tail = new Promise((resolve) => { open = resolve; }); await before; return open; } }; const store = { has: async (key) => keys.has(key), write: async (key) => { keys.add(key); } }; return Promise.all([claim(store, lock, 'a'), claim(store, lock, 'a')]); })()",
      },
      {
        before:
          'export interface Lock {\n  run<T>(task: () => Promise<T>): Promise<T>;\n}\nexport interface Shelf {\n  isFull(): Promise<boolean>;\n  put(item: string): Promise<void>;\n}\nexport async function put(shelf: Shelf, lock: Lock, item: string): Promise<boolean> {\n  return lock.run(async () => {\n    if (await shelf.isFull()) return false;\n    await shelf.put(item);\n    return true;\n  });\n}\n',
        after:
          'export interface Lock {\n  run<T>(task: () => Promise<T>): Promise<T>;\n}\nexport interface Shelf {\n  isFull(): Promise<boolean>;\n  put(item: string): Promise<void>;\n}\nexport async function put(shelf: Shelf, lock: Lock, item: string): Promise<boolean> {\n  if (await shelf.isFull()) return false;\n  return lock.run(async () => {\n    await shelf.put(item);\n    return true;\n  });\n}\n',
        witness:
          "(async () => { const items = []; let tail = Promise.resolve(); const lock = { run: (task) => { tail = tail.then(task); return tail; } }; const shelf = { isFull: async () => items.length > 0, put: async (item) => { items.push(item); } }; await Promise.all([put(shelf, lock, 'a'), put(shelf, lock, 'b')]); return items; })()",
      },
    ],
    skips: [
      {
        code: 'export interface Lock {\n  run<T>(task: () => Promise<T>): Promise<T>;\n}\nexport async function save(lock: Lock, write: (text: string) => Promise<void>): Promise<void> {\n  await lock.run(async () => {\n    await write("a");\n  });\n}\n',
        because: 'Nothing would stay under the lock.',
      },
      {
        code: 'export interface Lock {\n  acquire(): Promise<{ readonly key: string; release(): void }>;\n}\nexport async function save(lock: Lock, write: (text: string) => Promise<void>): Promise<void> {\n  const held = await lock.acquire();\n  try {\n    await write(held.key);\n    await write("end");\n  } finally {\n    held.release();\n  }\n}\n',
        because: 'The step needs what the lock gives.',
      },
    ],
  },
};

/** Edits that put the first step above the statement that takes the lock. */
function outside(
  step: ts.Statement,
  body: ts.Block,
  node: ts.Statement,
  context: SiteContext,
): Edit[] | null {
  const isLook = callsIn(step).length > 0 && (ts.isVariableStatement(step) || ts.isIfStatement(step));
  if (!isLook || !body.statements.slice(1).some(waits)) return null;
  if (hasComment(step, context) || hasComment(node, context) || hasFixedLines(step, context)) return null;
  const isTask = !ts.isTryStatement(body.parent);
  if (isTask && !ts.isReturnStatement(node) && [...executed(step)].some(isExit)) return null;
  if (declaredBy(node).some((name) => shareName(name, step))) return null;
  if (declaredBy(step).some(({ text }) => isTaken(text, node, context))) return null;
  const code = reindent(textOf(step, context), indentOf(step, context), indentOf(node, context));
  return [insertAbove(node, code, context), dropLines(step, context)];
}
