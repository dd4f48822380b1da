import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { accessOf, isChangedLater } from '../kit/change.ts';
import { isFreshObject } from '../kit/fresh-value.ts';
import { referencesTo, symbolOf } from '../kit/references.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { isJavaScript } from '../kit/type-of.ts';
import { descendants } from '../kit/tree.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const staticForInstance: Operator = {
  id: 'static-for-instance',
  family: 'state',
  tier: 'hard',
  cwe: 488,
  status: 'stable',
  title: 'All objects of a class share one state',
  mistake: 'What each object needs for itself is made a part of the class.',
  kinds: [ts.SyntaxKind.PropertyDeclaration],
  *mutate(node, context) {
    if (!ts.isPropertyDeclaration(node) || node.initializer === undefined || !isHidden(node)) return;
    const owner = node.parent;
    if (!ts.isClassDeclaration(owner) || owner.name === undefined) return;
    if (!isFreshObject(node.initializer) && !ts.isNumericLiteral(node.initializer)) return;
    const symbol = symbolOf(node.name, context);
    if (symbol === null || dependsOnParameters(node, owner, context) || !isChangedLater(symbol, context))
      return;
    const edits = madeStatic(node, symbol, owner.name.text, context);
    if (edits === null) return;
    const name = node.name.getText(context.sourceFile);
    yield {
      edits,
      explanation: {
        mechanism: `\`${owner.name.text}\` has one \`${name}\` for all of its objects.`,
        trigger: `It shows when there are two objects of the class \`${owner.name.text}\`.`,
        consequence: 'What is done to one of them is seen in the other.',
        fix: `Give each object its own: ${gist(node, context)}.`,
      },
      regions: referencesTo(symbol, context).map((use) => ({
        start: startOf(use.parent, context),
        end: use.parent.end,
      })),
    };
  },
  examples: {
    injects: [
      {
        before:
          'export class Basket {\n  readonly #items: string[] = [];\n  add(item: string): void {\n    this.#items.push(item);\n  }\n  get size(): number {\n    return this.#items.length;\n  }\n}\n',
        after:
          'export class Basket {\n  static readonly #items: string[] = [];\n  add(item: string): void {\n    Basket.#items.push(item);\n  }\n  get size(): number {\n    return Basket.#items.length;\n  }\n}\n',
        witness: "(() => { new Basket().add('a'); return new Basket().size; })()",
      },
      {
        before:
          'export class Ids {\n  private next = 1;\n  take(): number {\n    return this.next++;\n  }\n}\n',
        after:
          'export class Ids {\n  private static next = 1;\n  take(): number {\n    return Ids.next++;\n  }\n}\n',
        witness: '(() => { new Ids().take(); return new Ids().take(); })()',
      },
    ],
    skips: [
      {
        code: "export class Words {\n  readonly #stop: readonly string[] = ['a', 'the'];\n  has(word: string): boolean {\n    return this.#stop.includes(word);\n  }\n}\n",
        because: 'The list never changes: one would do for all.',
      },
      {
        code: 'export class Stack<T> {\n  #items: T[] = [];\n  push(item: T): number {\n    return this.#items.push(item);\n  }\n}\n',
        because: 'Static members know nothing of the type parameters of the class.',
      },
    ],
  },
};

/** Private, and neither static yet nor decorated: all uses are in the class. */
function isHidden(node: ts.PropertyDeclaration): boolean {
  const flags = ts.getCombinedModifierFlags(node);
  const isPrivate = (flags & ts.ModifierFlags.Private) !== 0 || ts.isPrivateIdentifier(node.name);
  const others =
    ts.ModifierFlags.Static |
    ts.ModifierFlags.Ambient |
    ts.ModifierFlags.Override |
    ts.ModifierFlags.Accessor;
  return isPrivate && (flags & others) === 0 && (ts.getDecorators(node) ?? []).length === 0;
}

/** A static member knows nothing of the type parameters of the class. */
function dependsOnParameters(
  node: ts.PropertyDeclaration,
  owner: ts.ClassDeclaration,
  context: SiteContext,
): boolean {
  if (isJavaScript(context)) return false;
  const names = new Set((owner.typeParameters ?? []).map(({ name }) => name.text));
  if (names.size === 0) return false;
  return [...descendants(node)].some((part) => ts.isIdentifier(part) && names.has(part.text));
}

function madeStatic(
  node: ts.PropertyDeclaration,
  symbol: ts.Symbol,
  owner: string,
  context: SiteContext,
): Edit[] | null {
  const edits: Edit[] = [];
  for (const use of referencesTo(symbol, context)) {
    const access = accessOf(use);
    if (!ts.isPropertyAccessExpression(access)) return null;
    const { expression } = access;
    if (expression.kind !== ts.SyntaxKind.ThisKeyword && !ts.isIdentifier(expression)) return null;
    edits.push({ start: startOf(expression, context), end: expression.end, text: owner });
  }
  const place = node.modifiers?.find(({ kind }) => kind === ts.SyntaxKind.ReadonlyKeyword) ?? node.name;
  const start = startOf(place, context);
  return [{ start, end: start, text: 'static ' }, ...edits];
}
