import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { statementsIn } from '../kit/body.ts';
import { withoutElement } from '../kit/element.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { dropStatement, stretchOf, unusedAfter } from '../kit/leftover.ts';
import { methodCall } from '../kit/method-call.ts';
import { isPure } from '../kit/purity.ts';
import { isSettler, settlingCall } from '../kit/settle.ts';
import { gist, startOf } from '../kit/text-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const settleDrop: Operator = {
  id: 'settle-drop',
  family: 'async',
  tier: 'expert',
  cwe: 833,
  status: 'stable',
  title: 'Promise that never settles',
  mistake: 'On one of the ways out, those who wait are not told.',
  kinds: [ts.SyntaxKind.ExpressionStatement, ts.SyntaxKind.ForOfStatement, ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    const edits = editsAt(node, context);
    if (edits === null) return;
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} never comes to ${gist(node, context)}.`,
        trigger: 'It shows when somebody waits for the promise and no other way settles it.',
        consequence: 'Who waits does so for ever.',
        fix: `Settle it: ${gist(node, context)}.`,
      },
      regions: [stretchOf(node.parent, context)],
    };
  },
  examples: {
    injects: [
      {
        before:
          "export function read(open: (done: (error: Error | null, text: string) => void) => void): Promise<string> {\n  return new Promise((resolve, reject) => {\n    open((error, text) => {\n      if (error !== null) {\n        reject(error);\n        return;\n      }\n      if (text === '') reject(new Error('empty'));\n      resolve(text);\n    });\n  });\n}\n",
        after:
          "export function read(open: (done: (error: Error | null, text: string) => void) => void): Promise<string> {\n  return new Promise((resolve, reject) => {\n    open((error, text) => {\n      if (error !== null) {\n        return;\n      }\n      if (text === '') reject(new Error('empty'));\n      resolve(text);\n    });\n  });\n}\n",
        witness: "read((done) => done(new Error('no'), ''))",
      },
      {
        before:
          "interface Waiter {\n  resolve(): void;\n  reject(reason: Error): void;\n}\nexport class Turnstile {\n  readonly #waiting: Waiter[] = [];\n  wait(): Promise<void> {\n    return new Promise((resolve, reject) => {\n      this.#waiting.push({ resolve, reject });\n    });\n  }\n  close(): void {\n    for (const { reject } of this.#waiting.splice(0)) reject(new Error('closed'));\n  }\n}\n",
        after:
          'interface Waiter {\n  resolve(): void;\n  reject(reason: Error): void;\n}\nexport class Turnstile {\n  readonly #waiting: Waiter[] = [];\n  wait(): Promise<void> {\n    return new Promise((resolve, reject) => {\n      this.#waiting.push({ resolve, reject });\n    });\n  }\n  close(): void {\n    this.#waiting.splice(0);\n  }\n}\n',
        witness:
          '(() => { const turnstile = new Turnstile(); const waiting = turnstile.wait(); turnstile.close(); return waiting; })()',
      },
      {
        before:
          'export function later(work: () => Promise<number>, clock: (tick: () => void) => void): Promise<number> {\n  return new Promise((resolve, reject) => {\n    clock(() => {\n      reject(new Error("late"));\n    });\n    void work().then(resolve, reject);\n  });\n}\n',
        after:
          'export function later(work: () => Promise<number>, clock: (tick: () => void) => void): Promise<number> {\n  return new Promise((resolve, reject) => {\n    clock(() => {\n      reject(new Error("late"));\n    });\n    void work().then(resolve);\n  });\n}\n',
        witness:
          '(() => { const work = () => ({ then: (give, fail) => { fail?.(new Error("no")); } }); return later(work, () => {}); })()',
      },
    ],
    skips: [
      {
        code: 'export function once(done: (give: () => void) => void): Promise<void> {\n  return new Promise((resolve) => {\n    done(() => {\n      resolve();\n    });\n  });\n}\n',
        because: 'A promise that nothing settles gives itself away.',
      },
      {
        code: "import { resolve } from 'node:path';\nexport function both(a: string, b: string): string[] {\n  resolve(a);\n  return [a, b];\n}\n",
        because: 'This resolves a path.',
      },
    ],
  },
};

function editsAt(node: ts.Node, context: SiteContext): Edit[] | null {
  if (ts.isExpressionStatement(node))
    return settlingCall(node, context) === null ? null : dropStatement(node, context, { unbinds: true });
  if (ts.isForOfStatement(node)) return ofAll(node, context);
  return failureOf(node, context);
}

/** A loop that only tells those who wait; taking them from their list stays. */
function ofAll(node: ts.ForOfStatement, context: SiteContext): Edit[] | null {
  const turns = statementsIn(node.statement);
  if (turns.length !== 1 || settlingCall(turns[0]!, context) === null) return null;
  const { expression: list } = node;
  if (isPure(list)) return dropStatement(node, context);
  if (!ts.isCallExpression(list)) return null;
  const gone = [
    { start: startOf(node, context), end: startOf(list, context), text: '' },
    { start: list.end, end: node.end, text: ';' },
  ];
  const leftovers = unusedAfter(gone, context);
  return leftovers === null ? null : [...gone, ...leftovers];
}

/** `.then(resolve, reject)` without its second handler. */
function failureOf(node: ts.Node, context: SiteContext): Edit[] | null {
  const link = methodCall(node);
  if (link?.name !== 'then' || link.call.arguments.length !== 2) return null;
  return link.call.arguments.every((handler) => isSettler(handler, context))
    ? withoutElement(link.call.arguments, 1, context)
    : null;
}
