import { replaceNode, textOf } from '@bebug/operators/kit';
import ts from 'typescript';
import { unusedName } from '../names/rename.ts';
import type { Decoy } from './decoy.ts';
import { breakBefore, hasFixedLines } from './layout.ts';

const NAMES = ['result', 'outcome', 'answer', 'computed', 'output'];

export const extractVariable: Decoy = {
  id: 'extract-variable',
  what: 'gives a name to a value before it is returned',
  keepsForm: false,
  kinds: [ts.SyntaxKind.ReturnStatement],
  rewrite(node, context) {
    const { expression } = node as ts.ReturnStatement;
    // In a `case` the variable would be seen by the others.
    if (!expression || !ts.isBlock(node.parent) || hasFixedLines(node, context)) return null;
    // A function would get the variable's name, and a literal's type would widen.
    if (!ts.isCallExpression(expression) && !ts.isBinaryExpression(expression)) return null;
    const name = unusedName(NAMES, context.sourceFile);
    if (name === null) return null;
    const declaration = `const ${name} = ${textOf(expression, context)};`;
    return [replaceNode(node, `${declaration}${breakBefore(node, context)}return ${name};`, context)];
  },
  examples: {
    rewrites: [
      {
        before:
          'export function area(width: number, height: number): number {\n  return width * height;\n}\n',
        after:
          'export function area(width: number, height: number): number {\n  const result = width * height;\n  return result;\n}\n',
        call: 'area(2, 3)',
      },
    ],
    skips: [
      {
        code: 'export function make(): () => number {\n  return () => 1;\n}\n',
        because: 'the function would be called after the variable',
      },
      {
        code: 'export function pick(all: string[]): string | undefined {\n  if (all.length > 0) return all.at(0);\n  return undefined;\n}\n',
        because: 'there is no block that could hold the variable',
      },
    ],
  },
};
