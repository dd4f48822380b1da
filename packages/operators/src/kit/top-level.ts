import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import type { SiteContext } from '../operator.ts';
import { lineBreakOf } from './layout.ts';

/** The statement of the file that holds the node. */
export function topStatement(node: ts.Node): ts.Statement {
  let top = node;
  while (!ts.isSourceFile(top.parent)) top = top.parent;
  return top as ts.Statement;
}

/** A declaration with a blank line behind it, above the statement of the file that holds the node, and above its comments. */
export function declareAbove(node: ts.Node, code: string, context: SiteContext): Edit {
  const top = topStatement(node);
  const start = top.getStart(context.sourceFile, true);
  const comments = ts.getLeadingCommentRanges(context.text, top.pos) ?? [];
  let at = start;
  for (const { pos, end } of comments.toReversed()) {
    if (pos >= at || /\n\s*\n/u.test(context.text.slice(end, at).replaceAll('\r', ''))) continue;
    at = pos;
  }
  const lineBreak = lineBreakOf(context);
  return { start: at, end: at, text: code + lineBreak + lineBreak };
}

/** `someName` as constants are written: `SOME_NAME`. */
export function constantName(name: string): string {
  return name
    .replace(/^[#_$]+/u, '')
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1_$2')
    .toUpperCase();
}

/** The type of a declaration at the top of the file, as it can be written there; `null` where it cannot. */
export function typeAtTop(type: ts.Type, context: SiteContext): string | null {
  const { checker, sourceFile } = context;
  const flags: ts.TypeFormatFlags =
    ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseSingleQuotesForStringLiteralType;
  const text = checker.typeToString(type, sourceFile, flags).replaceAll('; }', ' }');
  return /import\(|\bany\b|\bunknown\b|\bthis\b|\bnever\b/u.test(text) || holdsTypeParameter(type, context)
    ? null
    : text;
}

function holdsTypeParameter(type: ts.Type, context: SiteContext, depth = 0): boolean {
  if ((type.flags & ts.TypeFlags.TypeParameter) !== 0 || depth > 3) return true;
  if (type.isUnionOrIntersection())
    return type.types.some((member) => holdsTypeParameter(member, context, depth + 1));
  const parts = context.checker.getTypeArguments(type as ts.TypeReference);
  return parts.some((part) => part !== type && holdsTypeParameter(part, context, depth + 1));
}
