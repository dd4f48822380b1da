import type { Edit } from '@bebug/core';
import ts from 'typescript';

/** A name after `@param`, with a type and a bracket before it; or between backticks. */
const MENTION = /(?<before>@param\s+(?:\{[^}]*\}\s+)?\[?|`)(?<name>[\w$#]+)(?=`|[^\w$#`])/gu;

/** Names in comments, where they are marked as code: parameters that are documented, and what stands between backticks. */
export function commentEdits(file: ts.SourceFile, renamed: ReadonlyMap<string, string>): Edit[] {
  const edits: Edit[] = [];
  for (const [start, end] of commentsOf(file)) {
    for (const match of file.text.slice(start, end).matchAll(MENTION)) {
      const { before, name } = match.groups as { before: string; name: string };
      const other = renamed.get(name);
      const isMarked = before !== '`' || file.text[start + match.index + match[0].length] === '`';
      if (other === undefined || !isMarked) continue;
      const at = start + match.index + before.length;
      edits.push({ start: at, end: at + name.length, text: other });
    }
  }
  return edits;
}

/** Start → end of every comment. */
function commentsOf(file: ts.SourceFile): Map<number, number> {
  const found = new Map<number, number>();
  const visit = (node: ts.Node): void => {
    const ranges = [
      ...(ts.getLeadingCommentRanges(file.text, node.pos) ?? []),
      ...(ts.getTrailingCommentRanges(file.text, node.end) ?? []),
    ];
    // Text between the tags of JSX looks like a comment, and is none.
    if (!ts.isJsxText(node) && !ts.isTemplateMiddleOrTemplateTail(node))
      for (const { pos, end } of ranges) found.set(pos, end);
    for (const child of node.getChildren(file)) if (!ts.isJSDoc(child)) visit(child);
  };
  visit(file);
  return found;
}
