import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import type { SiteContext } from '../operator.ts';
import { nextStatement } from './enclosing.ts';
import { replaceNode } from './replace.ts';
import { textOf } from './text-of.ts';

/** Two statements that follow each other, with nothing said about either in a comment. */
export interface Neighbours {
  readonly first: ts.Statement;
  readonly second: ts.Statement;
}

/** The node and what follows it; `null` when nothing does, or a comment stands at one of them. */
export function neighboursFrom(node: ts.Node, context: SiteContext): Neighbours | null {
  if (!ts.isStatement(node)) return null;
  const second = nextStatement(node);
  return second === null || hasComment(node, context) || hasComment(second, context)
    ? null
    : { first: node, second };
}

/** Each of the two in the place of the other. */
export function swapped({ first, second }: Neighbours, context: SiteContext): Edit[] {
  return [
    replaceNode(first, textOf(second, context), context),
    replaceNode(second, textOf(first, context), context),
  ];
}

/** A comment above the statement or behind it on its line. */
export function hasComment(statement: ts.Node, { text }: SiteContext): boolean {
  const above = ts.getLeadingCommentRanges(text, statement.pos) ?? [];
  return above.length > 0 || (ts.getTrailingCommentRanges(text, statement.end) ?? []).length > 0;
}
