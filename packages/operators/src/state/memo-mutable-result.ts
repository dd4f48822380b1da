import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { accessOf } from '../kit/change.ts';
import { copied, isLikeCopy } from '../kit/copy.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { methodCall } from '../kit/method-call.ts';
import { referencesTo, symbolOf } from '../kit/references.ts';
import { replaceNode } from '../kit/replace.ts';
import { isShared } from '../kit/shared-state.ts';
import { gist, startOf, textOf } from '../kit/text-of.ts';
import { bare, wrapped } from '../kit/tree.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const memoMutableResult: Operator = {
  id: 'memo-mutable-result',
  family: 'state',
  tier: 'hard',
  cwe: 374,
  status: 'nursery',
  title: 'Kept value can be changed by those who got it',
  mistake: 'The object that is kept for later and the one that a caller gets, or gave, are the same.',
  kinds: [
    ts.SyntaxKind.ArrayLiteralExpression,
    ts.SyntaxKind.ObjectLiteralExpression,
    ts.SyntaxKind.CallExpression,
    ts.SyntaxKind.NewExpression,
  ],
  *mutate(node, context) {
    if (!ts.isExpression(node)) return;
    const place = wrapped(node);
    const isGiven = isHandedOut(place);
    if (!isGiven && !isStored(place, context)) return;
    const found = withoutCopy(node, context);
    if (found === null || (isGiven && !isKept(found.source, context))) return;
    const { source, edits } = found;
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} ${isGiven ? 'gives out' : 'keeps'} ${gist(source, context)} itself, which ${isGiven ? 'is kept for later, too' : 'others have, too'}.`,
        trigger: 'It shows when somebody changes the object, and the kept one is asked for afterwards.',
        consequence: 'The change is found in what is kept, and given to all who ask for it from then on.',
        fix: `Give each side an object of its own: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          "export class Splits {\n  readonly #known = new Map<string, string[]>();\n  words(text: string): string[] {\n    const known = this.#known.get(text);\n    if (known !== undefined) return [...known];\n    const words = text.split(' ');\n    this.#known.set(text, words);\n    return words.slice();\n  }\n}\n",
        after:
          "export class Splits {\n  readonly #known = new Map<string, string[]>();\n  words(text: string): string[] {\n    const known = this.#known.get(text);\n    if (known !== undefined) return known;\n    const words = text.split(' ');\n    this.#known.set(text, words);\n    return words.slice();\n  }\n}\n",
        witness:
          "(() => { const splits = new Splits(); splits.words('a b'); splits.words('a b').push('c'); return splits.words('a b'); })()",
      },
      {
        before:
          'const settings = new Map<string, { size: number }>();\nexport function store(name: string, setting: { size: number }): void {\n  settings.set(name, { ...setting });\n}\nexport const sizeOf = (name: string): number | undefined => settings.get(name)?.size;\n',
        after:
          'const settings = new Map<string, { size: number }>();\nexport function store(name: string, setting: { size: number }): void {\n  settings.set(name, setting);\n}\nexport const sizeOf = (name: string): number | undefined => settings.get(name)?.size;\n',
        witness:
          "(() => { const setting = { size: 1 }; store('a', setting); setting.size = 2; return sizeOf('a'); })()",
      },
      {
        before:
          "export class Shelf {\n  readonly #books: { title: string }[] = [{ title: 'a' }];\n  get books(): { title: string }[] {\n    return this.#books.map((book) => ({ ...book }));\n  }\n}\n",
        after:
          "export class Shelf {\n  readonly #books: { title: string }[] = [{ title: 'a' }];\n  get books(): { title: string }[] {\n    return [...this.#books];\n  }\n}\n",
        witness: "(() => { const shelf = new Shelf(); shelf.books[0].title = 'b'; return shelf.books; })()",
      },
    ],
    skips: [
      {
        code: "export function words(text: string): string[] {\n  const words = text.split(' ');\n  return [...words];\n}\n",
        because: 'Nobody keeps the list.',
      },
      {
        code: "export class Tags {\n  readonly #names = ['a'];\n  get names(): string[] {\n    return [...this.#names];\n  }\n}\n",
        because: 'A field that is handed out is the business of defensive-copy-drop.',
      },
    ],
  },
};

function isHandedOut({ parent }: ts.Expression): boolean {
  return ts.isReturnStatement(parent) || ts.isArrowFunction(parent);
}

/** `this.#results.set(key, place)`. */
function isStored(place: ts.Expression, context: SiteContext): boolean {
  const call = methodCall(place.parent);
  return call?.name === 'set' && call.call.arguments[1] === place && isShared(call.receiver, context);
}

interface Uncopied {
  readonly source: ts.Expression;
  readonly edits: readonly Edit[];
}

/** A plain copy, `Object.freeze(value)`, or a list of copies of the elements: then only the list itself is copied. */
function withoutCopy(node: ts.Expression, context: SiteContext): Uncopied | null {
  const frozen = argumentOf(node, /^Object\.freeze$/u);
  const source = frozen ?? copied(node, context);
  if (source !== null) {
    if (!ts.isIdentifier(bare(source)) || !(frozen !== null || isLikeCopy(source, node, context)))
      return null;
    const edits = [
      { start: startOf(node, context), end: startOf(source, context), text: '' },
      { start: source.end, end: node.end, text: '' },
    ];
    return { source, edits };
  }
  const list = copiedOneByOne(node);
  if (list === null) return null;
  return { source: list, edits: [replaceNode(node, `[...${textOf(list, context)}]`, context)] };
}

function argumentOf(node: ts.Expression, callee: RegExp): ts.Expression | null {
  const isCall = ts.isCallExpression(node) && node.arguments.length === 1;
  return isCall && callee.test(node.expression.getText()) ? node.arguments[0]! : null;
}

/** `list.map((item) => ({ ...item }))`. */
function copiedOneByOne(node: ts.Expression): ts.Expression | null {
  const call = methodCall(node);
  const [made] = call?.call.arguments ?? [];
  if (call?.name !== 'map' || made === undefined || !ts.isArrowFunction(made)) return null;
  const [item] = made.parameters;
  const copy = ts.isExpression(made.body) ? bare(made.body) : null;
  if (item === undefined || made.parameters.length > 1 || copy === null) return null;
  const whole = argumentOf(copy, /^structuredClone$/u) ?? spreadOnly(copy);
  return whole?.getText() === item.name.getText() ? call.receiver : null;
}

function spreadOnly(node: ts.Expression): ts.Expression | null {
  const [only] = ts.isObjectLiteralExpression(node) ? node.properties : [];
  const isOne = only !== undefined && ts.isSpreadAssignment(only);
  return isOne && (node as ts.ObjectLiteralExpression).properties.length === 1 ? only.expression : null;
}

/** State itself, or a variable that was taken out of it, or is put into it. */
function isKept(source: ts.Expression, context: SiteContext): boolean {
  const name = bare(source);
  if (!ts.isIdentifier(name)) return isShared(name, context);
  const symbol = symbolOf(name, context);
  const declaration = symbol?.valueDeclaration;
  if (!symbol || declaration === undefined || !ts.isVariableDeclaration(declaration)) return false;
  const value = declaration.initializer === undefined ? null : bare(declaration.initializer);
  return (
    (value !== null && isTaken(value, context)) ||
    referencesTo(symbol, context).some((use) => isStored(accessOf(use), context))
  );
}

function isTaken(value: ts.Expression, context: SiteContext): boolean {
  const call = methodCall(value);
  if (call !== null) return call.name === 'get' && isShared(call.receiver, context);
  if (ts.isBinaryExpression(value)) return isTaken(bare(value.left), context);
  return isShared(value, context);
}
