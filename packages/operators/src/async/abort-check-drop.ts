import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { calledName, guardExit } from '../kit/exits.ts';
import { dropStatement, stretchOf } from '../kit/leftover.ts';
import { gist } from '../kit/text-of.ts';
import { bare } from '../kit/tree.ts';
import { guardDrop } from '../validation/guard-drop.ts';
import { recheckAfterAwaitDrop } from './recheck-after-await-drop.ts';
import { takes } from '../kit/specialist.ts';
import type { Operator } from '../operator.ts';

/** Operators for guards that take some of these. */
const OTHERS = [guardDrop, recheckAfterAwaitDrop];

export const abortCheckDrop: Operator = {
  id: 'abort-check-drop',
  family: 'async',
  tier: 'hard',
  cwe: 754,
  status: 'stable',
  title: 'Goes on although it was called off',
  mistake: 'It is not thought of that the work may have been called off before it starts, or during a wait.',
  kinds: [ts.SyntaxKind.ExpressionStatement, ts.SyntaxKind.IfStatement],
  *mutate(node, context) {
    const isCheck = ts.isExpressionStatement(node) ? throwsIfAborted(node) : isGuard(node);
    if (!isCheck || !ts.isStatement(node)) return;
    if (ts.isIfStatement(node) && OTHERS.some((one) => takes(one, node, context))) return;
    const edits = dropStatement(node, context, { unbinds: true });
    if (edits === null) return;
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} does not ask with ${gist(node, context)} whether the work was called off.`,
        trigger: 'It shows when the signal is aborted before the code gets there.',
        consequence: 'The work is done all the same, or whoever called it off is told nothing.',
        fix: `Ask there: ${gist(node, context)}.`,
      },
      regions: [stretchOf(node.parent, context)],
    };
  },
  examples: {
    injects: [
      {
        before:
          'export async function send(text: string, write: (text: string) => Promise<void>, signal?: AbortSignal): Promise<string> {\n  signal?.throwIfAborted();\n  await write(text);\n  return signal?.aborted === true ? "late" : "sent";\n}\n',
        after:
          'export async function send(text: string, write: (text: string) => Promise<void>, signal?: AbortSignal): Promise<string> {\n  await write(text);\n  return signal?.aborted === true ? "late" : "sent";\n}\n',
        witness:
          "(async () => { const controller = new AbortController(); controller.abort(); const sent = []; await send('a', async (text) => { sent.push(text); }, controller.signal).catch(() => {}); return sent; })()",
      },
      {
        before:
          "export class Copier {\n  readonly #controller = new AbortController();\n  stop(): void {\n    this.#controller.abort();\n  }\n  async copy(parts: readonly string[], write: (part: string) => Promise<void>): Promise<string> {\n    let state = '';\n    for (const part of parts) {\n      if (this.#controller.signal.aborted) return state;\n      await write(part);\n      state += part;\n    }\n    return state;\n  }\n}\n",
        after:
          "export class Copier {\n  readonly #controller = new AbortController();\n  stop(): void {\n    this.#controller.abort();\n  }\n  async copy(parts: readonly string[], write: (part: string) => Promise<void>): Promise<string> {\n    let state = '';\n    for (const part of parts) {\n      await write(part);\n      state += part;\n    }\n    return state;\n  }\n}\n",
        witness:
          "(async () => { const copier = new Copier(); return copier.copy(['a', 'b'], async () => { copier.stop(); }); })()",
      },
    ],
    skips: [
      {
        code: 'export async function run(work: (signal: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<boolean> {\n  await work(signal);\n  return signal.aborted;\n}\n',
        because: 'It tells what happened, and decides nothing.',
      },
      {
        code: 'export async function run(work: () => Promise<number>, signal: AbortSignal): Promise<number> {\n  const n = await work();\n  if (signal.aborted) return 0;\n  return n * 2;\n}\n',
        because: 'A check of an argument is the business of guard-drop.',
      },
    ],
  },
};

/** `signal?.throwIfAborted();` */
function throwsIfAborted({ expression }: ts.ExpressionStatement): boolean {
  return ts.isCallExpression(expression) && calledName(expression) === 'throwIfAborted';
}

/** `if (signal?.aborted) return;`, also with `=== true`. */
function isGuard(node: ts.Node): boolean {
  if (!ts.isIfStatement(node) || guardExit(node) === null) return false;
  const test = bare(node.expression);
  const isCompared = ts.isBinaryExpression(test) && test.right.kind === ts.SyntaxKind.TrueKeyword;
  const asked = isCompared ? bare(test.left) : test;
  return ts.isPropertyAccessExpression(asked) && /^(?:is)?aborted$/iu.test(asked.name.text);
}
