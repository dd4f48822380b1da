import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { methodCall } from '../kit/method-call.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, textOf } from '../kit/text-of.ts';
import { isStringType, isUnknownType, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

const BY_UNIT: ReadonlyMap<string, string> = new Map([
  ['codePointAt', 'charCodeAt'],
  ['fromCodePoint', 'fromCharCode'],
]);

export const unicodeByUnit: Operator = {
  id: 'unicode-by-unit',
  family: 'string',
  tier: 'hard',
  cwe: 176,
  status: 'stable',
  title: 'Characters beyond the first 65,536 are cut in two',
  mistake: 'A character is taken for one unit of a string; emoji and rare letters are two.',
  kinds: [
    ts.SyntaxKind.CallExpression,
    ts.SyntaxKind.ArrayLiteralExpression,
    ts.SyntaxKind.PropertyAccessExpression,
  ],
  *mutate(node, context) {
    const edits = editsOf(node, context);
    if (edits === null) return;
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} goes by units of the string where ${gist(node, context)} goes by characters.`,
        trigger: 'It shows for a text with an emoji or another character of two units.',
        consequence: 'The character counts twice, or its halves are torn apart.',
        fix: `Go by characters: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before: 'export const size = (text: string): number => [...text].length;\n',
        after: 'export const size = (text: string): number => text.length;\n',
        witness: "size('😀')",
      },
      {
        before: "export const reversed = (text: string): string => [...text].reverse().join('');\n",
        after: "export const reversed = (text: string): string => text.split('').reverse().join('');\n",
        witness: "reversed('😀a')",
      },
      {
        before: 'export const code = (text: string): number | undefined => text.codePointAt(0);\n',
        after: 'export const code = (text: string): number | undefined => text.charCodeAt(0);\n',
        witness: "code('😀')",
      },
      {
        before: "export const mirror = (text: any): string => Array.from(text).reverse().join('');\n",
        after: "export const mirror = (text: any): string => text.split('').reverse().join('');\n",
        witness: "mirror('😀a')",
      },
    ],
    skips: [
      {
        code: 'export const copy = (xs: string[]): string[] => [...xs];\n',
        because: 'A list of texts is no text.',
      },
      {
        code: "export const hex = (bytes: any): string => Array.from(bytes).map(String).join('');\n",
        because: 'They may be numbers.',
      },
      {
        code: 'export const size = (text: string): number => text.length;\n',
        because: 'Units are counted already.',
      },
    ],
  },
};

function editsOf(node: ts.Node, context: SiteContext): Edit[] | null {
  const call = methodCall(node);
  const byUnit = call === null ? undefined : BY_UNIT.get(call.name);
  if (call !== null && byUnit !== undefined) {
    const isKnown =
      isStringType(typeOf(call.receiver, context)) || textOf(call.receiver, context) === 'String';
    if (!isKnown) return null;
    const { parent } = call.call;
    // A unit is always given as a number, so that nothing need be asserted.
    const mark = ts.isNonNullExpression(parent) ? [{ start: call.call.end, end: parent.end, text: '' }] : [];
    return [replaceNode(call.callee.name, byUnit, context), ...(byUnit === 'charCodeAt' ? mark : [])];
  }
  if (ts.isPropertyAccessExpression(node)) {
    const text = node.name.text === 'length' ? charactersOf(node.expression, context) : null;
    return text === null ? null : [replaceNode(node.expression, textOf(text, context), context)];
  }
  const text = charactersOf(node, context);
  const isCounted = ts.isPropertyAccessExpression(node.parent) && node.parent.name.text === 'length';
  if (text === null || isCounted) return null;
  return [replaceNode(node, `${textOf(text, context)}.split('')`, context)];
}

/** The text of `[...text]` and `Array.from(text)`. */
function charactersOf(node: ts.Node, context: SiteContext): ts.Expression | null {
  let text: ts.Expression | undefined;
  if (
    ts.isArrayLiteralExpression(node) &&
    node.elements.length === 1 &&
    ts.isSpreadElement(node.elements[0]!)
  )
    text = node.elements[0].expression;
  if (ts.isCallExpression(node) && node.expression.getText() === 'Array.from' && node.arguments.length === 1)
    text = node.arguments[0];
  if (text === undefined || !(ts.isIdentifier(text) || ts.isPropertyAccessExpression(text))) return null;
  const type = typeOf(text, context);
  return isStringType(type) || (isUnknownType(type) && isTurnedRound(node)) ? text : null;
}

/** `[...text].reverse().join('')`: what is put together without anything between was a text before. */
function isTurnedRound(list: ts.Node): boolean {
  const turned = methodCall(list.parent.parent);
  const joined = turned?.receiver === list ? methodCall(turned.call.parent.parent) : null;
  if (turned === null || joined?.receiver !== turned.call || joined.name !== 'join') return false;
  const [between] = joined.call.arguments;
  const isEmpty = between !== undefined && ts.isStringLiteralLike(between) && between.text === '';
  return isEmpty && /^(?:reverse|toReversed)$/u.test(turned.name);
}
