import * as ts from 'typescript';
import { enclosing, isFunctionWithBody, placeOf } from '../kit/enclosing.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { isPromiseType, typeOf } from '../kit/type-of.ts';
import type { Operator } from '../operator.ts';

export const awaitReturnInTryDrop: Operator = {
  id: 'await-return-in-try-drop',
  family: 'error-handling',
  tier: 'hard',
  cwe: 755,
  status: 'stable',
  title: 'Promise leaves the try block before it settles',
  mistake: 'The `await` of `return await` is taken for superfluous; inside a try block it is not.',
  kinds: [ts.SyntaxKind.ReturnStatement],
  *mutate(node, context) {
    if (
      !ts.isReturnStatement(node) ||
      node.expression === undefined ||
      !ts.isAwaitExpression(node.expression)
    )
      return;
    const guard = tryAround(node);
    const promise = node.expression.expression;
    if (guard === null || !isPromiseType(typeOf(promise, context))) return;
    const handler = guard.catchClause === undefined ? 'finally block' : 'catch block';
    yield {
      edits: [{ start: startOf(node.expression, context), end: startOf(promise, context), text: '' }],
      explanation: {
        mechanism: `${gist(promise, context)} is returned from the try block in ${placeOf(node)} without waiting for it.`,
        trigger:
          guard.catchClause === undefined
            ? `It shows whenever ${gist(promise, context)} takes any time.`
            : `It shows when ${gist(promise, context)} is rejected.`,
        consequence:
          guard.catchClause === undefined
            ? `The ${handler} runs while the work still goes on.`
            : `The ${handler} does not see the failure, which goes to the caller as it is.`,
        fix: `Wait inside the try block: ${gist(node, context)}.`,
      },
      regions: [{ start: startOf(guard.catchClause ?? guard.finallyBlock!, context), end: guard.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'export async function load(get: () => Promise<string>): Promise<string> {\n  try {\n    return await get();\n  } catch {\n    return "fallback";\n  }\n}\n',
        after:
          'export async function load(get: () => Promise<string>): Promise<string> {\n  try {\n    return get();\n  } catch {\n    return "fallback";\n  }\n}\n',
        witness: "load(() => Promise.reject(new Error('down')))",
      },
      {
        before:
          'export class Pool {\n  used = 0;\n  async run(task: () => Promise<number>): Promise<number> {\n    this.used += 1;\n    try {\n      return await task();\n    } finally {\n      this.used -= 1;\n    }\n  }\n}\n',
        after:
          'export class Pool {\n  used = 0;\n  async run(task: () => Promise<number>): Promise<number> {\n    this.used += 1;\n    try {\n      return task();\n    } finally {\n      this.used -= 1;\n    }\n  }\n}\n',
        witness:
          '(async () => { const pool = new Pool(); let seen; await pool.run(async () => { await null; seen = pool.used; return 1; }); return seen; })()',
      },
    ],
    skips: [
      {
        code: 'export async function load(get: () => Promise<string>): Promise<string> {\n  return await get();\n}\n',
        because: 'Outside a try block the await changes next to nothing.',
      },
      {
        code: 'export async function first(get: () => Promise<string>): Promise<string> {\n  try {\n    get();\n  } catch {\n    return await get();\n  }\n  return "";\n}\n',
        because: 'Nothing catches what a catch block throws.',
      },
    ],
  },
};

/** The try statement whose try block (or, with `finally`, whose catch block) holds the return. */
function tryAround(node: ts.Node): ts.TryStatement | null {
  for (let inner = node; ;) {
    const statement = enclosing(
      inner,
      (ancestor): ancestor is ts.Node => ts.isTryStatement(ancestor) || isFunctionWithBody(ancestor),
    );
    if (statement === null || !ts.isTryStatement(statement)) return null;
    const isTried = node.pos >= statement.tryBlock.pos && node.end <= statement.tryBlock.end;
    if (isTried) return statement;
    inner = statement;
  }
}
