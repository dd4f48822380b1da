import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { abortCheckDrop } from '../async/abort-check-drop.ts';
import { inFlightDedupeDrop } from '../async/in-flight-dedupe-drop.ts';
import { settleDrop } from '../async/settle-drop.ts';
import { signalTwice } from '../async/signal-twice.ts';
import { isToken } from '../kit/comparison.ts';
import { cleanupAt } from '../kit/cleanup.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { dropStatement } from '../kit/leftover.ts';
import { partInstead } from '../kit/part.ts';
import { gist, startOf, textOf } from '../kit/text-of.ts';
import { bare } from '../kit/tree.ts';
import { typeOf } from '../kit/type-of.ts';
import { cacheNotInvalidated } from '../state/cache-not-invalidated.ts';
import { stateResetDrop } from '../state/state-reset-drop.ts';
import { takes } from '../kit/specialist.ts';
import type { Operator, SiteContext } from '../operator.ts';

/** Calls that only tell a person what goes on, or that no test of the code can miss. */
const IDLE =
  /^(?:console|log|logger|debug|assert|invariant|expect|super)\b|\.(?:log|debug|trace|warn|info)$/u;

/** Operators for steps of one kind; what they take is theirs, as are all clean-ups. */
const SPECIALISTS = [
  abortCheckDrop,
  cacheNotInvalidated,
  inFlightDedupeDrop,
  settleDrop,
  signalTwice,
  stateResetDrop,
];

export const statementDrop: Operator = {
  id: 'statement-drop',
  family: 'omission',
  tier: 'hard',
  cwe: null,
  status: 'stable',
  title: 'Step left out',
  mistake: 'One of several things that must be done is forgotten.',
  kinds: [ts.SyntaxKind.ExpressionStatement, ts.SyntaxKind.BinaryExpression],
  *mutate(node, context) {
    const step = stepOf(node);
    const call = step === null ? null : called(step);
    if (call === null || IDLE.test(textOf(call.expression, context)) || decides(call, context)) return;
    if (SPECIALISTS.some((one) => takes(one, node, context))) return;
    const edits = withoutStep(node, context);
    if (edits === null) return;
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} does not call ${gist(call, context)}.`,
        trigger: 'It shows whenever the code around it runs and something rests on what the call does.',
        consequence: `What ${gist(call.expression, context)} does is left undone.`,
        fix: `Put the call back: ${gist(node, context)}.`,
      },
      regions: [{ start: startOf(node.parent, context), end: node.parent.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'export class Cart {\n  readonly items: string[] = [];\n  readonly #sizes = new Map<string, number>();\n  remove(item: string): void {\n    this.items.splice(this.items.indexOf(item), 1);\n    this.#sizes.delete(item);\n  }\n  add(item: string, size: number): number {\n    this.#sizes.set(item, size);\n    return this.#sizes.size;\n  }\n}\n',
        after:
          'export class Cart {\n  readonly items: string[] = [];\n  readonly #sizes = new Map<string, number>();\n  remove(item: string): void {\n    this.items.splice(this.items.indexOf(item), 1);\n  }\n  add(item: string, size: number): number {\n    this.#sizes.set(item, size);\n    return this.#sizes.size;\n  }\n}\n',
        witness:
          "(() => { const cart = new Cart(); cart.add('a', 1); cart.remove('a'); return cart.add('b', 1); })()",
      },
      {
        before:
          'export async function save(file: { open(): Promise<void>; write(text: string): Promise<void>; finish(): Promise<void> }): Promise<void> {\n  await file.open();\n  await file.write("a");\n  await file.finish();\n}\n',
        after:
          'export async function save(file: { open(): Promise<void>; write(text: string): Promise<void>; finish(): Promise<void> }): Promise<void> {\n  await file.open();\n  await file.write("a");\n}\n',
        witness:
          '(async () => { const done = []; const step = (name) => async () => { done.push(name); }; await save({ open: step("o"), write: step("w"), finish: step("f") }); return done; })()',
      },
      {
        before:
          "export function send(out: { write(text: string): void; end(): string }, isEmpty: boolean): string {\n  if (isEmpty) return out.write('none'), out.end();\n  return out.end();\n}\n",
        after:
          'export function send(out: { write(text: string): void; end(): string }, isEmpty: boolean): string {\n  if (isEmpty) return out.end();\n  return out.end();\n}\n',
        witness:
          "(() => { const done = []; send({ write: (text) => done.push(text), end: () => 'e' }, true); return done; })()",
      },
    ],
    skips: [
      {
        code: 'export function twice(n: number): number {\n  console.log(n);\n  return n * 2;\n}\n',
        because: 'Nobody but the reader of a log would notice.',
      },
      {
        code: 'export function ring(bell: { ring(): void }): void {\n  bell.ring();\n}\n',
        because: 'A function without statements gives itself away.',
      },
      {
        code: "function fail(): never {\n  throw new Error('no');\n}\nexport function half(n: number): number {\n  if (n % 2 === 0) return n / 2;\n  fail();\n}\n",
        because: 'Without the call the function would lack a result and not compile.',
      },
    ],
  },
};

/** What is done, and not asked for its value: a statement, or what stands before the comma in `close(), end()`. */
function stepOf(node: ts.Node): ts.Expression | null {
  if (ts.isExpressionStatement(node)) return node.expression;
  return ts.isBinaryExpression(node) && isToken(node, ts.SyntaxKind.CommaToken) ? node.left : null;
}

function withoutStep(node: ts.Node, context: SiteContext): Edit[] | null {
  if (ts.isBinaryExpression(node)) return partInstead(node, node.right, context);
  const isOthers = !ts.isExpressionStatement(node) || cleanupAt(node, context) !== null;
  return isOthers ? null : dropStatement(node, context);
}

function called(expression: ts.Expression): ts.CallExpression | null {
  const inner = ts.isAwaitExpression(expression) ? bare(expression.expression) : bare(expression);
  return ts.isCallExpression(inner) ? inner : null;
}

/** The checker learns from the call that the code after it does not run, or what holds there. */
function decides(call: ts.CallExpression, context: SiteContext): boolean {
  const signature = context.checker.getResolvedSignature(call);
  const asserts =
    signature !== undefined && context.checker.getTypePredicateOfSignature(signature) !== undefined;
  return asserts || (typeOf(call, context).flags & ts.TypeFlags.Never) !== 0;
}
