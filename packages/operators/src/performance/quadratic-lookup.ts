import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { accessOf } from '../kit/change.ts';
import { enclosing, isLoop, subjectOf } from '../kit/enclosing.ts';
import { methodCall } from '../kit/method-call.ts';
import { referencesTo, symbolOf } from '../kit/references.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, startOf, textOf } from '../kit/text-of.ts';
import { topStatement } from '../kit/top-level.ts';
import { bare } from '../kit/tree.ts';
import { isArrayType, isJavaScript, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const quadraticLookup: Operator = {
  id: 'quadratic-lookup',
  family: 'performance',
  tier: 'expert',
  cwe: 407,
  status: 'nursery',
  title: 'List is searched where a set would know',
  mistake: 'What was seen before is kept in a list, which is walked through for every question.',
  kinds: [ts.SyntaxKind.VariableDeclaration, ts.SyntaxKind.PropertyDeclaration],
  *mutate(node, context) {
    if (!ts.isVariableDeclaration(node) && !ts.isPropertyDeclaration(node)) return;
    const made = node.initializer === undefined ? null : bare(node.initializer);
    if (made === null || !ts.isNewExpression(made) || made.expression.getText() !== 'Set') return;
    if (!isOwn(node) || node.type !== undefined) return;
    const symbol = symbolOf(node.name, context);
    const uses = symbol === null ? null : usesOf(symbol, context);
    if (uses === null || !uses.some(({ name, isRepeated }) => name.text === 'has' && isRepeated)) return;
    const list = listFor(
      node,
      made,
      uses.some(({ name }) => name.text === 'add'),
      context,
    );
    if (list === null) return;
    const own = node.name.getText();
    yield {
      edits: [
        ...list,
        ...uses.map(({ name }) => replaceNode(name, name.text === 'has' ? 'includes' : 'push', context)),
      ],
      explanation: {
        mechanism: `${subjectOf(node)} keeps \`${own}\` as a list and walks through it with each \`includes\`.`,
        trigger: `It shows when \`${own}\` is long and is asked often.`,
        consequence: 'Twice as much input takes four times as long.',
        fix: `Keep a set, which knows at once: ${gist(node, context)}.`,
      },
      regions: uses.map(({ name }) => ({ start: startOf(name.parent, context), end: name.parent.end })),
    };
  },
  examples: {
    injects: [
      {
        before:
          'interface Item {\n  readonly id: string;\n}\nexport function distinct(items: readonly Item[]): Item[] {\n  const seen = new Set<string>();\n  const found: Item[] = [];\n  for (const item of items) {\n    if (seen.has(item.id)) continue;\n    seen.add(item.id);\n    found.push(item);\n  }\n  return found;\n}\n',
        after:
          'interface Item {\n  readonly id: string;\n}\nexport function distinct(items: readonly Item[]): Item[] {\n  const seen: string[] = [];\n  const found: Item[] = [];\n  for (const item of items) {\n    if (seen.includes(item.id)) continue;\n    seen.push(item.id);\n    found.push(item);\n  }\n  return found;\n}\n',
        witness:
          "(() => { let asked = 0; const real = Array.prototype.includes; Array.prototype.includes = function (x) { asked += this.length; return real.call(this, x); }; try { distinct([{ id: 'a' }, { id: 'b' }, { id: 'c' }]); } finally { Array.prototype.includes = real; } return asked; })()",
      },
      {
        before:
          'export function common(a: readonly string[], b: readonly string[]): string[] {\n  const known = new Set(b.map((word) => word.toLowerCase()));\n  return a.filter((word) => known.has(word.toLowerCase()));\n}\n',
        after:
          'export function common(a: readonly string[], b: readonly string[]): string[] {\n  const known = b.map((word) => word.toLowerCase());\n  return a.filter((word) => known.includes(word.toLowerCase()));\n}\n',
        witness:
          "(() => { let asked = 0; const real = Array.prototype.includes; Array.prototype.includes = function (x) { asked += this.length; return real.call(this, x); }; try { common(['a', 'b'], ['b']); } finally { Array.prototype.includes = real; } return asked; })()",
      },
    ],
    skips: [
      {
        code: 'export function count(words: readonly string[]): number {\n  const seen = new Set<string>();\n  for (const word of words) {\n    if (!seen.has(word)) seen.add(word);\n  }\n  return seen.size;\n}\n',
        because: 'The set is asked for its size, too.',
      },
      {
        code: 'export function both(words: readonly string[], a: string): boolean {\n  const known = new Set(words);\n  return known.has(a);\n}\n',
        because: 'It is asked once.',
      },
    ],
  },
};

/** A constant of a function, or a private field. */
function isOwn(node: ts.VariableDeclaration | ts.PropertyDeclaration): boolean {
  if (ts.isPropertyDeclaration(node)) {
    const isPrivate = (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Private) !== 0;
    return isPrivate || ts.isPrivateIdentifier(node.name);
  }
  return ts.isIdentifier(node.name) && ts.isVariableStatement(node.parent.parent);
}

interface Use {
  readonly name: ts.Identifier;
  /** In a loop, or in a function that is called for each element or again and again. */
  readonly isRepeated: boolean;
}

/** The methods that the set is used with, when these are `has` and, as a statement, `add` only. */
function usesOf(symbol: ts.Symbol, context: SiteContext): readonly Use[] | null {
  const uses: Use[] = [];
  const home = symbol.valueDeclaration;
  for (const reference of referencesTo(symbol, context)) {
    const access = accessOf(reference);
    const call = methodCall(access.parent.parent);
    if (topStatement(access) !== topStatement(home!)) return null;
    if (call?.receiver !== access || !ts.isIdentifier(call.callee.name) || call.call.arguments.length !== 1)
      return null;
    const isAdded = call.name === 'add' && ts.isExpressionStatement(call.call.parent);
    if (call.name !== 'has' && !isAdded) return null;
    const isRepeated =
      enclosing(access, isLoop) !== null ||
      enclosing(access, ts.isFunctionLike) !== enclosing(home!, ts.isFunctionLike);
    uses.push({ name: call.callee.name, isRepeated });
  }
  return uses;
}

/** Edits that make a list of the declaration. */
function listFor(
  node: ts.VariableDeclaration | ts.PropertyDeclaration,
  made: ts.NewExpression,
  isAddedTo: boolean,
  context: SiteContext,
): Edit[] | null {
  const [items] = made.arguments ?? [];
  if (items !== undefined) {
    const isFixed = ts.isArrayLiteralExpression(items) && !items.elements.some(ts.isSpreadElement);
    // A handful of words is as soon searched.
    if ((isFixed && !isAddedTo) || !isArrayType(typeOf(items, context), context)) return null;
    const isFresh = ts.isArrayLiteralExpression(items) || ts.isCallExpression(items);
    const text = textOf(items, context);
    if (isAddedTo && !isFresh) return [replaceNode(made, `[...${text}]`, context)];
    if (ts.isPropertyDeclaration(node) && !isFresh) return null;
    return [replaceNode(made, text, context)];
  }
  if (isJavaScript(context)) return [replaceNode(made, '[]', context)];
  const type = made.typeArguments?.[0];
  if (type === undefined || !isAddedTo) return null;
  const text = textOf(type, context);
  const isSimple = /^[\w.]+(?:<.*>)?$/u.test(text);
  return [
    { start: node.name.end, end: node.name.end, text: isSimple ? `: ${text}[]` : `: (${text})[]` },
    replaceNode(made, '[]', context),
  ];
}
