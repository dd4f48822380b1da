import * as ts from 'typescript';
import { isOnlyWait } from '../kit/awaiting.ts';
import { isEquality } from '../kit/comparison.ts';
import { isCondition } from '../kit/condition.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { calledName } from '../kit/exits.ts';
import { fits } from '../kit/fits.ts';
import { partInstead } from '../kit/part.ts';
import { isNothing } from '../kit/presence.ts';
import { gist } from '../kit/text-of.ts';
import { bare, wrapped } from '../kit/tree.ts';
import { isJavaScript, isPromiseType, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

/** Calls that wait themselves for what they are given, or whose argument nobody misses. */
const PATIENT = /^(?:resolve|all|allSettled|race|any|then|log|debug|info|warn|error|trace|expect)$/u;

export const promiseAsValue: Operator = {
  id: 'promise-as-value',
  family: 'async',
  tier: 'hard',
  cwe: 366,
  status: 'stable',
  title: 'Promise taken for its value',
  mistake: 'It is forgotten that a call gives a promise, and the promise is used as if it were the result.',
  kinds: [ts.SyntaxKind.AwaitExpression],
  *mutate(node, context) {
    if (!ts.isAwaitExpression(node)) return;
    const place = wrapped(node);
    if (!isUsedAsIs(place) || isOnlyWait(node)) return;
    const promise = node.expression;
    const type = typeOf(promise, context);
    if (!isPromiseType(type) && !(isJavaScript(context) && ts.isCallExpression(promise))) return;
    if (!isBlind(place, context) && !takes(place, type, context)) return;
    const edits = partInstead(node, promise, context);
    if (edits === null) return;
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} uses the promise of ${gist(promise, context)} as if it were the result.`,
        trigger: 'It shows whenever the code gets there.',
        consequence: 'A promise is always there, is true, and has no content: the result plays no part.',
        fix: `Wait for the result: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export interface Store {\n  has(name: string): Promise<boolean>;\n  add(name: string): Promise<void>;\n}\nexport async function add(store: Store, name: string): Promise<string> {\n  if (!(await store.has(name))) {\n    await store.add(name);\n    return "added";\n  }\n  return "known";\n}\n',
        after:
          'export interface Store {\n  has(name: string): Promise<boolean>;\n  add(name: string): Promise<void>;\n}\nexport async function add(store: Store, name: string): Promise<string> {\n  if (!store.has(name)) {\n    await store.add(name);\n    return "added";\n  }\n  return "known";\n}\n',
        witness: "add({ has: async () => false, add: async () => {} }, 'a')",
      },
      {
        before:
          'export async function greet(nameOf: (id: number) => Promise<string>, send: (text: string) => Promise<void>): Promise<void> {\n  await send(`Hello ${await nameOf(1)}`);\n}\n',
        after:
          'export async function greet(nameOf: (id: number) => Promise<string>, send: (text: string) => Promise<void>): Promise<void> {\n  await send(`Hello ${nameOf(1)}`);\n}\n',
        witness:
          "(async () => { const sent = []; await greet(async () => 'A', async (text) => { sent.push(text); }); return sent; })()",
      },
      {
        before:
          'export async function save(read: () => Promise<object>, write: (text: string) => Promise<void>): Promise<void> {\n  await write(JSON.stringify(await read()));\n}\n',
        after:
          'export async function save(read: () => Promise<object>, write: (text: string) => Promise<void>): Promise<void> {\n  await write(JSON.stringify(read()));\n}\n',
        witness:
          '(async () => { const sent = []; await save(async () => ({ a: 1 }), async (text) => { sent.push(text); }); return sent; })()',
      },
      {
        before:
          'export async function exists(find: (id: number) => Promise<string | null>, log: () => Promise<void>): Promise<boolean> {\n  await log();\n  return (await find(1)) !== null;\n}\n',
        after:
          'export async function exists(find: (id: number) => Promise<string | null>, log: () => Promise<void>): Promise<boolean> {\n  await log();\n  return find(1) !== null;\n}\n',
        witness: 'exists(async () => null, async () => {})',
      },
    ],
    skips: [
      {
        code: 'export async function both(a: () => Promise<number>, b: () => Promise<number>): Promise<number> {\n  return (await a()) + (await b());\n}\n',
        because: 'A sum of promises does not compile.',
      },
      {
        code: 'export async function last(a: () => Promise<void>, b: () => Promise<number>): Promise<number> {\n  await a();\n  return await b();\n}\n',
        because: 'Whoever gets the promise waits for it.',
      },
      {
        code: 'export async function isIn(has: () => Promise<boolean>, log: () => Promise<void>): Promise<string> {\n  await log();\n  if (await has()) return "in";\n  return "out";\n}\n',
        because: 'The compiler sees that a promise as a condition always holds.',
      },
    ],
  },
};

/** Neither a statement of its own nor handed on to somebody who waits. */
function isUsedAsIs(place: ts.Expression): boolean {
  const { parent } = place;
  if (ts.isExpressionStatement(parent) || ts.isReturnStatement(parent) || ts.isArrowFunction(parent))
    return false;
  if (ts.isVariableDeclaration(parent) || ts.isYieldExpression(parent) || ts.isForOfStatement(parent))
    return false;
  if (ts.isCallExpression(parent))
    return parent.expression !== place && !PATIENT.test(calledName(parent) ?? '');
  return (
    !ts.isPropertyAccessExpression(parent) && !ts.isVoidExpression(parent) && !ts.isAwaitExpression(parent)
  );
}

/** Anything compiles there, and a promise never stands for its value: `${…}`, `!…`, `… === null`, `{ ...… }`. */
function isBlind({ parent }: ts.Expression, context: SiteContext): boolean {
  if (ts.isTemplateSpan(parent)) return true;
  if (ts.isPrefixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.ExclamationToken;
  if (isEquality(parent)) return [parent.left, parent.right].some((side) => isNothing(bare(side)));
  return isJavaScript(context);
}

/** The place takes a promise without a word, but does not wait for it. */
function takes(place: ts.Expression, type: ts.Type, context: SiteContext): boolean {
  if (isCondition(place)) return false;
  const expected = context.checker.getContextualType(place);
  if (expected !== undefined && isPromiseType(expected)) return false;
  const { parent } = place;
  const isArgument = ts.isCallExpression(parent) || ts.isNewExpression(parent);
  const isPart = ts.isPropertyAssignment(parent) || ts.isArrayLiteralExpression(parent);
  return (isArgument || isPart) && fits(type, place, context);
}
