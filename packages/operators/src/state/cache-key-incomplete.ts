import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { placeOf } from '../kit/enclosing.ts';
import { unusedAfter } from '../kit/leftover.ts';
import { methodCall } from '../kit/method-call.ts';
import { isPure } from '../kit/purity.ts';
import { referencesTo, symbolOf } from '../kit/references.ts';
import { isShared } from '../kit/shared-state.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { isSameCode, wrapped } from '../kit/tree.ts';
import { isStringType, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const cacheKeyIncomplete: Operator = {
  id: 'cache-key-incomplete',
  family: 'state',
  tier: 'hard',
  cwe: 694,
  status: 'stable',
  title: 'Key leaves out a part that tells entries apart',
  mistake: 'Something that the entry depends on is not a part of the key under which it is kept.',
  kinds: [ts.SyntaxKind.TemplateExpression, ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    const key = partsOf(node);
    if (key === null || !key.parts.every(isVariable) || !isKey(key.node, context)) return;
    const { parts } = key;
    for (const index of new Set([parts.length - 1, 0])) {
      const part = parts[index]!;
      // A part that stands there twice is not left out.
      if (parts.some((other) => other !== part && isSameCode(other, part))) continue;
      const edits = without(key, index, context);
      if (edits === null) continue;
      yield {
        edits,
        explanation: {
          mechanism: `The key in ${placeOf(node)} leaves out ${gist(part, context)}.`,
          trigger: `It shows for two entries that differ in ${gist(part, context)} only.`,
          consequence:
            'They share one place: the first one is given out for the second, or is overwritten by it.',
          fix: `Make all of it a part of the key: ${gist(node, context)}.`,
        },
      };
    }
  },
  examples: {
    injects: [
      {
        before:
          'export class Rates {\n  readonly #known = new Map<string, number>();\n  rate(from: string, to: string, find: (from: string, to: string) => number): number {\n    const key = `${from}:${to}`;\n    const known = this.#known.get(key);\n    if (known !== undefined) return known;\n    const rate = find(from, to);\n    this.#known.set(key, rate);\n    return rate;\n  }\n}\n',
        after:
          'export class Rates {\n  readonly #known = new Map<string, number>();\n  rate(from: string, to: string, find: (from: string, to: string) => number): number {\n    const key = from;\n    const known = this.#known.get(key);\n    if (known !== undefined) return known;\n    const rate = find(from, to);\n    this.#known.set(key, rate);\n    return rate;\n  }\n}\n',
        witness:
          "(() => { const rates = new Rates(); const find = (from, to) => from.length + 10 * to.length; return [rates.rate('a', 'b', find), rates.rate('a', 'bb', find)]; })()",
      },
      {
        before:
          "const shown = new Set<string>();\nexport function show(page: number, text: string): boolean {\n  const key = JSON.stringify([page, text]);\n  if (shown.has(key)) return false;\n  shown.add(key);\n  return page > 0 && text !== '';\n}\n",
        after:
          "const shown = new Set<string>();\nexport function show(page: number, text: string): boolean {\n  const key = String(page);\n  if (shown.has(key)) return false;\n  shown.add(key);\n  return page > 0 && text !== '';\n}\n",
        witness: "[show(1, 'a'), show(1, 'b')]",
      },
      {
        before:
          'interface Place {\n  readonly street: string;\n  readonly number: number;\n  readonly floor: number;\n}\nconst keyOf = (place: Place): string => `${place.street}/${place.number}/${place.floor}`;\nexport function distinct(places: readonly Place[]): number {\n  return new Set(places.map(keyOf)).size;\n}\n',
        after:
          'interface Place {\n  readonly street: string;\n  readonly number: number;\n  readonly floor: number;\n}\nconst keyOf = (place: Place): string => `${place.street}/${place.number}`;\nexport function distinct(places: readonly Place[]): number {\n  return new Set(places.map(keyOf)).size;\n}\n',
        witness: "distinct([{ street: 'a', number: 1, floor: 1 }, { street: 'a', number: 1, floor: 2 }])",
      },
    ],
    skips: [
      {
        code: 'export const label = (name: string, count: number): string => `${name}: ${count}`;\n',
        because: 'Nothing is kept under the text.',
      },
      {
        code: "const PREFIX = 'user';\nconst names = new Map<string, string>();\nexport const nameOf = (id: string): string | undefined => names.get(`${PREFIX}:${id}`);\n",
        because: 'Only one part of the key varies.',
      },
    ],
  },
};

interface Key {
  readonly node: ts.TemplateExpression | ts.CallExpression;
  readonly parts: readonly ts.Expression[];
}

/** `${a}:${b}`, `[a, b].join(':')`, `JSON.stringify([a, b])`. */
function partsOf(node: ts.Node): Key | null {
  if (ts.isTemplateExpression(node)) {
    const parts = node.templateSpans.map(({ expression }) => expression);
    const isPlain = parts.length > 1 && !ts.isTaggedTemplateExpression(node.parent);
    return isPlain ? { node, parts } : null;
  }
  const call = methodCall(node);
  if (call === null) return null;
  const [first] = call.call.arguments;
  const list =
    call.name === 'join' ? call.receiver : call.callee.getText() === 'JSON.stringify' ? first : undefined;
  const isPair = list !== undefined && ts.isArrayLiteralExpression(list) && list.elements.length === 2;
  return isPair ? { node: call.call, parts: list.elements } : null;
}

function isVariable(part: ts.Expression): boolean {
  const isConstant = ts.isLiteralExpression(part) || /^[A-Z][A-Z\d_]*$/u.test(part.getText());
  return isPure(part) && !isConstant && !ts.isSpreadElement(part);
}

/** It is what a map, a set or an object is asked with: there and then, by way of a constant, or as what a function of that name gives. */
function isKey(node: ts.Expression, context: SiteContext): boolean {
  const place = wrapped(node);
  const { parent } = place;
  if (isAskedWith(place, context)) return true;
  if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) {
    const symbol = symbolOf(parent.name, context);
    const uses = symbol === null ? [] : referencesTo(symbol, context);
    return uses.some((use) => ts.isIdentifier(use) && isAskedWith(use, context));
  }
  const fn = ts.isReturnStatement(parent) ? parent.parent.parent : parent;
  const isResult = ts.isFunctionLike(fn) && (ts.isReturnStatement(parent) || ts.isArrowFunction(parent));
  const owner =
    isResult && ts.isVariableDeclaration(fn.parent) ? fn.parent.name : isResult ? fn.name : undefined;
  return owner !== undefined && /^#?_?(?:\w*Key|key(?:Of|For)?(?:[A-Z]\w*)?)$/u.test(owner.getText());
}

function isAskedWith(key: ts.Expression, context: SiteContext): boolean {
  const { parent } = key;
  if (ts.isElementAccessExpression(parent)) return parent.argumentExpression === key;
  const call = methodCall(parent);
  if (call === null || !/^(?:get|has|set|add|delete)$/u.test(call.name)) return false;
  return call.call.arguments[0] === key && isKeyed(call.receiver, context);
}

function isKeyed(receiver: ts.Expression, context: SiteContext): boolean {
  const name = typeOf(receiver, context).getSymbol()?.name ?? '';
  return /(?:Map|Set|Cache)$/u.test(name) || isShared(receiver, context);
}

function without(key: Key, index: number, context: SiteContext): Edit[] | null {
  const { node, parts } = key;
  const kept = parts.length === 2 ? parts[1 - index]! : null;
  const isWhole = kept !== null && (!ts.isTemplateExpression(node) || isAlone(node, index));
  if (kept !== null && isWhole) return alone(node, kept, context);
  if (!ts.isTemplateExpression(node)) return null;
  const { head, templateSpans: spans } = node;
  const gone =
    index === 0
      ? { start: head.end, end: spans[0]!.literal.end }
      : { start: startOf(spans[index - 1]!.literal, context), end: startOf(spans[index]!.literal, context) };
  const leftovers = unusedAfter([gone], context);
  return leftovers === null ? null : [{ ...gone, text: '' }, ...leftovers];
}

/** Nothing but the other part would stand in the template. */
function isAlone({ head, templateSpans: spans }: ts.TemplateExpression, index: number): boolean {
  return head.text === '' && (index === 0 || spans[0]!.literal.text !== '') && spans[1]!.literal.text === '';
}

/** The part that stays, as a text. */
function alone(node: ts.Expression, kept: ts.Expression, context: SiteContext): Edit[] | null {
  const isText = isStringType(typeOf(kept, context));
  const edits = [
    { start: startOf(node, context), end: startOf(kept, context), text: isText ? '' : 'String(' },
    { start: kept.end, end: node.end, text: isText ? '' : ')' },
  ];
  const leftovers = unusedAfter(edits, context);
  return leftovers === null ? null : [...edits, ...leftovers];
}
