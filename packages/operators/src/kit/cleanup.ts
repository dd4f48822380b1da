import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import type { Rewrite, SiteContext } from '../operator.ts';
import { bodyInstead } from './body.ts';
import { siblingsOf, subjectOf } from './enclosing.ts';
import { calledName } from './exits.ts';
import { dropStatement, stretchOf, unusedAfter } from './leftover.ts';
import { methodCall } from './method-call.ts';
import { once } from './once.ts';
import { isShared } from './shared-state.ts';
import { gist } from './text-of.ts';
import { bare } from './tree.ts';
import { isUnknownType, typeOf } from './type-of.ts';

/** What is called off, or given back. */
type CleanupKind =
  'timer' | 'listener' | 'abort-listener' | 'subscription' | 'stream' | 'handle' | 'lock' | 'entry' | 'state';

/** A step that undoes what was done before, and the place of the code that stands for it. */
export interface Cleanup {
  readonly kind: CleanupKind;
  /** `clearTimeout(timer)`, `open -= 1`. */
  readonly step: ts.Expression;
  /** The statement; or the call of `.finally(() => …)`. */
  readonly place: ts.ExpressionStatement | ts.CallExpression;
}

const TIMERS = /^(?:clear(?:Timeout|Interval|Immediate|Timer)|cancel(?:Timer|AnimationFrame|IdleCallback))$/u;
const LISTENERS = /^(?:off|remove(?:All)?(?:Event)?Listeners?|unlisten)$/u;
const SUBSCRIPTIONS = /^(?:un(?:subscribe|watch|observe|register|follow)|disconnect)$/u;
const LOCKS = /^(?:release|unlock|leave|giveBack)$/u;
const STREAMS = /stream|reader|writer|readable|writable|socket|sink|duplex|cursor|generator|iterator/iu;

/** Kinds of nodes that a clean-up may be. */
export const CLEANUPS: readonly ts.SyntaxKind[] = [
  ts.SyntaxKind.ExpressionStatement,
  ts.SyntaxKind.CallExpression,
];

/** What an operator says of clean-ups of its kind. */
export interface CleanupWords {
  /** What the function does without the step: `subject` and `step` are parts of the sentence. */
  readonly mechanism: (subject: string, step: string) => string;
  readonly trigger: string;
  readonly consequence: string;
  /** What to do; the clean-up itself follows it. */
  readonly fix: string;
}

/** The rewrite that leaves out the clean-up that the node is, when it is one that `isMine`. */
export function* forgottenCleanup(
  node: ts.Node,
  isMine: (cleanup: Cleanup) => boolean,
  { mechanism, trigger, consequence, fix }: CleanupWords,
  context: SiteContext,
): Generator<Rewrite> {
  const cleanup = cleanupAt(node, context);
  if (cleanup === null || !isMine(cleanup)) return;
  const edits = withoutCleanup(cleanup, context);
  if (edits === null) return;
  yield {
    edits,
    explanation: {
      mechanism: mechanism(subjectOf(node), gist(cleanup.step, context)),
      trigger,
      consequence,
      fix: `${fix}: ${gist(node, context)}.`,
    },
    regions: [stretchOf(node.parent, context)],
  };
}

/** The clean-up that the node is: a statement, or `.finally(() => …)` with nothing else in it. Every operator for clean-ups asks: it is found once. */
export const cleanupAt: (node: ts.Node, context: SiteContext) => Cleanup | null = once(findCleanup);

function findCleanup(node: ts.Node, context: SiteContext): Cleanup | null {
  if (ts.isExpressionStatement(node)) {
    const step = stepOf(node.expression);
    // What a handler of `finally` does in one line goes with the handler.
    if (handlerLinkOf(node) !== null) return null;
    const kind = step === null ? null : kindOf(step, node, context);
    return kind === null || step === null ? null : { kind, step, place: node };
  }
  const link = methodCall(node);
  if (link?.name !== 'finally' || link.call.arguments.length !== 1) return null;
  const handler = link.call.arguments[0]!;
  if (!ts.isArrowFunction(handler) && !ts.isFunctionExpression(handler)) return null;
  const only = ts.isBlock(handler.body) ? soleExpression(handler.body) : handler.body;
  const step = only === null ? null : stepOf(only);
  const kind = step === null ? null : kindOf(step, link.call, context);
  return kind === null || step === null ? null : { kind, step, place: link.call };
}

/** Edits that leave the clean-up out, with what was there for nothing else; `null` when that would show. */
function withoutCleanup({ place }: Cleanup, context: SiteContext): Edit[] | null {
  const options = { unbinds: true };
  if (ts.isCallExpression(place)) {
    const { receiver } = methodCall(place)!;
    const gone = { start: receiver.end, end: place.end };
    const leftovers = unusedAfter([gone], context, options);
    return leftovers === null ? null : [{ ...gone, text: '' }, ...leftovers];
  }
  const attempt = soleInFinally(place);
  if (attempt === null) return dropStatement(place, context, options);
  if (attempt.catchClause === undefined) {
    if (siblingsOf(attempt) === null) return null;
    return apart(bodyInstead(attempt, attempt.tryBlock, context, options));
  }
  const gone = { start: attempt.catchClause.end, end: attempt.end };
  const leftovers = unusedAfter([stretchOf(place, context)], context, options);
  return leftovers === null ? null : [{ ...gone, text: '' }, ...leftovers];
}

/** `null` when something that goes lies in code that is written anew. */
function apart(edits: Edit[] | null): Edit[] | null {
  const [whole, ...rest] = edits ?? [];
  return whole === undefined || rest.some(({ start, end }) => start < whole.end && end > whole.start)
    ? null
    : edits;
}

/** The `try` in whose `finally` the statement stands alone. */
function soleInFinally(statement: ts.Statement): ts.TryStatement | null {
  const attempt = finallyAround(statement);
  return attempt?.finallyBlock?.statements.length === 1 ? attempt : null;
}

/** The `try` in whose `finally` the statement stands. */
export function finallyAround(statement: ts.Node): ts.TryStatement | null {
  const attempt = statement.parent.parent as ts.Node | undefined;
  return attempt !== undefined && ts.isTryStatement(attempt) && attempt.finallyBlock === statement.parent
    ? attempt
    : null;
}

function handlerLinkOf(statement: ts.Statement): ts.CallExpression | null {
  const block = statement.parent;
  const handler = block.parent;
  if (!ts.isBlock(block) || block.statements.length !== 1) return null;
  if (!ts.isArrowFunction(handler) && !ts.isFunctionExpression(handler)) return null;
  const link = methodCall(handler.parent);
  return link?.name === 'finally' && link.call.arguments[0] === handler ? link.call : null;
}

function soleExpression(block: ts.Block): ts.Expression | null {
  const only = block.statements.length === 1 ? block.statements[0]! : null;
  return only !== null && ts.isExpressionStatement(only) ? only.expression : null;
}

function stepOf(expression: ts.Expression): ts.Expression | null {
  const inner = bare(expression);
  if (ts.isAwaitExpression(inner) || ts.isVoidExpression(inner)) return stepOf(inner.expression);
  const isStep =
    ts.isCallExpression(inner) ||
    ts.isBinaryExpression(inner) ||
    ts.isPostfixUnaryExpression(inner) ||
    ts.isPrefixUnaryExpression(inner);
  return isStep ? inner : null;
}

function kindOf(step: ts.Expression, place: ts.Node, context: SiteContext): CleanupKind | null {
  const isFinal = ts.isCallExpression(place) || finallyAround(place) !== null;
  if (!ts.isCallExpression(step)) {
    // What is one of several steps of state is no clean-up of its own.
    const isSole = ts.isCallExpression(place) || soleInFinally(place as ts.Statement) !== null;
    return isSole && isShared(targetOf(step), context) ? 'state' : null;
  }
  const name = calledName(step)?.replace(/^#/u, '') ?? '';
  if (TIMERS.test(name)) return 'timer';
  if (LISTENERS.test(name)) return isAbort(step.arguments[0]) ? 'abort-listener' : 'listener';
  if (SUBSCRIPTIONS.test(name)) return 'subscription';
  if (LOCKS.test(name) && isFinal) return 'lock';
  const receiver = methodCall(step)?.receiver;
  if (receiver === undefined || receiver.kind === ts.SyntaxKind.ThisKeyword) {
    return name === 'closeSync' && receiver === undefined ? 'handle' : null;
  }
  if (receiver.kind === ts.SyntaxKind.SuperKeyword) return null;
  if (name === 'releaseLock') return 'stream';
  if (/^(?:end|destroy|cancel|return|close)$/u.test(name) && step.arguments.length === 0)
    if (isStream(receiver, context)) return 'stream';
  if (/^(?:close|closeSync|terminate|dispose|free)$/u.test(name)) return 'handle';
  return name === 'delete' && isFinal && isShared(receiver, context) ? 'entry' : null;
}

function targetOf(step: ts.Expression): ts.Expression {
  if (ts.isBinaryExpression(step)) return step.left;
  return ts.isPostfixUnaryExpression(step) || ts.isPrefixUnaryExpression(step) ? step.operand : step;
}

function isAbort(type: ts.Expression | undefined): boolean {
  return type !== undefined && ts.isStringLiteral(type) && type.text === 'abort';
}

function isStream(receiver: ts.Expression, context: SiteContext): boolean {
  const type = typeOf(receiver, context);
  const name = isUnknownType(type) ? receiver.getText() : (type.getSymbol()?.name ?? receiver.getText());
  return STREAMS.test(name);
}
