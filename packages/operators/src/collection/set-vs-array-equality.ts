import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { isToken } from '../kit/comparison.ts';
import { enclosing, subjectOf } from '../kit/enclosing.ts';
import { methodCall } from '../kit/method-call.ts';
import { referencesTo, symbolOf } from '../kit/references.ts';
import { replaceNode } from '../kit/replace.ts';
import { freeName } from '../kit/scope.ts';
import { gist, quoted, startOf, textOf } from '../kit/text-of.ts';
import { bare, isSameCode } from '../kit/tree.ts';
import { isArrayType, isJavaScript, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const setVsArrayEquality: Operator = {
  id: 'set-vs-array-equality',
  family: 'collection',
  tier: 'hard',
  cwe: 697,
  status: 'stable',
  title: 'Lists compared as sets, or sets as lists',
  mistake:
    'Whether the order and the number of equal elements count is not thought of when two lists are compared.',
  kinds: [ts.SyntaxKind.BinaryExpression, ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    const change = ts.isBinaryExpression(node) ? asSets(node, context) : asLists(node, context);
    if (change === null) return;
    yield {
      edits: change.edits,
      explanation: {
        mechanism: `${subjectOf(node)} asks ${quoted(change.written)}.`,
        trigger: change.trigger,
        consequence: change.consequence,
        fix: `Ask ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export const isSame = (a: readonly string[], b: readonly string[]): boolean =>\n  a.length === b.length && a.every((tag, i) => tag === b[i]);\n',
        after:
          'export const isSame = (a: readonly string[], b: readonly string[]): boolean =>\n  a.length === b.length && a.every((tag) => b.includes(tag));\n',
        witness: "isSame(['a', 'b'], ['b', 'a'])",
      },
      {
        before:
          'export function differs(a: number[], b: (number | undefined)[]): boolean {\n  if (a.length !== b.length) return true;\n  for (let i = 0; i < a.length; i++) {\n    if (a[i] !== b[i]) return true;\n  }\n  return false;\n}\n',
        after:
          'export function differs(a: number[], b: (number | undefined)[]): boolean {\n  if (a.length !== b.length) return true;\n  for (let i = 0; i < a.length; i++) {\n    if (!b.includes(a[i])) return true;\n  }\n  return false;\n}\n',
        witness: 'differs([1, 1], [1, 2])',
      },
      {
        before:
          'export const holdsAll = (have: string[], needed: string[]): boolean => needed.every((name) => have.includes(name));\n',
        after:
          'export const holdsAll = (have: string[], needed: string[]): boolean => needed.every((name, i) => name === have[i]);\n',
        witness: "holdsAll(['a', 'b'], ['b'])",
      },
    ],
    skips: [
      {
        code: 'export const matches = (a: string, b: string): boolean => [...a].every((letter, i) => letter === b[i]);\n',
        because: 'Part of a text is another question than an element of a list.',
      },
      {
        code: 'export const isSorted = (xs: number[]): boolean => xs.every((x, i) => i === 0 || x > xs[i - 1]!);\n',
        because: 'Only one list is looked at.',
      },
    ],
  },
};

interface Change {
  readonly edits: Edit[];
  readonly written: string;
  readonly trigger: string;
  readonly consequence: string;
}

/** `a[i] === b[i]` becomes `b.includes(a[i])`. */
function asSets(node: ts.BinaryExpression, context: SiteContext): Change | null {
  const isNegative = isToken(node, ts.SyntaxKind.ExclamationEqualsEqualsToken);
  if (!isNegative && !isToken(node, ts.SyntaxKind.EqualsEqualsEqualsToken)) return null;
  const sides = [bare(node.right), bare(node.left)] as const;
  for (const [at, one] of [sides, sides.toReversed()] as const) {
    if (at === undefined || one === undefined || !ts.isElementAccessExpression(at)) continue;
    const index = at.argumentExpression;
    const list = at.expression;
    if (!ts.isIdentifier(index)) continue;
    const isTwin =
      ts.isElementAccessExpression(one) &&
      isSameCode(one.argumentExpression, index) &&
      !isSameCode(one.expression, list);
    const unused = isTwin ? null : parameterBehind(one, index, list, context);
    if (!isTwin && unused === null) continue;
    if (!isArrayType(typeOf(list, context), context) || !isElement(one, list, context)) return null;
    const written = `${isNegative ? '!' : ''}${textOf(list, context)}.includes(${textOf(one, context)})`;
    return {
      edits: [...(unused ?? []), replaceNode(node, written, context)],
      written,
      trigger: 'It shows for lists with the same elements in another order, or with some of them more often.',
      consequence: 'Lists that differ are taken for the same.',
    };
  }
  return null;
}

/** `one` is the element and `index` the place in `(one, index) => …`; what to delete when the place is used no more. */
function parameterBehind(
  one: ts.Expression,
  index: ts.Identifier,
  list: ts.Expression,
  context: SiteContext,
): Edit[] | null {
  const fn = enclosing(index, ts.isArrowFunction);
  const call = fn === null ? null : methodCall(fn.parent);
  const [element, place] = fn?.parameters ?? [];
  if (
    fn === null ||
    call === null ||
    element === undefined ||
    place === undefined ||
    fn.parameters.length !== 2
  )
    return null;
  if (!ts.isIdentifier(one) || element.name.getText() !== one.text || place.name.getText() !== index.text)
    return null;
  if (isSameCode(call.receiver, list)) return null;
  const symbol = symbolOf(index, context);
  const isLast = symbol !== null && referencesTo(symbol, context).length === 1;
  return isLast ? [{ start: element.end, end: place.end, text: '' }] : [];
}

/** `b.includes(x)` in `a.every((x) => …)` becomes a comparison place by place. */
function asLists(node: ts.Node, context: SiteContext): Change | null {
  const call = methodCall(node);
  const fn = node.parent;
  if (call?.name !== 'includes' || !ts.isArrowFunction(fn) || fn.body !== node || fn.parameters.length !== 1)
    return null;
  const [asked] = call.call.arguments;
  const [element] = fn.parameters;
  const outer = methodCall(fn.parent);
  if (
    asked === undefined ||
    element === undefined ||
    outer?.name !== 'every' ||
    call.call.arguments.length > 1
  )
    return null;
  if (
    !ts.isIdentifier(element.name) ||
    asked.getText() !== element.name.text ||
    !isArrayType(typeOf(call.receiver, context), context)
  )
    return null;
  if (!ts.isIdentifier(call.receiver) && !ts.isPropertyAccessExpression(call.receiver)) return null;
  const index = freeName(['i', 'index', 'at'], [node], context);
  if (index === null) return null;
  const written = `${element.name.text} === ${textOf(call.receiver, context)}[${index}]`;
  const isBare = context.text[startOf(fn, context)] !== '(';
  const edits = isBare
    ? [replaceNode(element, `(${element.name.text}, ${index})`, context)]
    : [{ start: element.end, end: element.end, text: `, ${index}` }];
  return {
    edits: [...edits, replaceNode(node, written, context)],
    written,
    trigger: 'It shows when the elements stand in another order.',
    consequence: 'What holds all of the elements is taken to lack some.',
  };
}

function isElement(one: ts.Expression, list: ts.Expression, context: SiteContext): boolean {
  if (isJavaScript(context)) return true;
  const element = context.checker.getIndexTypeOfType(typeOf(list, context), ts.IndexKind.Number);
  return element !== undefined && context.checker.isTypeAssignableTo(typeOf(one, context), element);
}
