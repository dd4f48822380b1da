import * as ts from 'typescript';
import { placeOf } from '../kit/enclosing.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { executed } from '../kit/tree.ts';
import type { Operator } from '../operator.ts';

export const awaitOutsideAsync: Operator = {
  id: 'await-outside-async',
  family: 'syntax',
  tier: 'easy',
  cwe: null,
  status: 'stable',
  title: 'Await in a function that is not asynchronous',
  mistake: 'A function starts to wait for something, and is not made asynchronous.',
  kinds: [
    ts.SyntaxKind.FunctionDeclaration,
    ts.SyntaxKind.FunctionExpression,
    ts.SyntaxKind.ArrowFunction,
    ts.SyntaxKind.MethodDeclaration,
  ],
  *mutate(node, context) {
    if (!isFunction(node) || node.body === undefined || node.asteriskToken !== undefined) return;
    const keyword = node.modifiers?.find(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword);
    const wait = keyword === undefined ? undefined : [...executed(node.body)].find(ts.isAwaitExpression);
    if (keyword === undefined || wait === undefined) return;
    const blanks = /^\s*/u.exec(context.text.slice(keyword.end))![0];
    yield {
      edits: [{ start: startOf(keyword, context), end: keyword.end + blanks.length, text: '' }],
      explanation: {
        mechanism: `The function of ${gist(wait, context)} in ${placeOf(wait)} is not \`async\`.`,
        trigger: 'It shows as soon as anything reads the file.',
        consequence:
          '`await` is allowed in asynchronous functions only, so nothing in the file can be loaded.',
        fix: 'Make the function `async`.',
      },
      regions: [{ start: startOf(wait, context), end: wait.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'export async function size(load: () => Promise<string>): Promise<number> {\n  const text = await load();\n  return text.length;\n}\n',
        after:
          'export function size(load: () => Promise<string>): Promise<number> {\n  const text = await load();\n  return text.length;\n}\n',
        witness: null,
      },
      {
        before:
          'export const sizes = (loads: (() => Promise<string>)[]): Promise<number[]> =>\n  Promise.all(loads.map(async (load) => (await load()).length));\n',
        after:
          'export const sizes = (loads: (() => Promise<string>)[]): Promise<number[]> =>\n  Promise.all(loads.map((load) => (await load()).length));\n',
        witness: null,
      },
    ],
    skips: [
      {
        code: 'export async function one(): Promise<number> {\n  return 1;\n}\n',
        because: 'Nothing waits in it.',
      },
      {
        code: 'export async function* numbers(load: () => Promise<number>): AsyncGenerator<number> {\n  yield await load();\n}\n',
        because: 'A generator gives something else then.',
      },
    ],
  },
};

function isFunction(
  node: ts.Node,
): node is ts.FunctionDeclaration | ts.FunctionExpression | ts.ArrowFunction | ts.MethodDeclaration {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isFunctionExpression(node) ||
    ts.isArrowFunction(node) ||
    ts.isMethodDeclaration(node)
  );
}
