import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import type { SiteContext, Stretch } from '../operator.ts';
import { isToken } from './comparison.ts';
import { lineStartOf } from './layout.ts';
import { unusedAfter } from './leftover.ts';
import { needsParentheses } from './precedence.ts';
import { startOf, textOf } from './text-of.ts';
import { isSameCode } from './tree.ts';

/** A line that what stays is still joined to; longer ones stay broken as they are. */
const LINE_LENGTH = 100;

/**
 * Edits that put `part`, an expression inside `node`, in the place of `node`, with the parentheses and line breaks that it then
 * needs; what only the rest used goes too. `null` when something unused would stay (`unusedAfter`), or what stays would say nothing.
 */
export function partInstead(node: ts.Expression, part: ts.Expression, context: SiteContext): Edit[] | null {
  const inner = withoutParentheses(part);
  const top = withParentheses(node);
  if (readsOdd(inner, top)) return null;
  if (ts.isTemplateSpan(top.parent) && isPlainString(inner, context)) return inTemplate(top, inner, context);
  const isBare = !needsParentheses(inner, top);
  const kept = isBare || top !== node ? inner : part;
  const isOpen = !isBare && top === node && part === inner;
  const outer = isBare ? wholeOf(top, inner) : node;
  const room = isBare ? joined(outer, kept, context) : roomOf(outer, '', context);
  const keptStart = startOf(kept, context);
  const edits = [
    { start: room.start, end: keptStart, text: room.before + (isOpen ? '(' : '') },
    { start: kept.end, end: room.end, text: isOpen ? ')' : '' },
  ].filter(({ start, end, text }) => start < end || text !== '');
  const leftovers = unusedAfter(edits, context);
  return leftovers === null ? null : [...edits, ...leftovers];
}

/** `(x) => x`, `c ? x : x`, `x === x`, `x = x`. */
function readsOdd(inner: ts.Expression, place: ts.Expression): boolean {
  const { parent } = place;
  if (ts.isArrowFunction(parent))
    return parent.parameters.length === 1 && isSameCode(parent.parameters[0]!.name, inner);
  if (ts.isBinaryExpression(parent))
    return isSameCode(parent.left === place ? parent.right : parent.left, inner);
  if (!ts.isConditionalExpression(parent) || parent.condition === place) return false;
  return isSameCode(parent.whenTrue === place ? parent.whenFalse : parent.whenTrue, inner);
}

/** `name: name` is written `name`. */
function wholeOf(place: ts.Expression, inner: ts.Expression): ts.Node {
  const { parent } = place;
  const isShort =
    ts.isPropertyAssignment(parent) && ts.isIdentifier(inner) && parent.name.getText() === inner.text;
  return isShort ? parent : place;
}

/** A string that reads the same between quotes and in a template. */
function isPlainString(node: ts.Expression, context: SiteContext): node is ts.StringLiteral {
  return ts.isStringLiteral(node) && !/[\\`]|\$\{/u.test(textOf(node, context));
}

/** `${…}` becomes the text of the string. */
function inTemplate(place: ts.Node, text: ts.StringLiteral, context: SiteContext): Edit[] | null {
  const edits = [
    { start: place.pos - '${'.length, end: startOf(text, context) + 1, text: '' },
    { start: text.end - 1, end: context.text.indexOf('}', place.end) + 1, text: '' },
  ];
  const leftovers = unusedAfter(edits, context);
  return leftovers === null ? null : [...edits, ...leftovers];
}

/** What is replaced, and the blank that goes in before. */
interface Room extends Stretch {
  readonly before: string;
}

function roomOf(node: ts.Node, before: string, context: SiteContext): Room {
  return { start: startOf(node, context), end: node.end, before };
}

/** An expression that stood on lines of its own moves up to the bracket or `=` before it when it has become short. */
function joined(outer: ts.Node, kept: ts.Expression, context: SiteContext): Room {
  const room = roomOf(outer, '', context);
  const text = context.text.slice(startOf(kept, context), kept.end);
  const { blanks, above } = before(room.start, context.text);
  if (/[\n\r]/u.test(text) || above.length + text.length > LINE_LENGTH) return room;
  if (!/[\n\r]/u.test(blanks)) return room;
  if (isWholeValue(outer)) return { ...room, start: room.start - blanks.length, before: ' ' };
  const behind = /^\s*(?=\))/u.exec(context.text.slice(room.end, room.end + LINE_LENGTH))?.[0];
  if (!above.endsWith('(') || behind === undefined) return room;
  return { start: room.start - blanks.length, end: room.end + behind.length, before: '' };
}

/** The white space before a place, and what stands before that on its line. */
function before(place: number, text: string): { readonly blanks: string; readonly above: string } {
  let end = place;
  while (end > 0 && /\s/u.test(text[end - 1]!)) end--;
  return { blanks: text.slice(end, place), above: text.slice(lineStartOf(end, text), end) };
}

/** What is declared, assigned or given back by an arrow function: it stands behind `=` or `=>`, and nothing follows it. */
function isWholeValue(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isArrowFunction(parent)) return parent.body === node;
  const isAssigned =
    ts.isBinaryExpression(parent) && parent.right === node && isToken(parent, ts.SyntaxKind.EqualsToken);
  return isAssigned || ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent);
}

function withoutParentheses(node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node) ? withoutParentheses(node.expression) : node;
}

function withParentheses(node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node.parent) ? withParentheses(node.parent) : node;
}
