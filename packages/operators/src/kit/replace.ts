import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import type { SiteContext } from '../operator.ts';
import { indentOf, lineBreakOf, linesOf, lineStartOf } from './layout.ts';
import { startOf, textOf } from './text-of.ts';

/** Replace a node by `text`; comments before it stay. */
export function replaceNode(node: ts.Node, text: string, context: SiteContext): Edit {
  return { start: startOf(node, context), end: node.end, text };
}

/** Delete a statement or member with the lines that it stands on. */
export function dropLines(node: ts.Node, context: SiteContext): Edit {
  return { ...linesOf(node, context), text: '' };
}

/** Delete a declaration with the lines that it stands on and the documentation above it, which would speak of nothing. */
export function dropWithDocumentation(node: ts.Node, context: SiteContext): Edit {
  return { ...linesOf(node, context, documentedStart(node, context)), text: '' };
}

/** Where the comments begin that stand right above the node, line by line. */
function documentedStart(node: ts.Node, context: SiteContext): number {
  const { text } = context;
  let start = startOf(node, context);
  for (const { pos, end } of [...(ts.getLeadingCommentRanges(text, node.pos) ?? [])].reverse()) {
    const isAbove = /^[\t ]*(?:\r\n|\n|\r)?[\t ]*$/u.test(text.slice(end, start));
    if (!isAbove || text.slice(lineStartOf(pos, text), pos).trim() !== '') break;
    start = pos;
  }
  // A block before the last one is about something else, a type as a rule.
  const documentation = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc).at(-1);
  return Math.min(start, documentation?.pos ?? start);
}

/** Delete one element of a comma-separated list, and one comma. */
export function dropElement(list: ts.NodeArray<ts.Node>, index: number, context: SiteContext): Edit {
  const element = list[index]!;
  if (index > 0) return { start: list[index - 1]!.end, end: element.end, text: '' };
  const next = list[1];
  const start = startOf(element, context);
  return next === undefined
    ? { start, end: list.hasTrailingComma ? list.end : element.end, text: '' }
    : { start, end: startOf(next, context), text: '' };
}

/** Delete some elements of a comma-separated list, not all, each with one comma; the others stay on the lines that they are on. */
export function dropElements(
  list: ts.NodeArray<ts.Node>,
  gone: ReadonlySet<ts.Node>,
  context: SiteContext,
): Edit[] {
  const first = list.findIndex((element) => !gone.has(element));
  const head =
    first === 0 ? [] : [{ start: startOf(list[0]!, context), end: startOf(list[first]!, context), text: '' }];
  const others = list
    .slice(first)
    .flatMap((element, at) => (gone.has(element) ? [dropElement(list, first + at, context)] : []));
  return [...head, ...others];
}

/** Move `statement` behind `target`, which follows it, on a line of its own with the target's indentation. */
export function moveBehind(statement: ts.Statement, target: ts.Statement, context: SiteContext): Edit[] {
  const line = lineBreakOf(context) + indentOf(target, context) + textOf(statement, context);
  return [dropLines(statement, context), { start: target.end, end: target.end, text: line }];
}

/** Move `statement` above `target`, which stands before it, on a line of its own with the target's indentation. */
export function moveAbove(statement: ts.Statement, target: ts.Statement, context: SiteContext): Edit[] {
  return [insertAbove(target, textOf(statement, context), context), dropLines(statement, context)];
}

/** A new line of code above `statement`, with its indentation. */
export function insertAbove(statement: ts.Statement, code: string, context: SiteContext): Edit {
  const start = startOf(statement, context);
  return { start, end: start, text: code + lineBreakOf(context) + indentOf(statement, context) };
}
