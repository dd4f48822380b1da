import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { soleDeclaration } from '../kit/awaiting.ts';
import { enclosingFunction, subjectOf } from '../kit/enclosing.ts';
import { callsIn } from '../kit/exits.ts';
import { methodCall } from '../kit/method-call.ts';
import { letsOthersChange } from '../kit/reentry.ts';
import { referencesTo, symbolOf } from '../kit/references.ts';
import { settlingCall } from '../kit/settle.ts';
import { isShared, storesOf } from '../kit/shared-state.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { bare, descendants, isSameCode } from '../kit/tree.ts';
import { statementsIn } from '../kit/body.ts';
import { defensiveCopyDrop } from '../state/defensive-copy-drop.ts';
import { takes } from '../kit/specialist.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const iterateLiveCollection: Operator = {
  id: 'iterate-live-collection',
  family: 'async',
  tier: 'expert',
  cwe: 366,
  status: 'nursery',
  title: 'Collection changes while it is walked through',
  mistake:
    'The copy that a loop walks through is taken for needless, though its turns, or others, change the original.',
  kinds: [ts.SyntaxKind.ForOfStatement],
  *mutate(node, context) {
    if (!ts.isForOfStatement(node) || node.awaitModifier !== undefined) return;
    const copy = snapshotOf(node, context);
    const source = copy === null ? null : sourceOf(copy);
    if (copy === null || source === null) return;
    const owner = ownerOf(source);
    if (!isShared(owner, context) || !mayChange(owner, node, context)) return;
    if (takes(defensiveCopyDrop, copy, context)) return;
    const edits: Edit[] = [
      { start: startOf(copy, context), end: startOf(source, context), text: '' },
      { start: source.end, end: copy.end, text: '' },
    ];
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} walks through ${gist(source, context)} itself while it may change.`,
        trigger: `It shows when ${gist(owner, context)} gets or loses an element during the loop.`,
        consequence: 'What is added meanwhile is visited too, or what is removed is left out.',
        fix: `Walk through a copy: ${gist(copy, context)}.`,
      },
      regions: [{ start: startOf(node, context), end: node.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'export class Bus {\n  readonly #listeners = new Set<() => void>();\n  on(listener: () => void): void {\n    this.#listeners.add(listener);\n  }\n  emit(): void {\n    for (const listener of [...this.#listeners]) listener();\n  }\n}\n',
        after:
          'export class Bus {\n  readonly #listeners = new Set<() => void>();\n  on(listener: () => void): void {\n    this.#listeners.add(listener);\n  }\n  emit(): void {\n    for (const listener of this.#listeners) listener();\n  }\n}\n',
        witness:
          '(() => { const bus = new Bus(); let calls = 0; bus.on(() => { if (++calls < 3) bus.on(() => { calls += 1; }); }); bus.emit(); return calls; })()',
      },
      {
        before:
          'export class Jobs {\n  readonly done: string[] = [];\n  readonly #jobs = new Map<string, () => Promise<void>>();\n  add(name: string, job: () => Promise<void>): void {\n    this.#jobs.set(name, job);\n  }\n  async run(): Promise<void> {\n    const jobs = Array.from(this.#jobs.entries());\n    for (const [name, job] of jobs) {\n      await job();\n      this.done.push(name);\n    }\n  }\n}\n',
        after:
          'export class Jobs {\n  readonly done: string[] = [];\n  readonly #jobs = new Map<string, () => Promise<void>>();\n  add(name: string, job: () => Promise<void>): void {\n    this.#jobs.set(name, job);\n  }\n  async run(): Promise<void> {\n    const jobs = this.#jobs.entries();\n    for (const [name, job] of jobs) {\n      await job();\n      this.done.push(name);\n    }\n  }\n}\n',
        witness:
          "(async () => { const jobs = new Jobs(); jobs.add('a', async () => { jobs.add('b', async () => {}); }); await jobs.run(); return jobs.done; })()",
      },
    ],
    skips: [
      {
        code: 'export class Names {\n  readonly #names = new Set<string>();\n  add(name: string): void {\n    this.#names.add(name);\n  }\n  sum(): number {\n    let sum = 0;\n    for (const name of [...this.#names]) sum += name.length;\n    return sum;\n  }\n}\n',
        because: 'Nothing in the loop can change the collection.',
      },
      {
        code: 'export class Visits {\n  readonly #ends = new Map<string, number>();\n  add(name: string, end: number): void {\n    this.#ends.set(name, end);\n  }\n  #isOver(end: number, now: number): boolean {\n    return end <= now;\n  }\n  sweep(now: number): number {\n    for (const [name, end] of [...this.#ends]) {\n      if (this.#isOver(end, now)) this.#ends.delete(name);\n    }\n    return this.#ends.size;\n  }\n}\n',
        because: 'To delete what is being visited does no harm to a map.',
      },
      {
        code: 'export function tell(listeners: ReadonlySet<() => void>): void {\n  for (const listener of [...listeners]) listener();\n}\n',
        because: 'Nothing here says that the collection changes.',
      },
    ],
  },
};

/** The copy that is walked through: in the loop's head, or under a name that only the loop uses. */
function snapshotOf(node: ts.ForOfStatement, context: SiteContext): ts.Expression | null {
  const list = bare(node.expression);
  if (!ts.isIdentifier(list)) return list;
  const symbol = symbolOf(list, context);
  const declaration = symbol?.valueDeclaration;
  if (symbol === null || declaration === undefined || !ts.isVariableDeclaration(declaration)) return null;
  const isOwn =
    ts.isVariableStatement(declaration.parent.parent) && soleDeclaration(declaration.parent.parent) !== null;
  if (!isOwn || declaration.type !== undefined || referencesTo(symbol, context).length > 1) return null;
  if (declaration.parent.parent.parent !== node.parent) return null;
  return declaration.initializer ?? null;
}

/** `x` of `[...x]`, `Array.from(x)`, `x.toArray()`. */
function sourceOf(copy: ts.Expression): ts.Expression | null {
  if (ts.isArrayLiteralExpression(copy)) {
    const [only, ...others] = copy.elements;
    return only !== undefined && others.length === 0 && ts.isSpreadElement(only) ? only.expression : null;
  }
  const call = methodCall(copy);
  if (call === null) return null;
  const given = call.call.arguments;
  if (call.callee.getText() === 'Array.from' && given.length === 1) return given[0]!;
  return call.name === 'toArray' && given.length === 0 ? call.receiver : null;
}

/** `this.map` for `this.map.values()`. */
function ownerOf(source: ts.Expression): ts.Expression {
  const call = methodCall(bare(source));
  return call !== null && /^(?:keys|values|entries)$/u.test(call.name) ? bare(call.receiver) : bare(source);
}

/** Some turn changes it, or lets others run that do. */
function mayChange(owner: ts.Expression, node: ts.ForOfStatement, context: SiteContext): boolean {
  const body = node.statement;
  if (addsTo(body, owner)) return true;
  const turns = statementsIn(body);
  if (turns.length === 1 && settlingCall(turns[0]!, context) !== null) return false;
  const own = enclosingFunction(node);
  const changes = [...descendants(context.sourceFile)].some((fn) => {
    const isOther = ts.isFunctionLike(fn) && 'body' in fn && fn.body !== undefined && fn !== own;
    return isOther && storesOf(fn.body).some((target) => isSameCode(bare(target), owner));
  });
  return changes && letsOthersChange(body, owner, context);
}

/** What is deleted while it is visited does no harm to a map or a set. */
function addsTo(body: ts.Node, owner: ts.Expression): boolean {
  return callsIn(body).some((call) => {
    const method = methodCall(call);
    const isAdding = method !== null && /^(?:set|add|push|unshift|splice|shift)$/u.test(method.name);
    return isAdding && isSameCode(bare(method.receiver), owner);
  });
}
