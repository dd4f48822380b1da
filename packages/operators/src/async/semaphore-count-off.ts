import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { statementsIn } from '../kit/body.ts';
import { declaredBy, storeTarget } from '../kit/effect.ts';
import { nextStatement, siblingsOf, subjectOf } from '../kit/enclosing.ts';
import { callsIn, isExit } from '../kit/exits.ts';
import { indentOf, lineBreakOf, reindent } from '../kit/layout.ts';
import { methodCall } from '../kit/method-call.ts';
import { hasComment } from '../kit/neighbour.ts';
import { presenceTest } from '../kit/presence.ts';
import { dropLines } from '../kit/replace.ts';
import { isShared } from '../kit/shared-state.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { bare, executed, isSameCode } from '../kit/tree.ts';
import { returnDrop } from '../omission/return-drop.ts';
import { takes } from '../kit/specialist.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const semaphoreCountOff: Operator = {
  id: 'semaphore-count-off',
  family: 'async',
  tier: 'expert',
  cwe: 837,
  status: 'nursery',
  title: 'Free place is counted and handed on at once',
  mistake: 'A place that is handed on to who waits for it is counted as free besides.',
  kinds: [ts.SyntaxKind.IfStatement],
  *mutate(node, context) {
    if (!ts.isIfStatement(node) || siblingsOf(node) === null) return;
    const waiter = waiterOf(node, context);
    const found = waiter === null ? null : countedTwice(node, waiter, context);
    if (found === null || waiter === null) return;
    const count = gist(found.count, context);
    yield {
      edits: found.edits,
      explanation: {
        mechanism: `${subjectOf(node)} runs ${count} also when the place goes to \`${waiter.text}\`.`,
        trigger: 'It shows when somebody waits at the moment at which a place is given back.',
        consequence: 'One place becomes two: more get in at a time than may, and more with each turn.',
        fix: `Run ${count} only when nobody waits.`,
      },
      regions: [{ start: startOf(node, context), end: Math.max(node.end, found.count.end) }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'export class Semaphore {\n  free = 1;\n  readonly #waiting: (() => void)[] = [];\n  async acquire(): Promise<void> {\n    if (this.free > 0) this.free -= 1;\n    else await new Promise<void>((resolve) => this.#waiting.push(resolve));\n  }\n  release(): void {\n    const next = this.#waiting.shift();\n    if (next !== undefined) next();\n    else this.free += 1;\n  }\n}\n',
        after:
          'export class Semaphore {\n  free = 1;\n  readonly #waiting: (() => void)[] = [];\n  async acquire(): Promise<void> {\n    if (this.free > 0) this.free -= 1;\n    else await new Promise<void>((resolve) => this.#waiting.push(resolve));\n  }\n  release(): void {\n    const next = this.#waiting.shift();\n    if (next !== undefined) next();\n    this.free += 1;\n  }\n}\n',
        witness:
          '(() => { const semaphore = new Semaphore(); semaphore.acquire(); semaphore.acquire(); semaphore.release(); return semaphore.free; })()',
      },
      {
        before:
          'interface Waiter {\n  resolve(line: string): void;\n}\nexport class Lines {\n  readonly idle: string[] = [];\n  readonly #waiting: Waiter[] = [];\n  wait(waiter: Waiter): number {\n    return this.#waiting.push(waiter);\n  }\n  giveBack(line: string): void {\n    const next = this.#waiting.shift();\n    if (next === undefined) this.idle.push(line);\n    else next.resolve(line);\n  }\n}\n',
        after:
          'interface Waiter {\n  resolve(line: string): void;\n}\nexport class Lines {\n  readonly idle: string[] = [];\n  readonly #waiting: Waiter[] = [];\n  wait(waiter: Waiter): number {\n    return this.#waiting.push(waiter);\n  }\n  giveBack(line: string): void {\n    const next = this.#waiting.shift();\n    this.idle.push(line);\n    next?.resolve(line);\n  }\n}\n',
        witness:
          "(() => { const lines = new Lines(); lines.wait({ resolve: () => {} }); lines.giveBack('a'); return lines.idle; })()",
      },
      {
        before:
          'export class Gate {\n  open = 0;\n  readonly #waiting: (() => void)[] = [];\n  wait(enter: () => void): number {\n    return this.#waiting.push(enter);\n  }\n  leave(): void {\n    const next = this.#waiting.shift();\n    if (next !== undefined) {\n      next();\n      return;\n    }\n    this.open -= 1;\n  }\n}\n',
        after:
          'export class Gate {\n  open = 0;\n  readonly #waiting: (() => void)[] = [];\n  wait(enter: () => void): number {\n    return this.#waiting.push(enter);\n  }\n  leave(): void {\n    const next = this.#waiting.shift();\n    if (next !== undefined) {\n      next();\n    }\n    this.open -= 1;\n  }\n}\n',
        witness:
          '(() => { const gate = new Gate(); gate.wait(() => {}); gate.leave(); return gate.open; })()',
      },
      {
        before:
          'export class Desks {\n  readonly free: number[] = [];\n  busy = 1;\n  readonly #waiting: ((desk: number) => void)[] = [];\n  wait(sit: (desk: number) => void): number {\n    return this.#waiting.push(sit);\n  }\n  leave(desk: number): void {\n    const next = this.#waiting.shift();\n    if (next) {\n      next(desk);\n    } else {\n      this.busy = 0;\n      if (this.free.length < 9) this.free.push(desk);\n    }\n  }\n}\n',
        after:
          'export class Desks {\n  readonly free: number[] = [];\n  busy = 1;\n  readonly #waiting: ((desk: number) => void)[] = [];\n  wait(sit: (desk: number) => void): number {\n    return this.#waiting.push(sit);\n  }\n  leave(desk: number): void {\n    const next = this.#waiting.shift();\n    if (next) {\n      next(desk);\n    }\n    this.busy = 0;\n    if (this.free.length < 9) this.free.push(desk);\n  }\n}\n',
        witness:
          '(() => { const desks = new Desks(); desks.wait(() => {}); desks.leave(4); return desks.free; })()',
      },
    ],
    skips: [
      {
        code: 'export class Tally {\n  missing = 0;\n  add(tell: (() => void) | undefined): void {\n    if (tell !== undefined) tell();\n    else this.missing += 1;\n  }\n}\n',
        because: 'Nobody waits in line.',
      },
      {
        code: 'export class Lamp {\n  isOn = false;\n  readonly #waiting: (() => void)[] = [];\n  next(): void {\n    const next = this.#waiting.shift();\n    if (next !== undefined) next();\n    else this.isOn = true;\n  }\n}\n',
        because: 'Nothing is counted.',
      },
    ],
  },
};

/** The name, tested in the `if`, of who was taken out of a line just before. */
function waiterOf(node: ts.IfStatement, context: SiteContext): ts.Identifier | null {
  const test = bare(node.expression);
  const subject = presenceTest(test)?.subject ?? test;
  if (!ts.isIdentifier(subject)) return null;
  const declaration = context.checker.getSymbolAtLocation(subject)?.valueDeclaration;
  if (declaration === undefined || !ts.isVariableDeclaration(declaration)) return null;
  const taken = declaration.initializer === undefined ? null : methodCall(bare(declaration.initializer));
  return taken !== null &&
    /^(?:shift|pop|dequeue|take)$/u.test(taken.name) &&
    isShared(taken.receiver, context)
    ? subject
    : null;
}

interface Twice {
  readonly count: ts.Statement;
  readonly edits: Edit[];
}

function countedTwice(node: ts.IfStatement, waiter: ts.Identifier, context: SiteContext): Twice | null {
  const isPresent = presenceTest(bare(node.expression))?.isPresent ?? true;
  const { thenStatement, elseStatement } = node;
  if (elseStatement === undefined) return isPresent ? passedOn(node, waiter, context) : null;
  const [given, counted] = isPresent ? [thenStatement, elseStatement] : [elseStatement, thenStatement];
  const steps = statementsIn(counted);
  const count = steps.at(-1) ?? null;
  if (count === null || !isCount(count, context) || !tells(given, waiter)) return null;
  if (steps.some((step) => declaredBy(step).length > 0 || [...executed(step)].some(isExit))) return null;
  const indent = lineBreakOf(context) + indentOf(node, context);
  const counting = reindent(
    context.text.slice(startOf(steps[0]!, context), count.end),
    indentOf(count, context),
    indentOf(node, context),
  );
  if (isPresent) return { count, edits: [{ start: given.end, end: node.end, text: indent + counting }] };
  const told = soleOf(given);
  const short = told === null ? null : ifThere(told, waiter, context);
  const text = short === null ? '' : counting + indent + short;
  return text === '' ? null : { count, edits: [{ start: startOf(node, context), end: node.end, text }] };
}

/** `if (next) { next(); return; } this.free += 1;` without the return. */
function passedOn(node: ts.IfStatement, waiter: ts.Identifier, context: SiteContext): Twice | null {
  const done = statementsIn(node.thenStatement);
  const last = done.at(-1);
  const count = nextStatement(node);
  if (count === null || !isCount(count, context) || !tells(node.thenStatement, waiter)) return null;
  if (last === undefined || done.length < 2 || !ts.isReturnStatement(last) || last.expression !== undefined)
    return null;
  if (hasComment(last, context) || takes(returnDrop, last, context)) return null;
  return { count, edits: [dropLines(last, context)] };
}

function soleOf(branch: ts.Statement): ts.Statement | null {
  const done = statementsIn(branch);
  return done.length === 1 ? done[0]! : null;
}

/** `this.free += 1`, `this.idle.push(line)`, `if (this.free < this.size) this.free += 1`. */
function isCount(statement: ts.Statement, context: SiteContext): boolean {
  if (ts.isIfStatement(statement) && statement.elseStatement === undefined) {
    const bounded = soleOf(statement.thenStatement);
    return bounded !== null && isCount(bounded, context);
  }
  if (!ts.isExpressionStatement(statement)) return false;
  const { expression } = statement;
  const call = methodCall(expression);
  if (call !== null)
    return /^(?:push|add|unshift|enqueue)$/u.test(call.name) && isShared(call.receiver, context);
  const target = storeTarget(statement);
  const isPlain =
    ts.isBinaryExpression(expression) && expression.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  return target !== null && !isPlain && isShared(target, context);
}

function tells(branch: ts.Statement, waiter: ts.Identifier): boolean {
  return callsIn(branch).some(({ expression: callee }) =>
    isSameCode(bare(ts.isPropertyAccessExpression(callee) ? callee.expression : callee), waiter),
  );
}

/** `next?.resolve(line);` */
function ifThere(told: ts.Statement, waiter: ts.Identifier, context: SiteContext): string | null {
  if (!ts.isExpressionStatement(told) || !ts.isCallExpression(told.expression)) return null;
  const { expression: callee } = told.expression;
  const rest = context.text.slice(callee.end, told.end);
  if (isSameCode(callee, waiter)) return `${waiter.text}?.${rest}`;
  if (!ts.isPropertyAccessExpression(callee) || !isSameCode(callee.expression, waiter)) return null;
  return `${waiter.text}?.${callee.name.text}${rest}`;
}
