import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { methodCall } from '../kit/method-call.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, textOf } from '../kit/text-of.ts';
import { isSameCode } from '../kit/tree.ts';
import { isSameType, isUnknownType, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const entriesOrder: Operator = {
  id: 'entries-order',
  family: 'collection',
  tier: 'moderate',
  cwe: 628,
  status: 'stable',
  title: 'Key and value of an entry mixed up',
  mistake: 'Which half of an entry is the key, or the place, and which is the value is remembered wrongly.',
  kinds: [ts.SyntaxKind.ArrayBindingPattern, ts.SyntaxKind.ArrayLiteralExpression],
  *mutate(node, context) {
    const halves = ts.isArrayBindingPattern(node)
      ? taken(node, context)
      : ts.isArrayLiteralExpression(node)
        ? made(node, context)
        : null;
    if (halves === null) return;
    const [key, value] = halves;
    yield {
      edits: [
        replaceNode(key, textOf(value, context), context),
        replaceNode(value, textOf(key, context), context),
      ],
      explanation: {
        mechanism: `${subjectOf(node)} ${ts.isArrayBindingPattern(node) ? 'takes' : 'puts'} ${gist(value, context)} for the key and ${gist(key, context)} for the value.`,
        trigger: 'It shows whenever key and value differ.',
        consequence: 'Each of the two is used where the other one is meant.',
        fix: `The key comes first: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export function query(given: Record<string, string>): string {\n  const parts: string[] = [];\n  for (const [name, value] of Object.entries(given)) parts.push(`${name}=${value}`);\n  return parts.join();\n}\n',
        after:
          'export function query(given: Record<string, string>): string {\n  const parts: string[] = [];\n  for (const [value, name] of Object.entries(given)) parts.push(`${name}=${value}`);\n  return parts.join();\n}\n',
        witness: "query({ a: 'b' })",
      },
      {
        before:
          'export const weighted = (xs: number[]): number[] => [...xs.entries()].map(([place, x]) => x * (place + 1));\n',
        after:
          'export const weighted = (xs: number[]): number[] => [...xs.entries()].map(([x, place]) => x * (place + 1));\n',
        witness: 'weighted([5])',
      },
      {
        before:
          'interface Tag {\n  id: string;\n  label: string;\n}\nexport const labels = (tags: Tag[]): Map<string, string> => new Map(tags.map((tag) => [tag.id, tag.label]));\n',
        after:
          'interface Tag {\n  id: string;\n  label: string;\n}\nexport const labels = (tags: Tag[]): Map<string, string> => new Map(tags.map((tag) => [tag.label, tag.id]));\n',
        witness: "labels([{ id: 'a', label: 'b' }])",
      },
    ],
    skips: [
      {
        code: 'export function total(prices: Map<string, number>): number {\n  let total = 0;\n  for (const [name, price] of prices) if (name !== "") total += price;\n  return total;\n}\n',
        because: 'The types differ: it would not compile.',
      },
      {
        code: 'export const span = ([low, high]: [number, number]): number => high - low;\n',
        because: 'A pair is no entry.',
      },
    ],
  },
};

type Halves = readonly [ts.Node, ts.Node];

/** `[key, value]` of what entries are walked or handed to a function. */
function taken(pattern: ts.ArrayBindingPattern, context: SiteContext): Halves | null {
  const [key, value] = pattern.elements;
  if (key === undefined || value === undefined || pattern.elements.length !== 2) return null;
  if (!isPlain(key) || !isPlain(value) || !givesEntries(sourceOf(pattern.parent), context)) return null;
  return areAlike(key.name, value.name, context) ? [key.name, value.name] : null;
}

function isPlain(element: ts.ArrayBindingElement): element is ts.BindingElement {
  return (
    ts.isBindingElement(element) &&
    ts.isIdentifier(element.name) &&
    element.initializer === undefined &&
    element.dotDotDotToken === undefined
  );
}

/** What is walked by the loop, or is the receiver of the call, whose elements the pattern takes apart. */
function sourceOf(owner: ts.Node): ts.Expression | null {
  if (ts.isVariableDeclaration(owner)) {
    const loop = owner.parent.parent;
    return ts.isForOfStatement(loop) ? loop.expression : null;
  }
  if (!ts.isParameter(owner) || owner.parent.parameters[0] !== owner) return null;
  return methodCall(owner.parent.parent)?.receiver ?? null;
}

/** `x.entries()`, `Object.entries(x)`, a map, or a list made of one of them. */
function givesEntries(source: ts.Expression | null, context: SiteContext): boolean {
  if (source === null) return false;
  if (ts.isArrayLiteralExpression(source)) {
    const [only] = source.elements;
    return only !== undefined && ts.isSpreadElement(only) && givesEntries(only.expression, context);
  }
  const call = methodCall(source);
  if (call !== null)
    return (
      call.name === 'entries' ||
      (/^(?:filter|sort|toSorted|slice)$/u.test(call.name) && givesEntries(call.receiver, context))
    );
  return /^(?:Readonly)?Map$/u.test(typeOf(source, context).getSymbol()?.name ?? '');
}

/** `[key, value]` made for `new Map(…)` or `Object.fromEntries(…)`. */
function made(pair: ts.ArrayLiteralExpression, context: SiteContext): Halves | null {
  const [key, value] = pair.elements;
  if (key === undefined || value === undefined || pair.elements.length !== 2) return null;
  if (ts.isSpreadElement(key) || ts.isSpreadElement(value) || isSameCode(key, value)) return null;
  const fn = pair.parent;
  if (!ts.isArrowFunction(fn)) return null;
  const call = methodCall(fn.parent);
  const taker = call?.call.parent;
  if (
    call?.name !== 'map' ||
    taker === undefined ||
    !(ts.isNewExpression(taker) || ts.isCallExpression(taker))
  )
    return null;
  if (!/^(?:Map|Object\.fromEntries)$/u.test(taker.expression.getText())) return null;
  return areAlike(key, value, context) ? [key, value] : null;
}

function areAlike(key: ts.Node, value: ts.Node, context: SiteContext): boolean {
  const [one, other] = [typeOf(key, context), typeOf(value, context)];
  return !isUnknownType(one) && !isUnknownType(other) && isSameType(one, other, context);
}
