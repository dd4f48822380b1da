import ts from 'typescript';
import { referencesOf } from '../names/references.ts';
import { renameEdits, unusedName } from '../names/rename.ts';
import { synonymsOf } from '../names/synonyms.ts';
import type { Decoy } from './decoy.ts';

export const renameLocal: Decoy = {
  id: 'rename-local',
  what: 'gives a local variable another name',
  keepsForm: false,
  kinds: [ts.SyntaxKind.VariableDeclaration],
  rewrite(node, { sourceFile, checker }) {
    const { name, initializer } = node as ts.VariableDeclaration;
    if (!ts.isIdentifier(name) || !initializer || namesItsValue(initializer)) return null;
    if (!ts.findAncestor(node, ts.isFunctionLike)) return null;
    const symbol = checker.getSymbolAtLocation(name);
    if (symbol?.declarations?.length !== 1) return null;
    const other = unusedName(synonymsOf(name.text), sourceFile);
    // Hidden from the checker, a name cannot be followed (a script's `with`, a declaration in a comment).
    if (other === null || referencesOf(symbol, sourceFile, checker).length < 2) return null;
    return renameEdits(symbol, other, sourceFile, checker);
  },
  examples: {
    rewrites: [
      {
        before:
          'export function total(of: number[]): { count: number } {\n  let count = 0;\n  for (const one of of) count += one;\n  return { count };\n}\n',
        after:
          'export function total(of: number[]): { count: number } {\n  let amount = 0;\n  for (const one of of) amount += one;\n  return { count: amount };\n}\n',
        call: 'total([1, 2])',
      },
    ],
    skips: [
      { code: 'const count = 1;\nexport const twice = count * 2;\n', because: 'it is no local variable' },
      {
        code: 'export function make(): () => number {\n  const count = () => 1;\n  return count;\n}\n',
        because: 'the function is called after the variable',
      },
    ],
  },
};

/** Functions and classes are called after the variable. */
function namesItsValue(node: ts.Expression): boolean {
  let inner = node;
  while (ts.isParenthesizedExpression(inner) || ts.isAsExpression(inner) || ts.isSatisfiesExpression(inner))
    inner = inner.expression;
  return ts.isFunctionLike(inner) || ts.isClassExpression(inner);
}
