import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { declaredBy } from '../kit/effect.ts';
import { siblingsOf, subjectOf } from '../kit/enclosing.ts';
import { calledName, isExit } from '../kit/exits.ts';
import { hasFixedLines, indentOf, lineBreakOf, reindent } from '../kit/layout.ts';
import { hasComment } from '../kit/neighbour.ts';
import { isTaken } from '../kit/scope.ts';
import { gist, startOf, textOf } from '../kit/text-of.ts';
import { executed, waits } from '../kit/tree.ts';
import type { Operator, SiteContext } from '../operator.ts';

const RELEASES = /^(?:release\w*|unlock\w*|leave|free|giveBack|signal)$/u;

export const lockReleaseEarly: Operator = {
  id: 'lock-release-early',
  family: 'async',
  tier: 'expert',
  cwe: 667,
  status: 'nursery',
  title: 'Lock is given back before the last step',
  mistake: 'A lock is held only until the state was looked at, and not until the change is made.',
  kinds: [ts.SyntaxKind.TryStatement],
  *mutate(node, context) {
    if (!ts.isTryStatement(node) || node.catchClause !== undefined || siblingsOf(node) === null) return;
    const release = node.finallyBlock?.statements.length === 1 ? node.finallyBlock.statements[0]! : null;
    if (release === null || !ts.isExpressionStatement(release) || !isRelease(release)) return;
    const { statements } = node.tryBlock;
    const last = statements.findLastIndex(waits);
    if (last < 1 || !statements.slice(0, last).some(waits)) return;
    const edit = early(node, last, release, context);
    if (edit === null) return;
    yield {
      edits: [edit],
      explanation: {
        mechanism: `${subjectOf(node)} runs ${gist(release, context)} before ${gist(statements[last]!, context)}.`,
        trigger: 'It shows when somebody else waits for the lock.',
        consequence:
          'The other one gets in before the last step is done, and each undoes what the other did.',
        fix: `Hold the lock to the end, with ${gist(release, context)} in a finally block.`,
      },
      regions: [{ start: startOf(node, context), end: node.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'export interface Lock {\n  acquire(): Promise<() => void>;\n}\nexport interface Store {\n  read(): Promise<number>;\n  write(value: number): Promise<void>;\n}\nexport async function add(store: Store, lock: Lock, amount: number): Promise<void> {\n  const release = await lock.acquire();\n  try {\n    const value = await store.read();\n    await store.write(value + amount);\n  } finally {\n    release();\n  }\n}\n',
        after:
          'export interface Lock {\n  acquire(): Promise<() => void>;\n}\nexport interface Store {\n  read(): Promise<number>;\n  write(value: number): Promise<void>;\n}\nexport async function add(store: Store, lock: Lock, amount: number): Promise<void> {\n  const release = await lock.acquire();\n  const value = await store.read();\n  release();\n  await store.write(value + amount);\n}\n',
        witness:
          '(async () => { let value = 0; let tail = Promise.resolve(); const lock = { acquire: async () => { const before = tail; let open; tail = new Promise((resolve) => { open = resolve; }); await before; return open; } }; const late = async () => { for (let i = 0; i < 9; i++) await null; }; const store = { read: async () => value, write: async (next) => { await late(); value = next; } }; await Promise.all([add(store, lock, 1), add(store, lock, 2)]); return value; })()',
      },
      {
        before:
          'export class Box {\n  value = 0;\n  #held = 0;\n  async lock(): Promise<void> {\n    this.#held += 1;\n  }\n  unlock(): void {\n    this.#held -= 1;\n  }\n  async fill(load: () => Promise<number>, save: (held: number) => Promise<void>): Promise<number> {\n    await this.lock();\n    try {\n      this.value = await load();\n      await save(this.#held);\n      return this.value;\n    } finally {\n      this.unlock();\n    }\n  }\n}\n',
        after:
          'export class Box {\n  value = 0;\n  #held = 0;\n  async lock(): Promise<void> {\n    this.#held += 1;\n  }\n  unlock(): void {\n    this.#held -= 1;\n  }\n  async fill(load: () => Promise<number>, save: (held: number) => Promise<void>): Promise<number> {\n    await this.lock();\n    this.value = await load();\n    this.unlock();\n    await save(this.#held);\n    return this.value;\n  }\n}\n',
        witness:
          '(async () => { let seen = 0; await new Box().fill(async () => 1, async (held) => { seen = held; }); return seen; })()',
      },
    ],
    skips: [
      {
        code: 'export async function run(work: () => Promise<number>, release: () => void): Promise<number> {\n  try {\n    return await work();\n  } finally {\n    release();\n  }\n}\n',
        because: 'There is only one wait.',
      },
      {
        code: 'export async function timed(a: () => Promise<void>, b: () => Promise<void>, log: () => void): Promise<void> {\n  try {\n    await a();\n    await b();\n  } finally {\n    log();\n  }\n}\n',
        because: 'Nothing is given back.',
      },
    ],
  },
};

function isRelease({ expression }: ts.ExpressionStatement): boolean {
  return ts.isCallExpression(expression) && RELEASES.test(calledName(expression)?.replace(/^#/u, '') ?? '');
}

/** The steps in a row without `try`, the release before the last wait. */
function early(
  node: ts.TryStatement,
  last: number,
  release: ts.Statement,
  context: SiteContext,
): Edit | null {
  const { statements } = node.tryBlock;
  const end = statements.at(-1)!;
  if (hasFixedLines(node, context) || hasComment(statements[last]!, context)) return null;
  const leaves = statements.some((one) => [...executed(one)].some((part) => isExit(part) && part !== end));
  if (leaves || statements.flatMap(declaredBy).some(({ text }) => isTaken(text, node, context))) return null;
  const start = startOf(statements[0]!, context);
  const at = startOf(statements[last]!, context);
  const from = indentOf(statements[0]!, context);
  const indent = indentOf(node, context);
  const first = reindent(context.text.slice(start, at), from, indent);
  const rest = reindent(context.text.slice(at, end.end), from, indent);
  return {
    start: startOf(node, context),
    end: node.end,
    text: first + textOf(release, context) + lineBreakOf(context) + indent + rest,
  };
}
