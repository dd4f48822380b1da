import * as ts from 'typescript';
import { isSharedReadBefore, staleReads } from '../kit/shared-read.ts';
import { awaitedBy, soleDeclaration } from '../kit/awaiting.ts';
import { enclosingFunction, nextStatement, placeOf } from '../kit/enclosing.ts';
import { lockedRead } from '../kit/locked-read.ts';
import { referencesTo, symbolOf } from '../kit/references.ts';
import { dropLines, insertAbove, replaceNode } from '../kit/replace.ts';
import { freeName } from '../kit/scope.ts';
import { gist, startOf, textOf } from '../kit/text-of.ts';
import { waits } from '../kit/tree.ts';
import type { Operator, Rewrite, SiteContext } from '../operator.ts';

export const lostUpdate: Operator = {
  id: 'lost-update',
  family: 'async',
  tier: 'expert',
  cwe: 362,
  status: 'nursery',
  title: 'Update lost between concurrent calls',
  mistake:
    'Shared state is read before a wait and written after it, so what others wrote in between is overwritten.',
  kinds: [ts.SyntaxKind.VariableStatement, ts.SyntaxKind.ExpressionStatement, ts.SyntaxKind.ReturnStatement],
  *mutate(node, context) {
    if (!ts.isStatement(node)) return;
    const rewrite =
      inlinedWait(node, context) ?? readAboveWait(node, context) ?? readAboveLock(node, context);
    if (rewrite !== null) yield rewrite;
  },
  examples: {
    injects: [
      {
        before:
          'export class Meter {\n  total = 0;\n  async add(read: () => Promise<number>): Promise<void> {\n    const amount = await read();\n    this.total += amount;\n  }\n}\n',
        after:
          'export class Meter {\n  total = 0;\n  async add(read: () => Promise<number>): Promise<void> {\n    this.total += await read();\n  }\n}\n',
        witness:
          '(async () => { const meter = new Meter(); await Promise.all([meter.add(async () => 1), meter.add(async () => 2)]); return meter.total; })()',
      },
      {
        before:
          'export class Counts {\n  readonly byName = new Map<string, number>();\n  async add(name: string, read: () => Promise<number>): Promise<void> {\n    const amount = await read();\n    if (amount < 0) return;\n    this.byName.set(name, (this.byName.get(name) ?? 0) + amount);\n  }\n}\n',
        after:
          'export class Counts {\n  readonly byName = new Map<string, number>();\n  async add(name: string, read: () => Promise<number>): Promise<void> {\n    const current = this.byName.get(name) ?? 0;\n    const amount = await read();\n    if (amount < 0) return;\n    this.byName.set(name, current + amount);\n  }\n}\n',
        witness:
          '(async () => { const counts = new Counts(); await Promise.all([counts.add("a", async () => 1), counts.add("a", async () => 2)]); return counts.byName.get("a"); })()',
      },
      {
        before:
          'export interface Store {\n  read(key: string): Promise<number>;\n  write(key: string, value: number): Promise<void>;\n}\nexport interface Lock {\n  acquire(key: string): Promise<() => void>;\n}\nexport async function add(store: Store, lock: Lock, key: string, amount: number): Promise<void> {\n  const release = await lock.acquire(key);\n  try {\n    const sum = (await store.read(key)) + amount;\n    await store.write(key, sum);\n  } finally {\n    release();\n  }\n}\n',
        after:
          'export interface Store {\n  read(key: string): Promise<number>;\n  write(key: string, value: number): Promise<void>;\n}\nexport interface Lock {\n  acquire(key: string): Promise<() => void>;\n}\nexport async function add(store: Store, lock: Lock, key: string, amount: number): Promise<void> {\n  const current = await store.read(key);\n  const release = await lock.acquire(key);\n  try {\n    const sum = current + amount;\n    await store.write(key, sum);\n  } finally {\n    release();\n  }\n}\n',
        witness:
          '(async () => { let value = 0; let tail = Promise.resolve(); const store = { read: async () => value, write: async (key, next) => { value = next; } }; const lock = { acquire: async () => { const before = tail; let open; tail = new Promise((resolve) => { open = resolve; }); await before; return open; } }; await Promise.all([add(store, lock, "k", 1), add(store, lock, "k", 2)]); return value; })()',
      },
    ],
    skips: [
      {
        code: 'export async function sum(read: () => Promise<number>): Promise<number> {\n  let total = 1;\n  const amount = await read();\n  total += amount;\n  return total;\n}\n',
        because: 'A local variable belongs to one call.',
      },
      {
        code: 'export class Box {\n  value = 0;\n  async fill(read: () => Promise<number>): Promise<void> {\n    const value = await read();\n    this.value = value;\n  }\n}\n',
        because: 'The old state is not part of the new one.',
      },
    ],
  },
};

/** `const v = await f(); this.n += v;` → `this.n += await f();` */
function inlinedWait(node: ts.Statement, context: SiteContext): Rewrite | null {
  const wait = awaitedBy(node);
  const declaration = soleDeclaration(node);
  const next = nextStatement(node);
  if (
    wait === null ||
    declaration === null ||
    next === null ||
    !ts.isExpressionStatement(next) ||
    waits(next)
  )
    return null;
  const symbol = symbolOf(declaration.name, context);
  const uses = symbol === null ? [] : referencesTo(symbol, context);
  const use = uses[0];
  if (
    uses.length !== 1 ||
    use === undefined ||
    use.pos < next.pos ||
    use.end > next.end ||
    enclosingFunction(use) !== enclosingFunction(node)
  )
    return null;
  const place = isSharedReadBefore(use, next, context);
  if (place === null) return null;
  const isWhole =
    ts.isBinaryExpression(use.parent) &&
    use.parent.right === use &&
    ts.isExpressionStatement(use.parent.parent);
  const isArgument = ts.isCallExpression(use.parent);
  const inlined = isWhole || isArgument ? textOf(wait, context) : `(${textOf(wait, context)})`;
  return {
    edits: [dropLines(node, context), replaceNode(use, inlined, context)],
    explanation: {
      mechanism: `In ${placeOf(node)}, ${gist(place, context)} is read before ${gist(wait, context)} and written after it, all in one expression.`,
      trigger: `It shows when a second call changes ${gist(place, context)} while the first one waits.`,
      consequence: 'The first call writes its sum over the newer value, and the update in between is lost.',
      fix: `Wait first, and read and write ${gist(place, context)} without a wait in between.`,
    },
    regions: [{ start: startOf(next, context), end: next.end }],
  };
}

/** A read of shared state behind a wait, which a later statement writes back, moves above the wait. */
function readAboveWait(node: ts.Statement, context: SiteContext): Rewrite | null {
  const wait = awaitedBy(node);
  if (wait === null) return null;
  const found = staleReads(node, context);
  if (found === null) return null;
  const name = freeName(found.names, [node, found.writer], context);
  if (name === null) return null;
  return {
    edits: [
      insertAbove(node, `const ${name} = ${textOf(found.reads[0]!, context)};`, context),
      ...found.reads.map((read) =>
        replaceNode(ts.isParenthesizedExpression(read.parent) ? read.parent : read, name, context),
      ),
    ],
    explanation: {
      mechanism: `In ${placeOf(node)}, \`${name}\` is taken from ${gist(found.reads[0]!, context)} before ${gist(wait, context)}, and what is written after it is computed from that.`,
      trigger: `It shows when a second call changes ${gist(found.place, context)} while the first one waits.`,
      consequence: 'The first call goes on with the old value and overwrites what was written in between.',
      fix: `Read ${gist(found.reads[0]!, context)} after the wait.`,
    },
    regions: [{ start: startOf(found.writer, context), end: found.writer.end }],
  };
}

/** The first read under a lock moves above the lock. */
function readAboveLock(node: ts.Statement, context: SiteContext): Rewrite | null {
  const found = lockedRead(node, context);
  if (found === null) return null;
  const { read, statement, outside } = found;
  const declaration = soleDeclaration(statement);
  const isWhole = declaration !== null && declaration.initializer === read;
  const name = isWhole
    ? declaration.name.text
    : freeName(['current', 'known', 'before', 'stored'], [outside, read], context);
  if (name === null || (isWhole && freeName([name], [outside], context) === null)) return null;
  const replaced = ts.isParenthesizedExpression(read.parent) ? read.parent : read;
  return {
    edits: [
      insertAbove(
        outside,
        isWhole ? textOf(statement, context) : `const ${name} = ${textOf(read, context)};`,
        context,
      ),
      ...(isWhole ? [dropLines(statement, context)] : [replaceNode(replaced, name, context)]),
    ],
    explanation: {
      mechanism: `${gist(read, context)} in ${placeOf(node)} runs before the lock is held; only the write is still under it.`,
      trigger: 'It shows when two calls overlap and both read before either has written.',
      consequence: 'The second call computes from the old value and overwrites what the first one wrote.',
      fix: `Read under the lock, as the write is: ${gist(statement, context)}.`,
    },
    regions: [{ start: startOf(statement, context), end: statement.end }],
  };
}
