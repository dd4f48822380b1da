import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { standsBeside } from '../kit/beside.ts';
import { isToken } from '../kit/comparison.ts';
import { enclosing, enclosingFunction, isLoop, subjectOf } from '../kit/enclosing.ts';
import { isStoreOnly, isWritten, referencesTo, symbolOf } from '../kit/references.ts';
import { replaceNode } from '../kit/replace.ts';
import { localsAt } from '../kit/scope.ts';
import { rankBySimilarity, similarity } from '../kit/similarity.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { isSameType, isUnknownType, typeOf } from '../kit/type-of.ts';
import { isValueUse } from '../kit/value-use.ts';
import { isInside } from '../kit/tree.ts';
import type { Operator, SiteContext } from '../operator.ts';

/** How similar names must be where none of them belongs to a loop or a callback. */
const ALIKE = 0.4;

export const shadowedVariable: Operator = {
  id: 'shadowed-variable',
  family: 'identifier',
  tier: 'hard',
  cwe: 1109,
  status: 'stable',
  title: 'Inner variable hides the one that is meant',
  mistake:
    'A name is declared a second time further in, so that the outer variable is neither read nor set there.',
  kinds: [ts.SyntaxKind.ExpressionStatement, ts.SyntaxKind.Parameter, ts.SyntaxKind.VariableDeclaration],
  *mutate(node, context) {
    const hidden = ts.isExpressionStatement(node) ? declaredAgain(node, context) : renamed(node, context);
    if (hidden === null) return;
    yield {
      edits: hidden.edits,
      explanation: {
        mechanism: `${subjectOf(node)} declares another \`${hidden.name}\`, which hides the one outside.`,
        trigger: `It shows when \`${hidden.name}\` of outside is used after, or meant inside, the inner block.`,
        consequence: ts.isExpressionStatement(node)
          ? `What is found inside is lost; \`${hidden.name}\` of outside keeps its value.`
          : `Inside, \`${hidden.name}\` stands for the inner value in both of its roles.`,
        fix: hidden.fix,
      },
      regions: hidden.regions,
    };
  },
  examples: {
    injects: [
      {
        before:
          "export function title(lines: string[], isShort: boolean): string {\n  let title = 'untitled';\n  const [first, second] = lines;\n  if (first !== undefined && first !== '') {\n    title = first.trim();\n    if (isShort) lines.push(title);\n  } else if (second !== undefined) {\n    title = second;\n  }\n  return title;\n}\n",
        after:
          "export function title(lines: string[], isShort: boolean): string {\n  let title = 'untitled';\n  const [first, second] = lines;\n  if (first !== undefined && first !== '') {\n    const title = first.trim();\n    if (isShort) lines.push(title);\n  } else if (second !== undefined) {\n    title = second;\n  }\n  return title;\n}\n",
        witness: "title([' a'], true)",
      },
      {
        before:
          'export const pairs = (names: string[], others: string[]): string[] =>\n  names.flatMap((name) => [name, ...others.map((other) => `${name}-${other}`)]);\n',
        after:
          'export const pairs = (names: string[], others: string[]): string[] =>\n  names.flatMap((name) => [name, ...others.map((name) => `${name}-${name}`)]);\n',
        witness: "pairs(['a'], ['b'])",
      },
    ],
    skips: [
      {
        code: 'export function last(xs: number[]): number {\n  let last = 0;\n  for (const x of xs) {\n    last = x;\n    console.log(last);\n  }\n  return last;\n}\n',
        because: 'A variable that nothing sets any more gives itself away.',
      },
      {
        code: 'export const common = (xs: string[], ys: string[]): string[] => xs.filter((x) => ys.some((y) => y === x));\n',
        because: 'A comparison of something with itself gives itself away.',
      },
    ],
  },
};

interface Hidden {
  readonly edits: Edit[];
  readonly name: string;
  readonly fix: string;
  readonly regions: { start: number; end: number }[];
}

/** `x = …` in a block becomes `const x = …`. */
function declaredAgain(node: ts.ExpressionStatement, context: SiteContext): Hidden | null {
  const { expression, parent: block } = node;
  if (!ts.isBinaryExpression(expression) || !isToken(expression, ts.SyntaxKind.EqualsToken)) return null;
  const name = expression.left;
  if (!ts.isIdentifier(name) || !ts.isBlock(block)) return null;
  const symbol = symbolOf(name, context);
  const declaration = symbol?.valueDeclaration;
  if (symbol === null || declaration === undefined || !ts.isVariableDeclaration(declaration)) return null;
  if (declaration.initializer === undefined || isInside(declaration, block)) return null;
  if (enclosingFunction(declaration) !== enclosingFunction(node) || ts.isFunctionLike(block.parent))
    return null;
  const uses = referencesTo(symbol, context).filter((use) => use !== name);
  const [inside, outside] = [
    uses.filter((use) => isInside(use, block)),
    uses.filter((use) => !isInside(use, block)),
  ];
  if (inside.some((use) => use.pos < node.end) || !inside.some((use) => !isStoreOnly(use))) return null;
  if (!outside.some(isWritten) || !outside.some((use) => isReadAfter(use, block, declaration))) return null;
  const keyword = inside.some(isWritten) ? 'let' : 'const';
  const start = startOf(node, context);
  return {
    edits: [{ start, end: start, text: `${keyword} ` }],
    name: name.text,
    fix: `Set the variable that is there: ${gist(node, context)}.`,
    regions: [{ start: startOf(declaration, context), end: declaration.end }],
  };
}

/** The value that the block has set would be read there. */
function isReadAfter(
  use: ts.Node & { readonly text: string },
  block: ts.Block,
  declaration: ts.Node,
): boolean {
  if (isStoreOnly(use as ts.Identifier)) return false;
  const loop = enclosing(block, isLoop);
  return use.pos >= block.end || (loop !== null && isInside(use, loop) && !isInside(declaration, loop));
}

/** A parameter or a loop's variable gets the name of a variable outside that is used in its scope. */
function renamed(node: ts.Node, context: SiteContext): Hidden | null {
  const scope = scopeOf(node);
  const name = ts.isParameter(node) || ts.isVariableDeclaration(node) ? node.name : null;
  if (scope === null || name === null || !ts.isIdentifier(name)) return null;
  const symbol = symbolOf(name, context);
  const inner = symbol === null ? [] : referencesTo(symbol, context);
  if (inner.length === 0 || !inner.every((use) => ts.isIdentifier(use) && isValueUse(use))) return null;
  const type = typeOf(name, context);
  if (isUnknownType(type)) return null;
  const outers = localsAt(scope, context).filter((outer) => {
    if (outer === symbol || !isSameType(context.checker.getTypeOfSymbol(outer), type, context)) return false;
    const uses = referencesTo(outer, context);
    const captured = uses.filter((use) => isInside(use, scope));
    const isUsed = captured.length > 0 && uses.some((use) => !isInside(use, scope) && !isStoreOnly(use));
    if (!isUsed || captured.some((use) => isWritten(use) || !(ts.isIdentifier(use) && isValueUse(use))))
      return false;
    if (!isUsualName(outer, name.text)) return false;
    return ![...inner, ...captured].some((use) => givesAway(use as ts.Identifier, name.text, outer.name));
  });
  const [outer] = rankBySimilarity(name.text, outers, (candidate) => candidate.name);
  if (outer === undefined) return null;
  return {
    edits: [name, ...inner].map((use) => replaceNode(use, outer.name, context)),
    name: outer.name,
    fix: `Give the inner one a name of its own: ${gist(name, context)}.`,
    regions: [{ start: startOf(scope, context), end: scope.end }],
  };
}

/** Nested loops and functions use one name for things of one kind; otherwise the names must be similar. */
function isUsualName(outer: ts.Symbol, inner: string): boolean {
  const declaration = outer.valueDeclaration;
  return (
    (declaration !== undefined && scopeOf(declaration) !== null) || similarity(inner, outer.name) >= ALIKE
  );
}

/** With one name for both, a value would be compared with itself or given twice. */
function givesAway(use: ts.Identifier, inner: string, outer: string): boolean {
  let place: ts.Expression = use;
  while (ts.isPropertyAccessExpression(place.parent) && place.parent.expression === place)
    place = place.parent;
  const rest = place.getText().slice(use.text.length);
  return standsBeside(place, (use.text === outer ? inner : outer) + rest);
}

/** Where the name of a callback's parameter, or of a loop's variable, holds. */
function scopeOf(node: ts.Node): ts.Node | null {
  if (ts.isParameter(node)) {
    const fn = node.parent;
    return ts.isArrowFunction(fn) &&
      ts.isCallExpression(fn.parent) &&
      fn.parameters.length === 1 &&
      node.type === undefined
      ? fn.body
      : null;
  }
  if (!ts.isVariableDeclaration(node)) return null;
  const loop = node.parent.parent;
  return ts.isForOfStatement(loop) ? loop.statement : null;
}
