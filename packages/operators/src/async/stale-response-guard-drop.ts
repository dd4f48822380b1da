import * as ts from 'typescript';
import { statementsBefore } from '../kit/awaiting.ts';
import { bodyInstead } from '../kit/body.ts';
import { placeOf } from '../kit/enclosing.ts';
import { guardExit } from '../kit/exits.ts';
import { freshness } from '../kit/freshness.ts';
import { linesOf } from '../kit/layout.ts';
import { stretchOf, unusedAfter } from '../kit/leftover.ts';
import { moveAbove } from '../kit/replace.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { descendants, waits } from '../kit/tree.ts';
import type { Edit } from '@bebug/core';
import type { Operator, SiteContext } from '../operator.ts';

export const staleResponseGuardDrop: Operator = {
  id: 'stale-response-guard-drop',
  family: 'async',
  tier: 'expert',
  cwe: 362,
  status: 'stable',
  title: 'Outdated answer overwrites a newer one',
  mistake: 'An answer is taken as the newest without asking whether it still is, once it has arrived.',
  kinds: [ts.SyntaxKind.IfStatement],
  *mutate(node, context) {
    if (!ts.isIfStatement(node) || node.elseStatement !== undefined) return;
    const check = freshness(node, context);
    if (check === null) return;
    const edits =
      guardExit(node) === null
        ? unwrapped(node, check.isSame, context)
        : skipped(node, check.isSame, context);
    if (edits === null) return;
    yield {
      edits,
      explanation: {
        mechanism: `After its wait, ${placeOf(node)} does not ask whether ${gist(check.shared, context)} is still \`${check.local.text}\`.`,
        trigger: 'It shows when a later call is answered before an earlier one.',
        consequence: 'The late answer of the earlier call takes the place of the newer state.',
        fix: `Ask again after the wait: ${gist(node, context)}.`,
      },
      regions: [{ start: startOf(node.parent, context), end: node.parent.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'export class Box {\n  shown = "";\n  #latest = 0;\n  async show(load: () => Promise<string>): Promise<void> {\n    const ticket = ++this.#latest;\n    const text = await load();\n    if (ticket !== this.#latest) return;\n    this.shown = text;\n  }\n}\n',
        after:
          'export class Box {\n  shown = "";\n  #latest = 0;\n  async show(load: () => Promise<string>): Promise<void> {\n    const ticket = ++this.#latest;\n    if (ticket !== this.#latest) return;\n    const text = await load();\n    this.shown = text;\n  }\n}\n',
        witness:
          '(async () => { const box = new Box(); let open; const first = box.show(() => new Promise((resolve) => { open = resolve; })); await box.show(async () => "new"); open("old"); await first; return box.shown; })()',
      },
      {
        before:
          'export class Cache {\n  readonly values = new Map<string, number>();\n  readonly #loading = new Map<string, Promise<number>>();\n  async refresh(key: string, load: () => Promise<number>): Promise<number> {\n    const loading = load();\n    this.#loading.set(key, loading);\n    const value = await loading;\n    if (this.#loading.get(key) === loading) {\n      this.values.set(key, value);\n      this.#loading.delete(key);\n    }\n    return value;\n  }\n}\n',
        after:
          'export class Cache {\n  readonly values = new Map<string, number>();\n  readonly #loading = new Map<string, Promise<number>>();\n  async refresh(key: string, load: () => Promise<number>): Promise<number> {\n    const loading = load();\n    this.#loading.set(key, loading);\n    const value = await loading;\n    this.values.set(key, value);\n    this.#loading.delete(key);\n    return value;\n  }\n}\n',
        witness:
          '(async () => { const cache = new Cache(); let open; const first = cache.refresh("a", () => new Promise((resolve) => { open = resolve; })); await cache.refresh("a", async () => 2); open(1); await first; return cache.values.get("a"); })()',
      },
    ],
    skips: [
      {
        code: 'export class Box {\n  shown = "";\n  async show(load: () => Promise<string>): Promise<void> {\n    const before = this.shown;\n    if (before !== this.shown) return;\n    this.shown = await load();\n  }\n}\n',
        because: 'Nothing was awaited yet.',
      },
      {
        code: 'export async function first(load: () => Promise<string>, wanted: string): Promise<string> {\n  const text = await load();\n  if (text !== wanted) return "";\n  return text;\n}\n',
        because: 'No shared state is asked about.',
      },
    ],
  },
};

/** A guard that leaves goes; when something would stay unused, it moves above the wait, where it never holds. */
function skipped(node: ts.IfStatement, isSame: boolean, context: SiteContext): Edit[] | null {
  if (isSame) return null;
  const leftovers = unusedAfter([stretchOf(node, context)], context);
  if (leftovers !== null && leftovers.length === 0) return [{ ...linesOf(node, context), text: '' }];
  const wait = statementsBefore(node).find(waits);
  if (wait === undefined || wait.parent !== node.parent) return null;
  const declared = [...descendants(wait)]
    .filter(ts.isVariableDeclaration)
    .map((declaration) => declaration.name);
  const isIndependent = [...descendants(node)].every(
    (part) =>
      !ts.isIdentifier(part) || !declared.some((name) => ts.isIdentifier(name) && name.text === part.text),
  );
  return isIndependent ? moveAbove(node, wait, context) : null;
}

/** `if (isFresh) { … }` becomes its body. */
function unwrapped(node: ts.IfStatement, isSame: boolean, context: SiteContext): Edit[] | null {
  const edits = isSame ? bodyInstead(node, node.thenStatement, context) : null;
  return edits?.length === 1 ? edits : null;
}
