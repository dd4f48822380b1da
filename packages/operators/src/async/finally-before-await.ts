import * as ts from 'typescript';
import { enclosingFunction, siblingsOf, subjectOf } from '../kit/enclosing.ts';
import { hasFixedLines, indentOf, lineBreakOf, reindent } from '../kit/layout.ts';
import { methodCall } from '../kit/method-call.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, startOf, textOf } from '../kit/text-of.ts';
import { bare } from '../kit/tree.ts';
import { isPromiseType, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const finallyBeforeAwait: Operator = {
  id: 'finally-before-await',
  family: 'async',
  tier: 'expert',
  cwe: 672,
  status: 'nursery',
  title: 'Clean-up runs while the work goes on',
  mistake: '`try` and `finally` are taken to wait for a promise that is returned in between.',
  kinds: [ts.SyntaxKind.ReturnStatement],
  *mutate(node, context) {
    if (!ts.isReturnStatement(node) || node.expression === undefined || siblingsOf(node) === null) return;
    const whole = bare(node.expression);
    const link = methodCall(ts.isAwaitExpression(whole) ? bare(whole.expression) : whole);
    const [handler] = link?.call.arguments ?? [];
    if (link?.name !== 'finally' || handler === undefined || !isPromiseType(typeOf(link.receiver, context)))
      return;
    const cleanup = cleanupOf(handler, node, context);
    if (cleanup === null || hasFixedLines(node, context)) return;
    const indent = lineBreakOf(context) + indentOf(node, context);
    const inner = indent + unitOf(node, context);
    const work = reindent(textOf(link.receiver, context), '', unitOf(node, context));
    yield {
      edits: [
        replaceNode(
          node,
          `try {${inner}return ${work};${indent}} finally {${inner}${cleanup}${indent}}`,
          context,
        ),
      ],
      explanation: {
        mechanism: `The finally block of ${subjectOf(node)} runs as soon as ${gist(link.receiver, context)} has been started.`,
        trigger: 'It shows whenever the work takes any time.',
        consequence: 'What the work needs is taken from it, or it counts as over, while it goes on.',
        fix: `Clean up when the promise has settled: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export class Pool {\n  open = 0;\n  use(work: () => Promise<number>): Promise<number> {\n    this.open += 1;\n    return work().finally(() => {\n      this.open -= 1;\n    });\n  }\n}\n',
        after:
          'export class Pool {\n  open = 0;\n  use(work: () => Promise<number>): Promise<number> {\n    this.open += 1;\n    try {\n      return work();\n    } finally {\n      this.open -= 1;\n    }\n  }\n}\n',
        witness: '(() => { const pool = new Pool(); void pool.use(async () => 1); return pool.open; })()',
      },
      {
        before:
          'export interface File {\n  read(): Promise<string>;\n  close(): void;\n}\nexport function load(open: () => File): Promise<string> {\n  const file = open();\n  return file.read().finally(() => file.close());\n}\n',
        after:
          'export interface File {\n  read(): Promise<string>;\n  close(): void;\n}\nexport function load(open: () => File): Promise<string> {\n  const file = open();\n  try {\n    return file.read();\n  } finally {\n    file.close();\n  }\n}\n',
        witness:
          "load(() => { let text = 'a'; return { read: async () => { await null; return text; }, close: () => { text = ''; } }; })",
      },
    ],
    skips: [
      {
        code: 'export async function load(read: () => Promise<string>, close: () => void): Promise<string> {\n  try {\n    return await read();\n  } finally {\n    close();\n  }\n}\n',
        because: 'An `await` that is dropped in a try block is await-return-in-try-drop.',
      },
      {
        code: 'export const load = (read: () => Promise<string>, close: () => void): Promise<string> => read().finally(close);\n',
        because: 'There is no block to write it in.',
      },
    ],
  },
};

/** The statements of the handler, at the indentation that they get. */
function cleanupOf(handler: ts.Expression, node: ts.Node, context: SiteContext): string | null {
  const inner = indentOf(node, context) + unitOf(node, context);
  if (ts.isIdentifier(handler) || ts.isPropertyAccessExpression(handler))
    return `${textOf(handler, context)}();`;
  if (!ts.isArrowFunction(handler) || handler.parameters.length > 0) return null;
  if (!ts.isBlock(handler.body)) return `${textOf(handler.body, context)};`;
  const [first] = handler.body.statements;
  const last = handler.body.statements.at(-1);
  if (first === undefined || last === undefined) return null;
  return reindent(context.text.slice(startOf(first, context), last.end), indentOf(first, context), inner);
}

/** One step of indentation, as the function around uses it. */
function unitOf(node: ts.Node, context: SiteContext): string {
  const fn = enclosingFunction(node);
  const outer = fn === null ? '' : indentOf(fn, context);
  const own = indentOf(node, context);
  return own.startsWith(outer) && own.length > outer.length ? own.slice(outer.length) : '  ';
}
