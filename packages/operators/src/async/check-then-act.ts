import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { nextWait, statementsBehind, statementsBefore } from '../kit/awaiting.ts';
import { dependsOn, mentions, storeTarget, usesNamesOf } from '../kit/effect.ts';
import { placeOf, siblingsOf } from '../kit/enclosing.ts';
import { guardExit } from '../kit/exits.ts';
import { methodCall } from '../kit/method-call.ts';
import { hasComment } from '../kit/neighbour.ts';
import { moveAbove, moveBehind } from '../kit/replace.ts';
import { isShared } from '../kit/shared-state.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { bare, descendants, waits, isInside } from '../kit/tree.ts';
import { doubleStart } from './double-start.ts';
import { inFlightDedupeDrop } from './in-flight-dedupe-drop.ts';
import { takes } from '../kit/specialist.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const checkThenAct: Operator = {
  id: 'check-then-act',
  family: 'async',
  tier: 'expert',
  cwe: 367,
  status: 'nursery',
  title: 'Wait between a check and what rests on it',
  mistake:
    'What a check has found is taken to hold until it is acted upon, although there is a wait in between.',
  kinds: [ts.SyntaxKind.ExpressionStatement, ts.SyntaxKind.IfStatement],
  *mutate(node, context) {
    const found = ts.isIfStatement(node) ? earlyCheck(node, context) : lateAct(node, context);
    if (found === null) return;
    const { check, act, wait, edits } = found;
    yield {
      edits,
      explanation: {
        mechanism: `In ${placeOf(node)}, ${gist(wait, context)} comes between the check ${gist(check.expression, context)} and ${gist(act, context)}.`,
        trigger: 'It shows when another call gets to the check during that wait.',
        consequence: 'Both calls pass the check, and both act on it.',
        fix: `Check and act with no wait in between: ${gist(node, context)}.`,
      },
      regions: [{ start: startOf(check, context), end: Math.max(act.end, wait.end) }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'export class Seats {\n  taken = 0;\n  async book(pay: () => Promise<void>): Promise<void> {\n    if (this.taken >= 1) throw new Error("full");\n    this.taken += 1;\n    await pay();\n  }\n}\n',
        after:
          'export class Seats {\n  taken = 0;\n  async book(pay: () => Promise<void>): Promise<void> {\n    if (this.taken >= 1) throw new Error("full");\n    await pay();\n    this.taken += 1;\n  }\n}\n',
        witness:
          '(async () => { const seats = new Seats(); const pay = async () => {}; await Promise.allSettled([seats.book(pay), seats.book(pay)]); return seats.taken; })()',
      },
      {
        before:
          'export class Names {\n  made = 0;\n  readonly #names = new Set<string>();\n  async add(name: string, check: () => Promise<boolean>): Promise<boolean> {\n    const isGood = await check();\n    if (this.#names.has(name)) return false;\n    this.#names.add(name);\n    this.made += 1;\n    return isGood;\n  }\n}\n',
        after:
          'export class Names {\n  made = 0;\n  readonly #names = new Set<string>();\n  async add(name: string, check: () => Promise<boolean>): Promise<boolean> {\n    if (this.#names.has(name)) return false;\n    const isGood = await check();\n    this.#names.add(name);\n    this.made += 1;\n    return isGood;\n  }\n}\n',
        witness:
          "(async () => { const names = new Names(); const check = async () => true; await Promise.all([names.add('a', check), names.add('a', check)]); return names.made; })()",
      },
    ],
    skips: [
      {
        code: 'export class Server {\n  #isStarted = false;\n  async start(listen: () => Promise<void>): Promise<boolean> {\n    if (this.#isStarted) return false;\n    this.#isStarted = true;\n    await listen();\n    return true;\n  }\n}\n',
        because: 'A flag that says who is at it is the business of double-start.',
      },
      {
        code: 'export class Seats {\n  taken = 0;\n  async book(pay: (seat: number) => Promise<void>): Promise<void> {\n    if (this.taken >= 1) throw new Error("full");\n    this.taken += 1;\n    await pay(this.taken);\n  }\n}\n',
        because: 'The wait uses what the act has changed.',
      },
      {
        code: 'export class Names {\n  readonly #names = new Set<string>();\n  async add(read: () => Promise<string>): Promise<void> {\n    const name = await read();\n    if (this.#names.has(name)) return;\n    this.#names.add(name);\n  }\n}\n',
        because: 'The check needs what is waited for.',
      },
    ],
  },
};

interface Gap {
  readonly check: ts.IfStatement;
  readonly act: ts.Statement;
  readonly wait: ts.Statement;
  readonly edits: Edit[];
}

/** `if (this.n >= limit) return; this.n += 1; await …`: the change moves behind the wait. */
function lateAct(node: ts.Node, context: SiteContext): Gap | null {
  if (!ts.isExpressionStatement(node) || hasComment(node, context)) return null;
  const place = changed(node);
  const siblings: readonly ts.Statement[] = siblingsOf(node) ?? [];
  if (place === null || !isShared(place, context)) return null;
  const before = siblings.slice(0, siblings.indexOf(node)).reverse();
  const check = before.find((one) => guardExit(one) !== null && asksFor(one, place));
  if (check === undefined || before.slice(0, before.indexOf(check)).some(waits)) return null;
  const wait = nextWait(node);
  if (wait === null || ts.isReturnStatement(wait) || mentions(wait, place)) return null;
  const behind = statementsBehind(node);
  const last = behind.findIndex((one) => isInside(wait, one));
  if (behind.slice(0, last).some((one) => mentions(one, place))) return null;
  if ([doubleStart, inFlightDedupeDrop].some((one) => takes(one, node, context))) return null;
  return { check: check as ts.IfStatement, act: node, wait, edits: moveBehind(node, wait, context) };
}

/** `await …; if (this.names.has(name)) return; this.names.add(name);`: the check moves above the wait. */
function earlyCheck(node: ts.IfStatement, context: SiteContext): Gap | null {
  if (guardExit(node) === null || hasComment(node, context) || siblingsOf(node) === null) return null;
  const [wait] = statementsBefore(node);
  if (wait === undefined || wait.parent !== node.parent || !waits(wait) || ts.isTryStatement(wait))
    return null;
  if (usesNamesOf(node, wait) || dependsOn(node, wait) || hasComment(wait, context)) return null;
  if (!ts.isVariableStatement(wait) && !ts.isExpressionStatement(wait)) return null;
  const act = statementsBehind(node).find((one) => {
    const place = changed(one);
    return place !== null && isShared(place, context) && asksFor(node, place);
  });
  return act === undefined ? null : { check: node, act, wait, edits: moveAbove(node, wait, context) };
}

/** What the statement counts up or down, or puts something into. */
function changed(statement: ts.Statement): ts.Expression | null {
  const target = storeTarget(statement);
  if (target !== null) return target;
  if (!ts.isExpressionStatement(statement)) return null;
  const call = methodCall(bare(statement.expression));
  return call !== null && /^(?:set|add|push|delete)$/u.test(call.name) ? bare(call.receiver) : null;
}

function asksFor(guard: ts.Statement, place: ts.Expression): boolean {
  return (
    ts.isIfStatement(guard) &&
    [...descendants(guard.expression)].some((part) => part.getText() === place.getText())
  );
}
