import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { isOnlyWait } from '../kit/awaiting.ts';
import { statementsIn } from '../kit/body.ts';
import { isComparison } from '../kit/comparison.ts';
import { nextStatement, subjectOf } from '../kit/enclosing.ts';
import { callsIn, calledName } from '../kit/exits.ts';
import { dropStatement, stretchOf, unusedAfter } from '../kit/leftover.ts';
import { methodCall } from '../kit/method-call.ts';
import { isCount } from '../kit/off-by-one.ts';
import { isShared } from '../kit/shared-state.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { bare, executed, isSameCode } from '../kit/tree.ts';
import type { Operator, SiteContext } from '../operator.ts';

const WRITES = /^(?:write|push|send|offer|enqueue|put|postMessage)$/u;

export const backpressureIgnored: Operator = {
  id: 'backpressure-ignored',
  family: 'resource',
  tier: 'hard',
  cwe: 770,
  status: 'nursery',
  title: 'More is sent than the other side takes',
  mistake: 'That the receiver says when it has had enough, and must be waited for then, is not thought of.',
  kinds: [ts.SyntaxKind.IfStatement, ts.SyntaxKind.WhileStatement, ts.SyntaxKind.ExpressionStatement],
  *mutate(node, context) {
    const edits = unchecked(node, context);
    if (edits === null) return;
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} goes on sending without waiting: there is no ${gist(node, context)}.`,
        trigger: 'It shows when the sender is faster than the receiver.',
        consequence: 'What is not taken yet piles up in memory, or is lost.',
        fix: `Wait until there is room: ${gist(node, context)}.`,
      },
      regions: [stretchOf(node.parent, context)],
    };
  },
  examples: {
    injects: [
      {
        before:
          'export interface Out {\n  write(line: string): boolean;\n  drained(): Promise<void>;\n  end(): Promise<void>;\n}\nexport async function copy(lines: readonly string[], out: Out): Promise<void> {\n  for (const line of lines) {\n    if (!out.write(line)) await out.drained();\n  }\n  await out.end();\n}\n',
        after:
          'export interface Out {\n  write(line: string): boolean;\n  drained(): Promise<void>;\n  end(): Promise<void>;\n}\nexport async function copy(lines: readonly string[], out: Out): Promise<void> {\n  for (const line of lines) {\n    out.write(line);\n  }\n  await out.end();\n}\n',
        witness:
          "(async () => { let full = 0; let lost = 0; await copy(['a', 'b'], { write: () => { if (full) lost += 1; full = 1; return false; }, drained: async () => { full = 0; }, end: async () => {} }); return lost; })()",
      },
      {
        before:
          'export class Outbox {\n  readonly #queue: string[] = [];\n  constructor(readonly room: () => Promise<void>) {}\n  get size(): number {\n    return this.#queue.length;\n  }\n  async send(line: string, log: () => Promise<void>): Promise<void> {\n    while (this.#queue.length >= 1) await this.room();\n    this.#queue.push(line);\n    await log();\n  }\n}\n',
        after:
          'export class Outbox {\n  readonly #queue: string[] = [];\n  constructor(readonly room: () => Promise<void>) {}\n  get size(): number {\n    return this.#queue.length;\n  }\n  async send(line: string, log: () => Promise<void>): Promise<void> {\n    this.#queue.push(line);\n    await log();\n  }\n}\n',
        witness:
          "(() => { const outbox = new Outbox(() => new Promise(() => {})); const log = async () => {}; void outbox.send('a', log); void outbox.send('b', log); return outbox.size; })()",
      },
      {
        before:
          'export async function pour(writer: WritableStreamDefaultWriter<string>, parts: readonly string[]): Promise<void> {\n  for (const part of parts) {\n    await writer.ready;\n    void writer.write(part);\n  }\n  await writer.close();\n}\n',
        after:
          'export async function pour(writer: WritableStreamDefaultWriter<string>, parts: readonly string[]): Promise<void> {\n  for (const part of parts) {\n    void writer.write(part);\n  }\n  await writer.close();\n}\n',
        witness:
          "(async () => { let asked = 0; await pour({ get ready() { asked += 1; return Promise.resolve(); }, write: async () => {}, close: async () => {} }, ['a']); return asked; })()",
      },
    ],
    skips: [
      {
        code: 'export async function fill(set: { add(item: string): boolean }, items: readonly string[], log: (item: string) => Promise<void>): Promise<void> {\n  for (const item of items) {\n    if (!set.add(item)) await log(item);\n  }\n}\n',
        because: 'Nothing is sent.',
      },
      {
        code: 'export async function wait(door: { opened: Promise<void> }, log: () => Promise<void>): Promise<void> {\n  await door.opened;\n  await log();\n}\n',
        because: 'Nothing is written to what is waited for.',
      },
    ],
  },
};

function unchecked(node: ts.Node, context: SiteContext): Edit[] | null {
  if (ts.isIfStatement(node)) return writtenAnyway(node, context);
  if (ts.isWhileStatement(node))
    return waitsForRoom(node, context) ? dropStatement(node, context, { unbinds: true }) : null;
  return ts.isExpressionStatement(node) && isReadiness(node)
    ? dropStatement(node, context, { unbinds: true })
    : null;
}

/** `if (!out.write(x)) await …;` becomes `out.write(x);` */
function writtenAnyway(node: ts.IfStatement, context: SiteContext): Edit[] | null {
  const test = bare(node.expression);
  if (!ts.isPrefixUnaryExpression(test) || test.operator !== ts.SyntaxKind.ExclamationToken) return null;
  const call = bare(test.operand);
  if (!ts.isCallExpression(call) || !WRITES.test(calledName(call) ?? '') || node.elseStatement !== undefined)
    return null;
  const wait = soleWait(node.thenStatement);
  if (wait === null || isOnlyWait(wait)) return null;
  const edits = [
    { start: startOf(node, context), end: startOf(call, context), text: '' },
    { start: call.end, end: node.end, text: ';' },
  ];
  const leftovers = unusedAfter(edits, context);
  return leftovers === null ? null : [...edits, ...leftovers];
}

/** `while (this.queue.length >= max) await …;` */
function waitsForRoom(node: ts.WhileStatement, context: SiteContext): boolean {
  const test = bare(node.expression);
  const wait = soleWait(node.statement);
  if (wait === null || !isComparison(test) || isOnlyWait(wait)) return false;
  const counted = [bare(test.left), bare(test.right)].find(isCount)?.expression;
  const isRace = callsIn(wait).some((call) => call.expression.getText() === 'Promise.race');
  return counted !== undefined && isShared(counted, context) && !isRace;
}

function soleWait(body: ts.Statement): ts.AwaitExpression | null {
  const [only, ...others] = statementsIn(body);
  const isOnly = only !== undefined && others.length === 0 && ts.isExpressionStatement(only);
  return isOnly && ts.isAwaitExpression(only.expression) ? only.expression : null;
}

/** `await writer.ready;` before something is written. */
function isReadiness(node: ts.ExpressionStatement): boolean {
  const wait = node.expression;
  if (!ts.isAwaitExpression(wait) || !ts.isPropertyAccessExpression(wait.expression) || isOnlyWait(wait))
    return false;
  const { expression: writer, name } = wait.expression;
  const next = nextStatement(node);
  if (name.text !== 'ready' || next === null) return false;
  return [...executed(next)].some((part) => {
    const call = methodCall(part);
    return call !== null && WRITES.test(call.name) && isSameCode(call.receiver, writer);
  });
}
