import * as ts from 'typescript';
import { nextWait, statementsBehind } from '../kit/awaiting.ts';
import { enclosingFunction, placeOf, isAsync } from '../kit/enclosing.ts';
import { calledName } from '../kit/exits.ts';
import { indentOf, lineBreakOf } from '../kit/layout.ts';
import { dropWithLeftovers, stretchOf, unusedAfter } from '../kit/leftover.ts';
import { moveBehind } from '../kit/replace.ts';
import { isShared } from '../kit/shared-state.ts';
import { gist, startOf, textOf } from '../kit/text-of.ts';
import { bare, executed, isSameCode, waits } from '../kit/tree.ts';
import { isPromiseType, typeOf } from '../kit/type-of.ts';
import type { Edit } from '@bebug/core';
import type { Explanation } from '@bebug/core/truth';
import type { Operator, Rewrite, SiteContext } from '../operator.ts';

export const inFlightDedupeDrop: Operator = {
  id: 'in-flight-dedupe-drop',
  family: 'async',
  tier: 'expert',
  cwe: 367,
  status: 'nursery',
  title: 'Work under way is started a second time',
  mistake:
    'A result is shared once it is there, but not while it is being made, so concurrent callers all start the work.',
  kinds: [ts.SyntaxKind.ExpressionStatement, ts.SyntaxKind.BinaryExpression, ts.SyntaxKind.IfStatement],
  *mutate(node, context) {
    if (ts.isExpressionStatement(node)) yield* registeredLate(node, context);
    if (ts.isBinaryExpression(node)) yield* pendingIgnored(node, context);
    if (ts.isIfStatement(node)) yield* pendingNotReturned(node, context);
  },
  examples: {
    injects: [
      {
        before:
          'export class Loader {\n  readonly #pending = new Map<string, Promise<string>>();\n  readonly #load: (key: string) => Promise<string>;\n  constructor(load: (key: string) => Promise<string>) {\n    this.#load = load;\n  }\n  async get(key: string): Promise<string> {\n    const known = this.#pending.get(key);\n    if (known) return known;\n    const loading = this.#load(key);\n    this.#pending.set(key, loading);\n    return await loading;\n  }\n}\n',
        after:
          'export class Loader {\n  readonly #pending = new Map<string, Promise<string>>();\n  readonly #load: (key: string) => Promise<string>;\n  constructor(load: (key: string) => Promise<string>) {\n    this.#load = load;\n  }\n  async get(key: string): Promise<string> {\n    const known = this.#pending.get(key);\n    if (known) return known;\n    const loading = this.#load(key);\n    await loading;\n    this.#pending.set(key, loading);\n    return await loading;\n  }\n}\n',
        witness:
          '(async () => { let loads = 0; const loader = new Loader(async (key) => { loads += 1; return key; }); await Promise.all([loader.get("a"), loader.get("a")]); return loads; })()',
      },
      {
        before:
          'export class Session {\n  #refreshing: Promise<string> | null = null;\n  renew(fetchToken: () => Promise<string>): Promise<string> {\n    this.#refreshing ??= fetchToken().finally(() => {\n      this.#refreshing = null;\n    });\n    return this.#refreshing;\n  }\n}\n',
        after:
          'export class Session {\n  #refreshing: Promise<string> | null = null;\n  renew(fetchToken: () => Promise<string>): Promise<string> {\n    this.#refreshing = fetchToken().finally(() => {\n      this.#refreshing = null;\n    });\n    return this.#refreshing;\n  }\n}\n',
        witness:
          '(async () => { let calls = 0; const session = new Session(); const get = async () => { calls += 1; return "t"; }; await Promise.all([session.renew(get), session.renew(get)]); return calls; })()',
      },
      {
        before:
          'export class Cache {\n  readonly pending = new Map<string, Promise<number>>();\n  loads = 0;\n  async get(key: string): Promise<number> {\n    return this.pending.get(key) ?? this.refresh(key);\n  }\n  async refresh(key: string): Promise<number> {\n    this.loads += 1;\n    const loading = Promise.resolve(key.length);\n    this.pending.set(key, loading);\n    try {\n      return await loading;\n    } finally {\n      this.pending.delete(key);\n    }\n  }\n}\n',
        after:
          'export class Cache {\n  readonly pending = new Map<string, Promise<number>>();\n  loads = 0;\n  async get(key: string): Promise<number> {\n    return this.refresh(key);\n  }\n  async refresh(key: string): Promise<number> {\n    this.loads += 1;\n    const loading = Promise.resolve(key.length);\n    this.pending.set(key, loading);\n    try {\n      return await loading;\n    } finally {\n      this.pending.delete(key);\n    }\n  }\n}\n',
        witness:
          '(async () => { const cache = new Cache(); await Promise.all([cache.get("a"), cache.get("a")]); return cache.loads; })()',
      },
      {
        before:
          'export class Link {\n  opened = 0;\n  #opening: Promise<void> | null = null;\n  open(): Promise<void> {\n    if (this.#opening !== null) return this.#opening;\n    this.#opening = this.#dial().finally(() => {\n      this.#opening = null;\n    });\n    return this.#opening;\n  }\n  async #dial(): Promise<void> {\n    await null;\n    this.opened += 1;\n  }\n}\n',
        after:
          'export class Link {\n  opened = 0;\n  #opening: Promise<void> | null = null;\n  open(): Promise<void> {\n    this.#opening = this.#dial().finally(() => {\n      this.#opening = null;\n    });\n    return this.#opening;\n  }\n  async #dial(): Promise<void> {\n    await null;\n    this.opened += 1;\n  }\n}\n',
        witness:
          '(async () => { const link = new Link(); await Promise.all([link.open(), link.open()]); return link.opened; })()',
      },
    ],
    skips: [
      {
        code: 'export class Cache {\n  readonly #values = new Map<string, number>();\n  async put(key: string, load: () => Promise<number>): Promise<void> {\n    const value = await load();\n    this.#values.set(key, value);\n  }\n}\n',
        because: 'Values are stored, not the work that makes them.',
      },
      {
        code: 'export async function all(load: (n: number) => Promise<number>): Promise<number> {\n  const pending = new Map<number, Promise<number>>();\n  const first = load(1);\n  pending.set(1, first);\n  return await first;\n}\n',
        because: 'The map belongs to one call: nobody else looks into it.',
      },
    ],
  },
};

/** `pending.set(key, promise)` happens only after the promise has settled, or not at all. */
function* registeredLate(node: ts.ExpressionStatement, context: SiteContext): Generator<Rewrite> {
  const call = node.expression;
  if (!ts.isCallExpression(call) || calledName(call) !== 'set' || call.arguments.length !== 2) return;
  if (!ts.isPropertyAccessExpression(call.expression) || !isShared(call.expression.expression, context))
    return;
  const promise = call.arguments[1]!;
  const map = call.expression.expression;
  const fn = enclosingFunction(node);
  if (fn?.body === undefined || !ts.isIdentifier(promise) || !isPromiseType(typeOf(promise, context))) return;
  if (!isMadeHere(promise, fn, context) || !isConsulted(map, context)) return;
  const edits = lateEdits(node, promise, fn, context);
  if (edits === null) return;
  yield {
    edits,
    explanation: tooLate(
      node,
      `${gist(map, context)} learns of \`${promise.text}\` only when it has settled`,
      `Call ${gist(call, context)} before waiting.`,
    ),
  };
}

function lateEdits(
  node: ts.Statement,
  promise: ts.Identifier,
  fn: ts.FunctionLikeDeclaration,
  context: SiteContext,
): Edit[] | null {
  if (!isAsync(fn)) return dropWithLeftovers(node, context);
  const isCleanedUp = statementsBehind(node).some(
    (statement) => ts.isTryStatement(statement) && statement.finallyBlock !== undefined,
  );
  const wait = nextWait(node);
  if (isCleanedUp && wait !== null) return moveBehind(node, wait, context);
  if (wait !== null && !ts.isReturnStatement(wait)) return moveBehind(node, wait, context);
  const start = startOf(node, context);
  return [
    { start, end: start, text: `await ${promise.text};${lineBreakOf(context)}${indentOf(node, context)}` },
  ];
}

/** `this.p ??= start()` → `this.p = start()`; `pending.get(key) ?? start()` → `start()`. */
function* pendingIgnored(node: ts.BinaryExpression, context: SiteContext): Generator<Rewrite> {
  const token = node.operatorToken;
  if (!isShared(rootedIn(node.left), context) || !isPromiseType(typeOf(node.left, context))) return;
  if (!ts.isCallExpression(bare(node.right)) || !isPromiseType(typeOf(node.right, context))) return;
  const fix = `Join the work that is under way: ${gist(node, context)}.`;
  if (token.kind === ts.SyntaxKind.QuestionQuestionEqualsToken) {
    yield {
      edits: [{ start: startOf(token, context), end: token.end, text: '=' }],
      explanation: tooLate(node, `${gist(node.left, context)} is set anew by every call`, fix),
    };
  } else if (token.kind === ts.SyntaxKind.QuestionQuestionToken) {
    const leftovers = unusedAfter([stretchOf(node.left, context)], context);
    if (leftovers === null) return;
    yield {
      edits: [{ start: startOf(node, context), end: startOf(node.right, context), text: '' }, ...leftovers],
      explanation: tooLate(node, `${gist(node.left, context)} is not asked for`, fix),
    };
  }
}

/** `if (pending !== undefined) return pending;` goes. */
function* pendingNotReturned(node: ts.IfStatement, context: SiteContext): Generator<Rewrite> {
  const only =
    ts.isBlock(node.thenStatement) && node.thenStatement.statements.length === 1
      ? node.thenStatement.statements[0]!
      : node.thenStatement;
  if (node.elseStatement !== undefined || !ts.isReturnStatement(only) || only.expression === undefined)
    return;
  const returned = bare(ts.isAwaitExpression(only.expression) ? only.expression.expression : only.expression);
  if (!isPromiseType(typeOf(returned, context)) || !isShared(rootedIn(returned), context)) return;
  const asksForIt = [...executed(node.expression)].some(
    (part) => ts.isExpression(part) && isSameCode(rootedIn(part), rootedIn(returned)),
  );
  const edits = asksForIt ? dropWithLeftovers(node, context) : null;
  if (edits === null || statementsBehind(node).length === 0) return;
  yield {
    edits,
    explanation: tooLate(
      node,
      `${gist(returned, context)} is not looked at`,
      `Join the work that is under way: ${gist(node, context)}.`,
    ),
  };
}

function tooLate(node: ts.Node, what: string, fix: string): Explanation {
  return {
    mechanism: `In ${placeOf(node)}, ${what}, so a call that comes in between cannot join the work that is under way.`,
    trigger: 'It shows when a second call arrives while the first one is still waiting.',
    consequence: 'The same work is started twice, and the two results may overwrite each other.',
    fix,
  };
}

/** `this.pending` for `this.pending.get(key)`. */
function rootedIn(expression: ts.Expression): ts.Expression {
  const node = bare(expression);
  const isQuery =
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    /^(?:get|has)$/u.test(node.expression.name.text);
  return isQuery ? node.expression.expression : node;
}

/** The promise is a local of this function that something was called for. */
function isMadeHere(promise: ts.Identifier, fn: ts.FunctionLikeDeclaration, context: SiteContext): boolean {
  const declaration = context.checker.getSymbolAtLocation(promise)?.valueDeclaration;
  if (
    declaration === undefined ||
    !ts.isVariableDeclaration(declaration) ||
    declaration.initializer === undefined
  )
    return false;
  const isCall =
    ts.isCallExpression(bare(declaration.initializer)) || ts.isNewExpression(bare(declaration.initializer));
  return isCall && declaration.pos >= fn.pos && declaration.end <= fn.end && !waits(declaration);
}

/** Somebody asks the map before starting work: here, or anywhere in the file. */
function isConsulted(map: ts.Expression, context: SiteContext): boolean {
  const text = textOf(map, context);
  return ['.get(', '.has('].some((query) => context.text.includes(text + query));
}
