import { textOf } from '@bebug/operators/kit';
import ts from 'typescript';
import { referencesOf } from '../names/references.ts';
import type { Decoy } from './decoy.ts';
import { hasCommentsAround, siblingsOf } from './layout.ts';

export const inlineVariable: Decoy = {
  id: 'inline-variable',
  what: 'returns a value without the name that it had for one line',
  keepsForm: false,
  kinds: [ts.SyntaxKind.VariableStatement],
  rewrite(node, context) {
    const { declarationList } = node as ts.VariableStatement;
    const [declaration, ...others] = declarationList.declarations;
    const siblings = siblingsOf(node) ?? [];
    const next = siblings[siblings.indexOf(node as ts.Statement) + 1];
    if (!declaration || others.length > 0 || !next || !ts.isReturnStatement(next)) return null;
    const { name, type, initializer } = declaration;
    if (!initializer || type || !ts.isIdentifier(name) || ts.isFunctionLike(initializer)) return null;
    if (hasCommentsAround(next, context) || hasCommentsAround(node, context)) return null;
    const returned = next.expression;
    if (!returned || !ts.isIdentifier(returned) || returned.text !== name.text) return null;
    const symbol = context.checker.getSymbolAtLocation(name);
    if (!symbol || referencesOf(symbol, context.sourceFile, context.checker).length !== 2) return null;
    const start = node.getStart(context.sourceFile);
    return [{ start, end: next.end, text: `return ${textOf(initializer, context)};` }];
  },
  examples: {
    rewrites: [
      {
        before:
          'export function area(width: number, height: number): number {\n  const size = width * height;\n  return size;\n}\n',
        after: 'export function area(width: number, height: number): number {\n  return width * height;\n}\n',
        call: 'area(2, 3)',
      },
    ],
    skips: [
      {
        code: 'export function area(width: number): number {\n  const size = width * width;\n  return size + size;\n}\n',
        because: 'the value would be computed twice',
      },
      {
        code: 'export function make(): () => number {\n  const one = () => 1;\n  return one;\n}\n',
        because: 'the function is called after the variable',
      },
    ],
  },
};
