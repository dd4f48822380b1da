import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { needsParentheses } from '../kit/precedence.ts';
import { referencesTo, symbolOf, accessOf } from '../kit/references.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, startOf, textOf } from '../kit/text-of.ts';
import { isStringType, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const objectKeyCoercion: Operator = {
  id: 'object-key-coercion',
  family: 'collection',
  tier: 'hard',
  cwe: 1321,
  status: 'stable',
  title: 'Plain object used as a map',
  mistake:
    'It is forgotten that an object has names of its own, and puts names that look like numbers first.',
  kinds: [ts.SyntaxKind.VariableDeclaration, ts.SyntaxKind.PropertyDeclaration],
  *mutate(node, context) {
    const edits = mapAsObject(node, context);
    if (edits === null) return;
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} keeps the entries of ${gist((node as ts.VariableDeclaration).name, context)} in a plain object.`,
        trigger:
          'It shows for keys that every object has, like `constructor`, and for the order of keys that are whole numbers.',
        consequence: 'Such a key is found though nobody has put it in, or its entry comes out of its turn.',
        fix: `Write ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export function counts(words: string[]): string {\n  const counts = new Map<string, number>();\n  for (const word of words) {\n    counts.set(word, (counts.get(word) ?? 0) + 1);\n  }\n  return [...counts].map(([word, count]) => `${word} ${count}`).join();\n}\n',
        after:
          'export function counts(words: string[]): string {\n  const counts: Record<string, number> = {};\n  for (const word of words) {\n    counts[word] = (counts[word] ?? 0) + 1;\n  }\n  return [...Object.entries(counts)].map(([word, count]) => `${word} ${count}`).join();\n}\n',
        witness: "counts(['constructor', '2', '1'])",
      },
      {
        before:
          'export class Names {\n  readonly #known = new Map<string, string>();\n  learn(name: string): boolean {\n    if (this.#known.has(name)) return false;\n    this.#known.set(name, name);\n    return this.#known.size > 0;\n  }\n}\n',
        after:
          'export class Names {\n  readonly #known: Record<string, string> = {};\n  learn(name: string): boolean {\n    if (name in this.#known) return false;\n    this.#known[name] = name;\n    return Object.keys(this.#known).length > 0;\n  }\n}\n',
        witness: "new Names().learn('toString')",
      },
      {
        before:
          'export class Shelf {\n  private books = new Map<string, number>();\n  lend(title: string): number {\n    const count = this.books.get(title) ?? 0;\n    this.books.delete(title);\n    return count;\n  }\n  put(title: string, count: number): void {\n    this.books.set(title, count);\n  }\n}\n',
        after:
          'export class Shelf {\n  private books: Record<string, number> = {};\n  lend(title: string): number {\n    const count = this.books[title] ?? 0;\n    delete this.books[title];\n    return count;\n  }\n  put(title: string, count: number): void {\n    this.books[title] = count;\n  }\n}\n',
        witness: "typeof new Shelf().lend('toString')",
      },
    ],
    skips: [
      {
        code: 'export function squares(xs: number[]): number | undefined {\n  const squares = new Map<number, number>();\n  for (const x of xs) squares.set(x, x * x);\n  return squares.get(2);\n}\n',
        because: 'A number is found again by its text.',
      },
      {
        code: 'export function places(xs: number[]): string | undefined {\n  const places = new Map<string, string>();\n  for (const x of xs) places.set(`${x}:${x}`, "here");\n  return places.get("1:1");\n}\n',
        because: 'No such key is one that every object has.',
      },
      {
        code: 'export function total(words: string[]): number {\n  const sizes = new Map<string, number>();\n  for (const word of words) sizes.set(word, word.length);\n  return words.reduce((sum, word) => sum + sizes.get(word)!, 0);\n}\n',
        because: 'Nothing is asked for that has not been put in.',
      },
      {
        code: 'export function known(words: string[]): Map<string, number> {\n  const known = new Map<string, number>();\n  for (const word of words) known.set(word, 1);\n  return known;\n}\n',
        because: 'A map must be given back.',
      },
    ],
  },
};

/** `new Map<string, V>()` becomes `{}`, when all its uses can be written for an object, too. */
function mapAsObject(node: ts.Node, context: SiteContext): Edit[] | null {
  if (!ts.isVariableDeclaration(node) && !ts.isPropertyDeclaration(node)) return null;
  const { initializer, name, type } = node;
  if (initializer === undefined || type !== undefined || !ts.isNewExpression(initializer)) return null;
  if (initializer.expression.getText() !== 'Map' || (initializer.arguments ?? []).length > 0) return null;
  const [key, value] = initializer.typeArguments ?? [];
  if (key === undefined || value === undefined || !(ts.isIdentifier(name) || ts.isPrivateIdentifier(name)))
    return null;
  if (!isStringType(context.checker.getTypeFromTypeNode(key)) || !isInOnePlace(node)) return null;
  const symbol = symbolOf(name, context);
  if (symbol === null) return null;
  const uses = referencesTo(symbol, context).map((use) => useAsObject(accessOf(use), context));
  const known = uses.filter((use) => use !== null);
  const shows = (sign: Use['shows']): boolean => known.some((use) => use.shows === sign);
  if (known.length < uses.length || !(shows('missing') || (shows('key') && shows('order')))) return null;
  const record = `Record<${textOf(key, context)}, ${textOf(value, context)}>`;
  return [
    { start: name.end, end: initializer.end, text: `: ${record} = {}` },
    ...known.flatMap(({ edits }) => edits),
  ];
}

/** All uses lie in the same function or class. */
function isInOnePlace(node: ts.VariableDeclaration | ts.PropertyDeclaration): boolean {
  if (ts.isPropertyDeclaration(node)) {
    const flags = ts.getCombinedModifierFlags(node);
    const isHidden = ts.isPrivateIdentifier(node.name) || (flags & ts.ModifierFlags.Private) !== 0;
    return isHidden && (flags & ts.ModifierFlags.Static) === 0;
  }
  const list = node.parent;
  return (
    ts.isVariableDeclarationList(list) &&
    ts.isVariableStatement(list.parent) &&
    !ts.isSourceFile(list.parent.parent)
  );
}

interface Use {
  readonly edits: Edit[];
  /** What of the difference shows there: a key that is missing, in which order keys come, or only that a key may be any text. */
  readonly shows: 'missing' | 'order' | 'key' | null;
}

function useAsObject(map: ts.Expression, context: SiteContext): Use | null {
  const { parent } = map;
  const own = textOf(map, context);
  if (ts.isSpreadElement(parent) || (ts.isForOfStatement(parent) && parent.expression === map))
    return { edits: [replaceNode(map, `Object.entries(${own})`, context)], shows: 'order' };
  if (!ts.isPropertyAccessExpression(parent) || parent.expression !== map) return null;
  const method = parent.name.text;
  const whole = parent.parent;
  if (method === 'size')
    return { edits: [replaceNode(parent, `Object.keys(${own}).length`, context)], shows: null };
  if (!ts.isCallExpression(whole) || whole.expression !== parent) return null;
  if (/^(?:keys|values|entries)$/u.test(method))
    return isWalked(whole)
      ? { edits: [replaceNode(whole, `Object.${method}(${own})`, context)], shows: 'order' }
      : null;
  const [key, value] = whole.arguments;
  if (key === undefined || !isStringType(typeOf(key, context))) return null;
  const isOpen = ts.isIdentifier(key) || ts.isPropertyAccessExpression(key);
  const entry = (end: number): Edit[] => [
    { start: map.end, end: startOf(key, context), text: '[' },
    { start: key.end, end, text: ']' },
  ];
  if (method === 'get') {
    const isSure = ts.isNonNullExpression(whole.parent) || ts.isAsExpression(whole.parent);
    return { edits: entry(whole.end), shows: isOpen && !isSure ? 'missing' : null };
  }
  if (method === 'set' && value !== undefined && ts.isExpressionStatement(whole.parent))
    return {
      edits: [
        { start: map.end, end: startOf(key, context), text: '[' },
        { start: key.end, end: startOf(value, context), text: '] = ' },
        { start: value.end, end: whole.end, text: '' },
      ],
      shows: isOpen ? 'key' : null,
    };
  if (method === 'delete' && ts.isExpressionStatement(whole.parent)) {
    const start = startOf(map, context);
    return { edits: [{ start, end: start, text: 'delete ' }, ...entry(whole.end)], shows: null };
  }
  if (method !== 'has') return null;
  const shape = ts.factory.createBinaryExpression(key, ts.SyntaxKind.InKeyword, map);
  const text = `${textOf(key, context)} in ${own}`;
  return {
    edits: [replaceNode(whole, needsParentheses(shape, whole) ? `(${text})` : text, context)],
    shows: isOpen ? 'missing' : null,
  };
}

/** What gives one element after the other may be a list as well. */
function isWalked(call: ts.CallExpression): boolean {
  const { parent } = call;
  return ts.isSpreadElement(parent) || (ts.isForOfStatement(parent) && parent.expression === call);
}
