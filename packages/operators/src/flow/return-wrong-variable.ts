import * as ts from 'typescript';
import { fits } from '../kit/fits.ts';
import { enclosingFunction, subjectOf } from '../kit/enclosing.ts';
import { stretchOf, unusedAfter } from '../kit/leftover.ts';
import { readsOf, symbolOf } from '../kit/references.ts';
import { replaceNode } from '../kit/replace.ts';
import { localsAt } from '../kit/scope.ts';
import { rankBySimilarity, similarity } from '../kit/similarity.ts';
import { gist, quoted, textOf } from '../kit/text-of.ts';
import { bare } from '../kit/tree.ts';
import { isSameType, isUnknownType, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

/** How similar the names of what is given back and of what is meant must be. */
const ALIKE = 0.3;

export const returnWrongVariable: Operator = {
  id: 'return-wrong-variable',
  family: 'flow',
  tier: 'moderate',
  cwe: 393,
  status: 'stable',
  title: 'Something else is given back than what was made',
  mistake:
    'The old value is given back instead of the new one, or the object itself instead of the copy that was made of it.',
  kinds: [ts.SyntaxKind.ReturnStatement],
  *mutate(node, context) {
    if (!ts.isReturnStatement(node) || node.expression === undefined) return;
    const value = bare(node.expression);
    const wrong = stepped(value, context) ?? itself(value, context) ?? localFor(value, context);
    if (wrong === null) return;
    yield {
      edits: [replaceNode(node.expression, wrong, context)],
      explanation: {
        mechanism: `${subjectOf(node)} gives back ${quoted(wrong)}.`,
        trigger: `It shows whenever ${quoted(wrong)} and ${gist(value, context)} are not the same.`,
        consequence: `The caller goes on with ${quoted(wrong)} as if it were what was asked for.`,
        fix: `Give back ${gist(value, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export class Tickets {\n  #last = 0;\n  draw(): number {\n    return ++this.#last;\n  }\n}\n',
        after: 'export class Tickets {\n  #last = 0;\n  draw(): number {\n    return this.#last++;\n  }\n}\n',
        witness: 'new Tickets().draw()',
      },
      {
        before:
          'export class Query {\n  words: string[] = [];\n  with(word: string): Query {\n    const query = new Query();\n    query.words = [...this.words, word];\n    return query;\n  }\n}\n',
        after:
          'export class Query {\n  words: string[] = [];\n  with(word: string): Query {\n    const query = new Query();\n    query.words = [...this.words, word];\n    return this;\n  }\n}\n',
        witness: "new Query().with('a').words",
      },
      {
        before:
          'interface Page {\n  items: string[];\n  next: number;\n}\nexport function show(page: Page, seen: string[]): string[] {\n  const newItems = page.items.filter((item) => !seen.includes(item));\n  seen.push(...newItems);\n  return page.next > 0 ? newItems : seen;\n}\nexport function all(page: Page): string[] {\n  const items = page.items.toSorted();\n  page.next = items.length;\n  if (items.length > 2) return items;\n  return page.items;\n}\n',
        after:
          'interface Page {\n  items: string[];\n  next: number;\n}\nexport function show(page: Page, seen: string[]): string[] {\n  const newItems = page.items.filter((item) => !seen.includes(item));\n  seen.push(...newItems);\n  return page.next > 0 ? newItems : seen;\n}\nexport function all(page: Page): string[] {\n  const items = page.items.toSorted();\n  page.next = items.length;\n  if (items.length > 2) return items;\n  return items;\n}\n',
        witness: "all({ items: ['b', 'a'], next: 0 })",
      },
    ],
    skips: [
      {
        code: 'export function total(xs: number[]): number {\n  let total = 0;\n  for (const x of xs) total += x;\n  return total;\n}\n',
        because: 'Nothing else of that type is there.',
      },
      {
        code: 'export function sorted(names: string[]): string[] {\n  const sorted = names.toSorted();\n  console.log(sorted.length);\n  return sorted;\n}\n',
        because: 'One variable for another is the business of wrong-variable.',
      },
    ],
  },
};

/** `++n` for `n++`, and the other way round. */
function stepped(value: ts.Expression, context: SiteContext): string | null {
  if (!ts.isPrefixUnaryExpression(value) && !ts.isPostfixUnaryExpression(value)) return null;
  const isUp = value.operator === ts.SyntaxKind.PlusPlusToken;
  if (!isUp && value.operator !== ts.SyntaxKind.MinusMinusToken) return null;
  const [step, place] = [isUp ? '++' : '--', textOf(value.operand, context)];
  return ts.isPrefixUnaryExpression(value) ? place + step : step + place;
}

/** `this` for a new object of the class. */
function itself(value: ts.Expression, context: SiteContext): string | null {
  const fn = enclosingFunction(value);
  if (!ts.isIdentifier(value) || fn === null || !ts.isMethodDeclaration(fn) || !ts.isClassLike(fn.parent))
    return null;
  if ((ts.getCombinedModifierFlags(fn) & ts.ModifierFlags.Static) !== 0) return null;
  const symbol = symbolOf(value, context);
  const declaration = symbol?.valueDeclaration;
  if (symbol === null || declaration === undefined || !ts.isVariableDeclaration(declaration)) return null;
  if (readsOf(symbol, context).length < 2) return null;
  const type = typeOf(value, context);
  if (isUnknownType(type)) return null;
  return isSameType(type, context.checker.getTypeAtLocation(fn.parent), context) ? 'this' : null;
}

/** A variable with such a name for a member. */
function localFor(value: ts.Expression, context: SiteContext): string | null {
  if (!ts.isPropertyAccessExpression(value) || (value.flags & ts.NodeFlags.OptionalChain) !== 0) return null;
  const type = typeOf(value, context);
  if (isUnknownType(type) || unusedAfter([stretchOf(value, context)], context)?.length !== 0) return null;
  const name = value.name.text.replace(/^[#_]+/u, '');
  const locals = localsAt(value, context).filter((local) => {
    const other = context.checker.getTypeOfSymbol(local);
    return (
      similarity(name, local.name) >= ALIKE && isSameType(other, type, context) && fits(other, value, context)
    );
  });
  return rankBySimilarity(name, locals, (local) => local.name)[0]?.name ?? null;
}
