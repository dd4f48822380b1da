import { replaceNode, textOf, type SiteContext } from '@bebug/operators/kit';
import ts from 'typescript';
import { referencesOf } from '../names/references.ts';
import { isConstant } from './constant.ts';
import type { Decoy } from './decoy.ts';
import { hasCommentsAround, siblingsOf } from './layout.ts';

export const reorderIndependentStatements: Decoy = {
  id: 'reorder-independent-statements',
  what: 'changes two declarations that have nothing to do with each other',
  keepsForm: false,
  kinds: [ts.SyntaxKind.VariableStatement],
  rewrite(node, context) {
    const siblings = siblingsOf(node) ?? [];
    const next = siblings[siblings.indexOf(node as ts.Statement) + 1];
    if (!next || !ts.findAncestor(node, ts.isFunctionLike)) return null;
    const [one, other] = [onlyDeclaration(node), onlyDeclaration(next)];
    if (!one || !other || hasCommentsAround(node, context) || hasCommentsAround(next, context)) return null;
    // One of them does nothing but take a value that is there, and the other cannot see whether it did.
    if (![one, other].some(({ initializer }) => isInert(initializer!, context))) return null;
    if (isSeenBefore(one, next.end, context) || isSeenBefore(other, next.end, context)) return null;
    return [
      replaceNode(node, textOf(next, context), context),
      replaceNode(next, textOf(node, context), context),
    ];
  },
  examples: {
    rewrites: [
      {
        before:
          "export function letters(name: string): number {\n  const words = name.split(' ');\n  let sum = 0;\n  for (const word of words) sum += word.length;\n  return sum;\n}\n",
        after:
          "export function letters(name: string): number {\n  let sum = 0;\n  const words = name.split(' ');\n  for (const word of words) sum += word.length;\n  return sum;\n}\n",
        call: "letters('ab c')",
      },
    ],
    skips: [
      {
        code: 'export function twice(start: number): number {\n  const low = start;\n  const high = low * 2;\n  return high;\n}\n',
        because: 'the second needs the first',
      },
      {
        code: 'export function pair(next: () => number): number[] {\n  const one = next();\n  const two = next();\n  return [one, two];\n}\n',
        because: 'both do something, and the order may show',
      },
    ],
  },
};

function onlyDeclaration(statement: ts.Node): ts.VariableDeclaration | null {
  if (!ts.isVariableStatement(statement) || statement.modifiers) return null;
  const [declaration, ...others] = statement.declarationList.declarations;
  return declaration?.initializer && others.length === 0 && ts.isIdentifier(declaration.name)
    ? declaration
    : null;
}

/** Takes a constant, or makes something empty. */
function isInert(node: ts.Expression, context: SiteContext): boolean {
  if (ts.isArrayLiteralExpression(node)) return node.elements.length === 0;
  if (ts.isObjectLiteralExpression(node)) return node.properties.length === 0;
  if (ts.isNewExpression(node))
    return /^new (?:Map|Set|WeakMap|WeakSet)(?:<[^()]*>)?\(\)$/u.test(textOf(node, context));
  return isConstant(node, context);
}

/** The variable is named before `end`, or in a function that may have run by then. */
function isSeenBefore(declaration: ts.VariableDeclaration, end: number, context: SiteContext): boolean {
  const symbol = context.checker.getSymbolAtLocation(declaration.name);
  if (!symbol) return true;
  const fn = ts.findAncestor(declaration, ts.isFunctionLike);
  return referencesOf(symbol, context.sourceFile, context.checker).some(({ name }) => {
    if (name === declaration.name) return false;
    const inner = ts.findAncestor(name, ts.isFunctionLike);
    return name.pos < end || (inner !== fn && ts.isFunctionDeclaration(inner!));
  });
}
