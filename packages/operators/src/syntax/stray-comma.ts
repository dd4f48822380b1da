import * as ts from 'typescript';
import { placeOf } from '../kit/enclosing.ts';
import { gist } from '../kit/text-of.ts';
import type { Operator } from '../operator.ts';

export const strayComma: Operator = {
  id: 'stray-comma',
  family: 'syntax',
  tier: 'easy',
  cwe: null,
  status: 'stable',
  title: 'One comma too many',
  mistake: 'An element of a list is deleted or moved, and its comma is left behind.',
  kinds: [
    ts.SyntaxKind.CallExpression,
    ts.SyntaxKind.NewExpression,
    ts.SyntaxKind.ObjectLiteralExpression,
    ts.SyntaxKind.FunctionDeclaration,
    ts.SyntaxKind.MethodDeclaration,
    ts.SyntaxKind.ArrowFunction,
    ts.SyntaxKind.NamedImports,
  ],
  *mutate(node, context) {
    const list = listOf(node);
    if (list === null || list.length < 2) return;
    const before = list[list.length - 2]!;
    const last = list[list.length - 1]!;
    const comma = context.text.indexOf(',', before.end);
    if (comma < 0 || comma >= last.end || !/^\s*,$/u.test(context.text.slice(before.end, comma + 1))) return;
    yield {
      edits: [{ start: comma + 1, end: comma + 1, text: ',' }],
      explanation: {
        mechanism: `In ${placeOf(node)} two commas follow ${gist(before, context)}.`,
        trigger: 'It shows as soon as anything reads the file.',
        consequence: 'The file does not parse, so nothing in it can be loaded.',
        fix: `Keep one comma between ${gist(before, context)} and ${gist(last, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before: 'export const share = (part: number, whole: number): number => Math.min(part, whole);\n',
        after: 'export const share = (part: number, whole: number): number => Math.min(part,, whole);\n',
        witness: null,
      },
      {
        before: 'export const sizes = {\n  small: 1,\n  large: 2,\n};\n',
        after: 'export const sizes = {\n  small: 1,,\n  large: 2,\n};\n',
        witness: null,
      },
    ],
    skips: [
      {
        code: 'export const pair: number[] = [1, 2];\n',
        because: 'Between two commas of an array there is a hole.',
      },
      {
        code: 'export const size = (n: number): number => Math.abs(n);\n',
        because: 'There is no comma in the list.',
      },
    ],
  },
};

/** What stands between commas, and where two in a row are an error. */
function listOf(node: ts.Node): readonly ts.Node[] | null {
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) return node.arguments ?? null;
  if (ts.isObjectLiteralExpression(node)) return node.properties;
  if (ts.isNamedImports(node)) return node.elements;
  return ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node) || ts.isArrowFunction(node)
    ? node.parameters
    : null;
}
