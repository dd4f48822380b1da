import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { soleDeclaration, statementsBehind } from '../kit/awaiting.ts';
import { enclosing, isFunctionWithBody, isLoop, statementOf, subjectOf } from '../kit/enclosing.ts';
import { callsIn } from '../kit/exits.ts';
import { dropStatement, stretchOf } from '../kit/leftover.ts';
import { methodCall, type MethodCall } from '../kit/method-call.ts';
import { isSettler } from '../kit/settle.ts';
import { isShared } from '../kit/shared-state.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { bare, isSameCode, wrapped } from '../kit/tree.ts';
import { isArrayType, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const signalTwice: Operator = {
  id: 'signal-twice',
  family: 'async',
  tier: 'hard',
  cwe: 675,
  status: 'stable',
  title: 'Who has been told is told again',
  mistake: 'It is not thought of that whoever waits or listens once must be told once.',
  kinds: [ts.SyntaxKind.ExpressionStatement, ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    const edits = ts.isExpressionStatement(node) ? notForgotten(node, context) : notTaken(node, context);
    if (edits === null) return;
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} leaves in its place who has been told: there is no ${gist(node, context)}.`,
        trigger: 'It shows when there is something to tell for the second time.',
        consequence: 'The same one is told again, and who comes next is not.',
        fix: `Take it out when it is told: ${gist(node, context)}.`,
      },
      regions: [stretchOf(statementOf(node)!.parent, context)],
    };
  },
  examples: {
    injects: [
      {
        before:
          'export class Bell {\n  readonly #waiting: ((n: number) => void)[] = [];\n  wait(told: (n: number) => void): number {\n    return this.#waiting.push(told);\n  }\n  ring(n: number): boolean {\n    const next = this.#waiting.shift();\n    if (next === undefined) return false;\n    next(n);\n    return true;\n  }\n}\n',
        after:
          'export class Bell {\n  readonly #waiting: ((n: number) => void)[] = [];\n  wait(told: (n: number) => void): number {\n    return this.#waiting.push(told);\n  }\n  ring(n: number): boolean {\n    const next = this.#waiting.at(0);\n    if (next === undefined) return false;\n    next(n);\n    return true;\n  }\n}\n',
        witness:
          '(() => { const bell = new Bell(); const told = []; bell.wait((n) => told.push(n)); bell.ring(1); bell.ring(2); return told; })()',
      },
      {
        before:
          'export class Desk {\n  readonly #asked = new Map<string, (answer: string) => void>();\n  ask(name: string, told: (answer: string) => void): void {\n    this.#asked.set(name, told);\n  }\n  answer(name: string, text: string): boolean {\n    const told = this.#asked.get(name);\n    if (told === undefined) return false;\n    this.#asked.delete(name);\n    told(text);\n    return true;\n  }\n}\n',
        after:
          'export class Desk {\n  readonly #asked = new Map<string, (answer: string) => void>();\n  ask(name: string, told: (answer: string) => void): void {\n    this.#asked.set(name, told);\n  }\n  answer(name: string, text: string): boolean {\n    const told = this.#asked.get(name);\n    if (told === undefined) return false;\n    told(text);\n    return true;\n  }\n}\n',
        witness:
          "(() => { const desk = new Desk(); desk.ask('a', () => {}); desk.answer('a', 'x'); return desk.answer('a', 'y'); })()",
      },
      {
        before:
          "import { EventEmitter } from 'node:events';\nexport class Door {\n  opened = 0;\n  readonly bell = new EventEmitter();\n  constructor() {\n    this.bell.once('ring', () => {\n      this.opened += 1;\n    });\n  }\n}\n",
        after:
          "import { EventEmitter } from 'node:events';\nexport class Door {\n  opened = 0;\n  readonly bell = new EventEmitter();\n  constructor() {\n    this.bell.on('ring', () => {\n      this.opened += 1;\n    });\n  }\n}\n",
        witness:
          "(() => { const door = new Door(); door.bell.emit('ring'); door.bell.emit('ring'); return door.opened; })()",
      },
    ],
    skips: [
      {
        code: 'export function sum(parts: number[]): number {\n  const first = parts.shift() ?? 0;\n  return first + parts.length;\n}\n',
        because: 'Nobody is told.',
      },
      {
        code: 'export function tell(waiting: (() => void)[]): void {\n  while (waiting.length > 0) waiting.shift()!();\n}\n',
        because: 'The loop would never end.',
      },
      {
        code: "import type { EventEmitter } from 'node:events';\nexport function opened(door: EventEmitter): Promise<unknown> {\n  return new Promise((resolve) => {\n    door.once('open', resolve);\n  });\n}\n",
        because: 'A promise settles once, however often it is told.',
      },
    ],
  },
};

/** `waiting.shift()` becomes `waiting.at(0)`, `once` becomes `on`. */
function notTaken(node: ts.Node, context: SiteContext): Edit[] | null {
  const call = methodCall(node);
  if (call === null) return null;
  if (call.name === 'once') return heardAlways(call, context);
  if (call.name !== 'shift' || call.call.arguments.length > 0 || !isShared(call.receiver, context))
    return null;
  if (isInLoop(call.call) || !isTold(call.call) || !isArrayType(typeOf(call.receiver, context), context))
    return null;
  return [{ start: startOf(call.callee.name, context), end: call.call.end, text: 'at(0)' }];
}

function isInLoop(node: ts.Node): boolean {
  const outer = enclosing(node, (one): one is ts.Node => isLoop(one) || isFunctionWithBody(one));
  return outer !== null && isLoop(outer);
}

/** The value, or a member of it, is called at once, or further on under the name that it is given. */
function isTold(value: ts.Expression): boolean {
  const place = wrapped(value);
  if (isCalled(place)) return true;
  const statement = statementOf(value);
  const declaration = statement === null ? null : soleDeclaration(statement);
  if (statement === null || declaration?.initializer === undefined || bare(declaration.initializer) !== value)
    return false;
  return statementsBehind(statement).some((behind) => tells(behind, declaration.name));
}

function isCalled(place: ts.Expression): boolean {
  const { parent } = place;
  if (ts.isCallExpression(parent)) return parent.expression === place;
  return (
    ts.isPropertyAccessExpression(parent) &&
    ts.isCallExpression(parent.parent) &&
    parent.parent.expression === parent
  );
}

/** `name(…)` or `name.resolve(…)`. */
function tells(statement: ts.Statement, name: ts.Expression): boolean {
  return callsIn(statement).some(({ expression: callee }) => {
    const root = ts.isPropertyAccessExpression(callee) ? callee.expression : callee;
    return isSameCode(bare(root), name);
  });
}

function heardAlways({ callee, call, receiver }: MethodCall, context: SiteContext): Edit[] | null {
  const listener = call.arguments[1];
  if (listener === undefined || isSettler(listener, context)) return null;
  const on = context.checker.getPropertyOfType(typeOf(receiver, context), 'on');
  const isEmitter = on?.declarations?.every((one) => one.getSourceFile().isDeclarationFile) === true;
  return isEmitter ? [{ start: startOf(callee.name, context), end: callee.name.end, text: 'on' }] : null;
}

/** `waiting.delete(key)` with a call of what stood there behind it goes. */
function notForgotten(node: ts.ExpressionStatement, context: SiteContext): Edit[] | null {
  const call = methodCall(node.expression);
  if (call?.name !== 'delete' || !isShared(call.receiver, context)) return null;
  const [key] = call.call.arguments;
  if (key === undefined) return null;
  const known = takenFrom(node, call.receiver);
  const names = [...known, ...(ts.isIdentifier(key) ? [key] : [])];
  const isToldBehind = statementsBehind(node).some((statement) =>
    names.some((name) => tells(statement, name)),
  );
  return isToldBehind ? dropStatement(node, context, { unbinds: true }) : null;
}

/** Names of what was got from the collection before. */
function takenFrom(statement: ts.Statement, collection: ts.Expression): ts.Identifier[] {
  const list = statement.parent;
  if (!ts.isBlock(list)) return [];
  return list.statements
    .filter((one) => one.pos < statement.pos)
    .map(soleDeclaration)
    .filter((one) => {
      const got = one?.initializer === undefined ? null : methodCall(bare(one.initializer));
      return got?.name === 'get' && isSameCode(got.receiver, collection);
    })
    .map((one) => one!.name);
}
