import * as ts from 'typescript';
import { enclosingFunction, siblingsOf, subjectOf } from '../kit/enclosing.ts';
import { calledName } from '../kit/exits.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { isJavaScript, isPromiseType, isUnknownType, membersOf, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const promiseNotReturned: Operator = {
  id: 'promise-not-returned',
  family: 'async',
  tier: 'hard',
  cwe: 366,
  status: 'stable',
  title: 'Caller cannot wait for the work',
  mistake: 'Work is started, but the promise that says when it is done is not handed on.',
  kinds: [ts.SyntaxKind.ReturnStatement],
  *mutate(node, context) {
    if (!ts.isReturnStatement(node) || node.expression === undefined) return;
    const value = node.expression;
    const fn = enclosingFunction(node);
    const siblings = siblingsOf(node);
    if (!ts.isCallExpression(value) || fn === null || siblings === null || siblings.at(-1) !== node) return;
    if (
      !ts.isBlock(node.parent) ||
      node.parent !== fn.body ||
      !isWork(value, context) ||
      needsResult(fn, value, context)
    )
      return;
    yield {
      edits: [{ start: startOf(node, context), end: startOf(value, context), text: '' }],
      explanation: {
        mechanism: `${subjectOf(node)} starts ${gist(value, context)} and does not return its promise.`,
        trigger: 'It shows when the caller goes on at once, or when the work fails.',
        consequence: 'The caller takes the work for done, and nobody learns of its failure.',
        fix: `Hand it on: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export function save(write: () => Promise<void>): Promise<void> {\n  return Promise.resolve().then(() => {\n    return write().then(() => undefined);\n  });\n}\n',
        after:
          'export function save(write: () => Promise<void>): Promise<void> {\n  return Promise.resolve().then(() => {\n    write().then(() => undefined);\n  });\n}\n',
        witness:
          '(async () => { let isDone = false; await save(async () => { for (let i = 0; i < 9; i++) await null; isDone = true; }); return isDone; })()',
      },
    ],
    skips: [
      {
        code: 'export function load(read: () => Promise<number>): Promise<number> {\n  return read().then((n) => n + 1);\n}\n',
        because: 'The result has a type that is written down.',
      },
    ],
  },
};

/** A promise of nothing, or one that is known by its handlers. */
function isWork(value: ts.CallExpression, context: SiteContext): boolean {
  const type = typeOf(value, context);
  const isChain = /^(?:then|catch|finally)$/u.test(calledName(value) ?? '');
  return isUnknownType(type) ? isJavaScript(context) && isChain : isPromiseType(type);
}

/** The type of the result is written down, or asked for by the place where the function stands. */
function needsResult(fn: ts.FunctionLikeDeclaration, value: ts.Expression, context: SiteContext): boolean {
  const { checker } = context;
  if (isJavaScript(context)) return false;
  if (fn.type !== undefined || !(ts.isArrowFunction(fn) || ts.isFunctionExpression(fn))) return true;
  const expected = checker.getContextualType(fn);
  const [signature] = expected === undefined ? [] : checker.getNonNullableType(expected).getCallSignatures();
  if (signature === undefined) return true;
  const has = (type: ts.Type, flags: ts.TypeFlags): boolean =>
    membersOf(type).some((member) => (member.flags & flags) !== 0);
  const result = checker.getReturnTypeOfSignature(signature);
  if (has(result, ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.Void)) return false;
  const given = checker.getAwaitedType(typeOf(value, context));
  const isNothing = given !== undefined && has(given, ts.TypeFlags.Void | ts.TypeFlags.Undefined);
  return !(isNothing && has(result, ts.TypeFlags.TypeParameter | ts.TypeFlags.Undefined));
}
