import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { statementsIn } from '../kit/body.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { callsIn, calledName } from '../kit/exits.ts';
import { hasFixedLines, indentOf, reindent } from '../kit/layout.ts';
import { dropStatement, unusedAfter } from '../kit/leftover.ts';
import { methodCall, type MethodCall } from '../kit/method-call.ts';
import { partInstead } from '../kit/part.ts';
import { referencesTo, symbolOf } from '../kit/references.ts';
import { gist, startOf, textOf } from '../kit/text-of.ts';
import { bare, descendants, isSameCode, waits } from '../kit/tree.ts';
import { isPromiseType, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

const LIMITERS = /^(?:\w*limit\w*|throttle\w*|schedule|enqueue|withSlot|run|use)$/iu;

export const parallelLimitDrop: Operator = {
  id: 'parallel-limit-drop',
  family: 'async',
  tier: 'hard',
  cwe: 770,
  status: 'nursery',
  title: 'All pieces of work are started at the same time',
  mistake: 'That the other side bears only some requests at a time is not thought of.',
  kinds: [ts.SyntaxKind.ForStatement, ts.SyntaxKind.WhileStatement, ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    const edits = unlimited(node, context);
    if (edits === null) return;
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} starts all pieces of work at once, without ${gist(node, context)}.`,
        trigger: 'It shows when there is more to do than may be under way at a time.',
        consequence: 'Connections, memory or the patience of the other side run out.',
        fix: `Start a few at a time: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export async function save(items: readonly string[], write: (item: string) => Promise<number>, size: number): Promise<number> {\n  if (size < 1) throw new RangeError("size");\n  const written: number[] = [];\n  for (let start = 0; start < items.length; start += size) {\n    const batch = items.slice(start, start + size);\n    written.push(...(await Promise.all(batch.map((item) => write(item)))));\n  }\n  return written.length;\n}\n',
        after:
          'export async function save(items: readonly string[], write: (item: string) => Promise<number>, size: number): Promise<number> {\n  if (size < 1) throw new RangeError("size");\n  const written: number[] = [];\n  written.push(...(await Promise.all(items.map((item) => write(item)))));\n  return written.length;\n}\n',
        witness:
          "(async () => { let open = 0; let most = 0; const write = async () => { most = Math.max(most, ++open); await null; open -= 1; return 1; }; await save(['a', 'b'], write, 1); return most; })()",
      },
      {
        before:
          'export class Sender {\n  readonly #open = new Set<Promise<void>>();\n  get open(): number {\n    return this.#open.size;\n  }\n  async send(write: () => Promise<void>, limit: number): Promise<number> {\n    while (this.#open.size >= limit) await Promise.race(this.#open);\n    const sent = write().finally(() => this.#open.delete(sent));\n    this.#open.add(sent);\n    await sent;\n    return limit;\n  }\n}\n',
        after:
          'export class Sender {\n  readonly #open = new Set<Promise<void>>();\n  get open(): number {\n    return this.#open.size;\n  }\n  async send(write: () => Promise<void>, limit: number): Promise<number> {\n    const sent = write().finally(() => this.#open.delete(sent));\n    this.#open.add(sent);\n    await sent;\n    return limit;\n  }\n}\n',
        witness:
          '(() => { const sender = new Sender(); const write = () => new Promise(() => {}); void sender.send(write, 1); void sender.send(write, 1); return sender.open; })()',
      },
      {
        before:
          'export interface Slots {\n  run<T>(work: () => Promise<T>): Promise<T>;\n  readonly size: number;\n}\nexport async function load(ids: readonly number[], read: (id: number) => Promise<string>, slots: Slots): Promise<string[]> {\n  if (slots.size < 1) throw new RangeError("no slots");\n  return Promise.all(ids.map((id) => slots.run(() => read(id))));\n}\n',
        after:
          'export interface Slots {\n  run<T>(work: () => Promise<T>): Promise<T>;\n  readonly size: number;\n}\nexport async function load(ids: readonly number[], read: (id: number) => Promise<string>, slots: Slots): Promise<string[]> {\n  if (slots.size < 1) throw new RangeError("no slots");\n  return Promise.all(ids.map((id) => read(id)));\n}\n',
        witness:
          "(async () => { let runs = 0; await load([1], async () => 'a', { size: 1, run: (work) => { runs += 1; return work(); } }); return runs; })()",
      },
    ],
    skips: [
      {
        code: 'export function pages(items: readonly string[], size: number): string[][] {\n  const pages: string[][] = [];\n  for (let start = 0; start < items.length; start += size) {\n    pages.push(items.slice(start, start + size));\n  }\n  return pages;\n}\n',
        because: 'Nothing is started.',
      },
      {
        code: 'export async function wait(isReady: () => boolean, turn: () => Promise<void>): Promise<string> {\n  while (!isReady()) await turn();\n  return "ready";\n}\n',
        because: 'It waits for something else than a place.',
      },
    ],
  },
};

function unlimited(node: ts.Node, context: SiteContext): Edit[] | null {
  if (ts.isForStatement(node)) return withoutBatches(node, context);
  if (ts.isWhileStatement(node))
    return awaitsPlace(node) ? dropStatement(node, context, { unbinds: true }) : null;
  return withoutSlot(node, context);
}

/** `while (open.size >= limit) await Promise.race(open);` */
function awaitsPlace(node: ts.WhileStatement): boolean {
  const [only, ...others] = statementsIn(node.statement);
  if (only === undefined || others.length > 0 || !waits(only)) return false;
  return callsIn(only).some((call) => call.expression.getText() === 'Promise.race');
}

/** `slots.run(() => read(id))` becomes `read(id)` where work is started for all of a list. */
function withoutSlot(node: ts.Node, context: SiteContext): Edit[] | null {
  if (!ts.isCallExpression(node) || node.arguments.length !== 1 || !ts.isArrowFunction(node.parent))
    return null;
  const [work] = node.arguments;
  if (work === undefined || !ts.isArrowFunction(work) || ts.isBlock(work.body) || work.parameters.length > 0)
    return null;
  const list = methodCall(node.parent.parent);
  if (list?.name !== 'map' || !LIMITERS.test(calledName(node) ?? '')) return null;
  if (!isPromiseType(typeOf(work.body, context))) return null;
  return partInstead(node, work.body, context);
}

/** The body of a loop over parts of a list, done once for the whole list. */
function withoutBatches(node: ts.ForStatement, context: SiteContext): Edit[] | null {
  const index = node.initializer;
  if (index === undefined || !ts.isVariableDeclarationList(index) || !waits(node.statement)) return null;
  const name = index.declarations[0]?.name;
  const symbol = name === undefined ? null : symbolOf(name, context);
  if (symbol === null || hasFixedLines(node, context)) return null;
  const parts = [...descendants(node.statement)].flatMap((part) => {
    const call = methodCall(part);
    const [start, end] = call?.call.arguments ?? [];
    const isPart =
      call?.name === 'slice' && start !== undefined && end !== undefined && isSameCode(start, name!);
    return isPart && ts.isBinaryExpression(bare(end)) ? [call] : [];
  });
  const [part] = parts;
  if (part === undefined || parts.length > 1) return null;
  const isElsewhere = referencesTo(symbol, context).some(
    (one) => one.pos >= node.statement.pos && !(one.pos >= part.call.pos && one.end <= part.call.end),
  );
  return isElsewhere ? null : wholeList(node, part, context);
}

function wholeList(node: ts.ForStatement, slice: MethodCall, context: SiteContext): Edit[] | null {
  const { call: part, receiver } = slice;
  const list = textOf(receiver, context);
  const statements = statementsIn(node.statement);
  const first = statements[0]!;
  const declaration = part.parent;
  const isNamed = ts.isVariableDeclaration(declaration) && ts.isIdentifier(declaration.name);
  const symbol = isNamed ? symbolOf(declaration.name, context) : null;
  const isFirst = isNamed && declaration.parent.parent === first && statements.length > 1;
  if (isNamed && (symbol === null || !isFirst)) return null;
  const places: readonly ts.Node[] = symbol === null ? [part] : referencesTo(symbol, context);
  const kept = isNamed ? statements.slice(1) : statements;
  let code = '';
  let at = startOf(kept[0]!, context);
  for (const place of places) {
    code += context.text.slice(at, startOf(place, context)) + list;
    at = place.end;
  }
  code += context.text.slice(at, kept.at(-1)!.end);
  const start = startOf(node, context);
  const head = { start, end: startOf(kept[0]!, context) };
  const isInHead = receiver.end <= head.end;
  const gone = isInHead
    ? [
        { start, end: startOf(receiver, context) },
        { start: receiver.end, end: head.end },
      ]
    : [head, { start: receiver.end, end: part.end }];
  const leftovers = unusedAfter(gone, context, { unbinds: true });
  if (leftovers === null || !code.includes('Promise.all')) return null;
  return [
    { start, end: node.end, text: reindent(code, indentOf(kept[0]!, context), indentOf(node, context)) },
    ...leftovers,
  ];
}
