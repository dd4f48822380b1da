import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { soleDeclaration, statementsBehind } from '../kit/awaiting.ts';
import { statementsIn } from '../kit/body.ts';
import { mentions, storeTarget } from '../kit/effect.ts';
import { nextStatement, siblingsOf, subjectOf } from '../kit/enclosing.ts';
import { indentOf, lineBreakOf } from '../kit/layout.ts';
import { methodCall } from '../kit/method-call.ts';
import { hasComment } from '../kit/neighbour.ts';
import { letsOthersChange } from '../kit/reentry.ts';
import { moveBehind } from '../kit/replace.ts';
import { settlingCall } from '../kit/settle.ts';
import { isShared } from '../kit/shared-state.ts';
import { gist, startOf, textOf } from '../kit/text-of.ts';
import { bare, waits } from '../kit/tree.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const queueReentrancy: Operator = {
  id: 'queue-reentrancy',
  family: 'async',
  tier: 'expert',
  cwe: 663,
  status: 'nursery',
  title: 'Queue is emptied only after it was worked through',
  mistake: 'It is not thought of that work from a queue puts new work into it.',
  kinds: [ts.SyntaxKind.ExpressionStatement, ts.SyntaxKind.ForOfStatement],
  *mutate(node, context) {
    const found = ts.isForOfStatement(node) ? takenOut(node, context) : emptied(node, context);
    if (found === null) return;
    const { queue, loop, edits } = found;
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} empties ${gist(queue, context)} only behind the loop.`,
        trigger: `It shows when a turn of the loop puts something into ${gist(queue, context)}, or starts the loop again.`,
        consequence: 'What was put in is thrown away, or done in the wrong round, or twice.',
        fix: `Empty it before the first turn: ${gist(node, context)}.`,
      },
      regions: [{ start: startOf(node, context), end: loop.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'export class Batch {\n  #tasks: (() => void)[] = [];\n  add(task: () => void): void {\n    this.#tasks.push(task);\n  }\n  get size(): number {\n    return this.#tasks.length;\n  }\n  flush(): void {\n    const tasks = this.#tasks;\n    this.#tasks = [];\n    for (const task of tasks) task();\n  }\n}\n',
        after:
          'export class Batch {\n  #tasks: (() => void)[] = [];\n  add(task: () => void): void {\n    this.#tasks.push(task);\n  }\n  get size(): number {\n    return this.#tasks.length;\n  }\n  flush(): void {\n    const tasks = this.#tasks;\n    for (const task of tasks) task();\n    this.#tasks = [];\n  }\n}\n',
        witness:
          '(() => { const batch = new Batch(); batch.add(() => batch.add(() => {})); batch.flush(); return batch.size; })()',
      },
      {
        before:
          'export class Outbox {\n  readonly #mails: string[] = [];\n  add(mail: string): number {\n    return this.#mails.push(mail);\n  }\n  async send(post: (mail: string) => Promise<void>): Promise<number> {\n    for (const mail of this.#mails.splice(0)) {\n      await post(mail);\n    }\n    return this.#mails.length;\n  }\n}\n',
        after:
          'export class Outbox {\n  readonly #mails: string[] = [];\n  add(mail: string): number {\n    return this.#mails.push(mail);\n  }\n  async send(post: (mail: string) => Promise<void>): Promise<number> {\n    for (const mail of this.#mails) {\n      await post(mail);\n    }\n    this.#mails.length = 0;\n    return this.#mails.length;\n  }\n}\n',
        witness:
          "(async () => { const outbox = new Outbox(); outbox.add('a'); const sent = []; const post = async (mail) => { sent.push(mail); }; await Promise.all([outbox.send(post), outbox.send(post)]); return sent; })()",
      },
      {
        before:
          'export class Watchers {\n  #waiting: (() => void)[] = [];\n  wait(tell: () => void): number {\n    return this.#waiting.push(tell);\n  }\n  tell(): void {\n    const waiting = this.#waiting;\n    this.#waiting = [];\n    waiting.forEach((tell) => tell());\n  }\n}\n',
        after:
          'export class Watchers {\n  #waiting: (() => void)[] = [];\n  wait(tell: () => void): number {\n    return this.#waiting.push(tell);\n  }\n  tell(): void {\n    const waiting = this.#waiting;\n    waiting.forEach((tell) => tell());\n    this.#waiting = [];\n  }\n}\n',
        witness:
          '(() => { const watchers = new Watchers(); watchers.wait(() => watchers.wait(() => {})); watchers.tell(); return watchers.wait(() => {}); })()',
      },
    ],
    skips: [
      {
        code: 'export class Waiters {\n  #waiting: { resolve(): void }[] = [];\n  add(waiter: { resolve(): void }): void {\n    this.#waiting.push(waiter);\n  }\n  release(): void {\n    const waiting = this.#waiting;\n    this.#waiting = [];\n    for (const { resolve } of waiting) resolve();\n  }\n}\n',
        because: 'Who waits for a promise runs only later.',
      },
      {
        code: 'export class Sum {\n  #parts: number[] = [];\n  add(part: number): void {\n    this.#parts.push(part);\n  }\n  take(): number {\n    const parts = this.#parts;\n    this.#parts = [];\n    let sum = 0;\n    for (const part of parts) sum += part;\n    return sum;\n  }\n}\n',
        because: 'Nothing in the loop can put something in.',
      },
    ],
  },
};

interface Late {
  readonly queue: ts.Expression;
  readonly loop: ts.Statement;
  readonly edits: Edit[];
}

/** `const tasks = this.tasks; this.tasks = []; for (const task of tasks) …`: the queue is emptied behind the loop. */
function emptied(node: ts.Node, context: SiteContext): Late | null {
  if (!ts.isExpressionStatement(node)) return null;
  const queue = emptiedBy(node);
  const siblings = siblingsOf(node);
  if (queue === null || siblings === null || !isShared(queue, context) || hasComment(node, context))
    return null;
  const before = siblings[siblings.indexOf(node) - 1];
  const batch = before === undefined ? null : soleDeclaration(before);
  const behind = statementsBehind(node);
  const [run] = behind.slice(0, 2).flatMap((one) => loopIn(one) ?? []);
  if (batch?.initializer === undefined || run === undefined || !mentions(batch.initializer, queue))
    return null;
  const { loop, list, turn } = run;
  const between = behind.slice(0, behind.indexOf(loop));
  if (!mentions(list, batch.name) || !letsOthersIn(turn, queue, context)) return null;
  if (between.some((one) => mentions(one, queue) || waits(one)) || hasComment(loop, context)) return null;
  return { queue, loop, edits: moveBehind(node, loop, context) };
}

interface Run {
  readonly loop: ts.Statement;
  readonly list: ts.Expression;
  readonly turn: ts.Statement | ts.Expression;
}

/** `for (const task of tasks) …`, `for (let i = 0; i < tasks.length; i++) …` or `tasks.forEach((task) => …)`. */
function loopIn(loop: ts.Statement): Run | null {
  if (ts.isForOfStatement(loop)) return { loop, list: loop.expression, turn: loop.statement };
  if (ts.isForStatement(loop))
    return loop.condition === undefined ? null : { loop, list: loop.condition, turn: loop.statement };
  const each = ts.isExpressionStatement(loop) ? methodCall(loop.expression) : null;
  const work = each?.name === 'forEach' ? each.call.arguments[0] : undefined;
  const isWork = work !== undefined && (ts.isArrowFunction(work) || ts.isFunctionExpression(work));
  return isWork ? { loop, list: each!.receiver, turn: work.body } : null;
}

/** `for (const mail of this.mails.splice(0)) …` */
function takenOut(node: ts.ForOfStatement, context: SiteContext): Late | null {
  const taken = methodCall(bare(node.expression));
  if (
    taken?.name !== 'splice' ||
    taken.call.arguments.length !== 1 ||
    taken.call.arguments[0]!.getText() !== '0'
  )
    return null;
  const queue = bare(taken.receiver);
  if (siblingsOf(node) === null || !isShared(queue, context) || !letsOthersIn(node.statement, queue, context))
    return null;
  const line = `${lineBreakOf(context)}${indentOf(node, context)}${textOf(queue, context)}.length = 0;`;
  const edits = [
    { start: taken.receiver.end, end: taken.call.end, text: '' },
    { start: node.end, end: node.end, text: line },
  ];
  return nextStatement(node) === null && hasComment(node, context) ? null : { queue, loop: node, edits };
}

/** What `x = []`, `x.clear()`, `x.length = 0` and `x = new Map()` empty. */
function emptiedBy(node: ts.ExpressionStatement): ts.Expression | null {
  const call = methodCall(node.expression);
  if (call !== null)
    return call.name === 'clear' && call.call.arguments.length === 0 ? bare(call.receiver) : null;
  const target = storeTarget(node);
  if (target === null || !ts.isBinaryExpression(node.expression)) return null;
  const value = bare(node.expression.right);
  if (value.getText() === '0')
    return ts.isPropertyAccessExpression(target) && target.name.text === 'length'
      ? bare(target.expression)
      : null;
  const isEmpty =
    (ts.isArrayLiteralExpression(value) && value.elements.length === 0) ||
    (ts.isNewExpression(value) &&
      /^(?:Map|Set)$/u.test(value.expression.getText()) &&
      !value.arguments?.length);
  return isEmpty ? target : null;
}

/** A turn waits, or calls what may come back here; to settle a promise lets nobody in yet. */
function letsOthersIn(
  turn: ts.Statement | ts.Expression,
  queue: ts.Expression,
  context: SiteContext,
): boolean {
  const steps = ts.isStatement(turn) ? statementsIn(turn) : [];
  if (steps.length > 0 && steps.every((step) => settlingCall(step, context) !== null)) return false;
  return letsOthersChange(turn, queue, context);
}
