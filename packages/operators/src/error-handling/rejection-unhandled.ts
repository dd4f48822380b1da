import * as ts from 'typescript';
import { soleDeclaration } from '../kit/awaiting.ts';
import { placeOf } from '../kit/enclosing.ts';
import { hasFixedLines, indentOf, lineBreakOf } from '../kit/layout.ts';
import { freeName } from '../kit/scope.ts';
import { gist, startOf, textOf } from '../kit/text-of.ts';
import { bare } from '../kit/tree.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const rejectionUnhandled: Operator = {
  id: 'rejection-unhandled',
  family: 'error-handling',
  tier: 'expert',
  cwe: 755,
  status: 'nursery',
  title: 'Failure comes before anybody waits for it',
  mistake:
    'Several tasks are started, and then waited for one after the other; one that fails meanwhile has nobody who listens.',
  kinds: [ts.SyntaxKind.VariableStatement, ts.SyntaxKind.ExpressionStatement],
  *mutate(node, context) {
    const text = ts.isVariableStatement(node)
      ? oneByOne(node, context)
      : ts.isExpressionStatement(node)
        ? inLoop(node, context)
        : null;
    if (text === null) return;
    yield {
      edits: [{ start: startOf(node, context), end: node.end, text }],
      explanation: {
        mechanism: `${placeOf(node).replace(/^t/u, 'T')} starts all the work and then waits for one task after the other.`,
        trigger:
          'It shows when a later task fails while an earlier one is still under way, or when two fail.',
        consequence: 'The failure is not handled when it comes, which ends the process, or is heard of late.',
        fix: `Wait for all of them at once: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export async function profile(\n  user: () => Promise<string>,\n  orders: () => Promise<string[]>,\n): Promise<string> {\n  const [name, list] = await Promise.all([user(), orders()]);\n  return `${name}: ${list.length}`;\n}\n',
        after:
          'export async function profile(\n  user: () => Promise<string>,\n  orders: () => Promise<string[]>,\n): Promise<string> {\n  const namePromise = user();\n  const listPromise = orders();\n  const name = await namePromise;\n  const list = await listPromise;\n  return `${name}: ${list.length}`;\n}\n',
        witness:
          "(() => { const failed = Promise.reject(new Error('orders')); failed.catch(() => {}); return profile(() => new Promise(() => {}), () => failed); })()",
      },
      {
        before:
          'export async function saveAll(texts: readonly string[], save: (text: string) => Promise<void>): Promise<void> {\n  const saves = texts.map((text) => save(text));\n  await Promise.all(saves);\n}\n',
        after:
          'export async function saveAll(texts: readonly string[], save: (text: string) => Promise<void>): Promise<void> {\n  const saves = texts.map((text) => save(text));\n  for (const task of saves) await task;\n}\n',
        witness:
          "(() => { const failed = Promise.reject(new Error('b')); failed.catch(() => {}); return saveAll(['a', 'b'], (text) => (text === 'a' ? new Promise(() => {}) : failed)); })()",
      },
    ],
    skips: [
      {
        code: 'export async function both(a: Promise<string>, b: Promise<string>): Promise<string> {\n  const [x, y] = await Promise.all([a, b]);\n  return x + y;\n}\n',
        because: 'The work was started by somebody else: it is in variables already.',
      },
      {
        code: 'export async function all(works: readonly (() => Promise<void>)[]): Promise<void> {\n  await Promise.all(works.map((work) => work()));\n}\n',
        because: 'The tasks are started in the call: waiting for them in turn would start them in turn.',
      },
    ],
  },
};

/** `const [a, b] = await Promise.all([first(), second()]);`: two promises in variables, then two waits. */
function oneByOne(node: ts.VariableStatement, context: SiteContext): string | null {
  const [declaration] = node.declarationList.declarations;
  if (declaration?.initializer === undefined || node.declarationList.declarations.length > 1) return null;
  const list = allOf(declaration.initializer);
  if (list === null || !ts.isArrayLiteralExpression(list) || !ts.isArrayBindingPattern(declaration.name))
    return null;
  const names = declaration.name.elements.map((element) =>
    ts.isBindingElement(element) && ts.isIdentifier(element.name) && element.initializer === undefined
      ? element.name.text
      : null,
  );
  const isPlain =
    list.elements.every((element) => ts.isCallExpression(element)) && declaration.type === undefined;
  if (!isPlain || names.length !== list.elements.length || names.length < 2 || hasFixedLines(node, context))
    return null;
  const lineBreak = lineBreakOf(context) + indentOf(node, context);
  const lines: string[] = [];
  const waits: string[] = [];
  const keyword = (node.declarationList.flags & ts.NodeFlags.Const) !== 0 ? 'const' : 'let';
  for (const [index, element] of list.elements.entries()) {
    const name = names[index] ?? null;
    if (name === null) return null;
    const capital = name.charAt(0).toUpperCase() + name.slice(1);
    const promise = freeName([`${name}Promise`, `pending${capital}`, `${name}Task`], [node, list], context);
    if (promise === null) return null;
    lines.push(`const ${promise} = ${textOf(element, context)};`);
    waits.push(`${keyword} ${name} = await ${promise};`);
  }
  return [...lines, ...waits].join(lineBreak);
}

/** `await Promise.all(tasks);`, where the tasks run already. */
function inLoop(node: ts.ExpressionStatement, context: SiteContext): string | null {
  const list = allOf(node.expression);
  if (list === null || !ts.isIdentifier(list) || !isStarted(list, context)) return null;
  const name = freeName(['task', 'promise', 'running', 'pending'], [node, list], context);
  return name === null ? null : `for (const ${name} of ${textOf(list, context)}) await ${name};`;
}

/** The list is a variable that was made by starting the tasks, or filled with them. */
function isStarted(list: ts.Identifier, context: SiteContext): boolean {
  const declaration = context.checker.getSymbolAtLocation(list)?.valueDeclaration;
  if (declaration === undefined || !ts.isVariableDeclaration(declaration)) return false;
  const statement = declaration.parent.parent;
  return ts.isVariableStatement(statement) && soleDeclaration(statement)?.initializer !== undefined;
}

/** The argument of `await Promise.all(…)`. */
function allOf(expression: ts.Expression): ts.Expression | null {
  const waited = bare(expression);
  const call = ts.isAwaitExpression(waited) ? bare(waited.expression) : null;
  if (call === null || !ts.isCallExpression(call) || call.expression.getText() !== 'Promise.all') return null;
  return call.arguments.length === 1 ? bare(call.arguments[0]!) : null;
}
