import { indentOf, lineBreakOf, textOf, type SiteContext } from '@bebug/operators/kit';
import ts from 'typescript';

/** The line break of the file, with the indentation of the line on which the node starts. */
export function breakBefore(node: ts.Node, context: SiteContext): string {
  return lineBreakOf(context) + indentOf(node, context);
}

/** Comments beside a node would say of other code what they said of it. */
export function hasCommentsAround(node: ts.Node, { text }: SiteContext): boolean {
  return (
    (ts.getLeadingCommentRanges(text, node.pos) ?? []).length > 0 ||
    (ts.getTrailingCommentRanges(text, node.end) ?? []).length > 0
  );
}

/** A template or a comment that spans lines: they cannot be indented anew. */
export function hasFixedLines(node: ts.Node, context: SiteContext): boolean {
  let found = textOf(node, context).includes('/*');
  const visit = (child: ts.Node): void => {
    if (ts.isTemplateLiteral(child) && /[\n\r]/u.test(textOf(child, context))) found = true;
    ts.forEachChild(child, visit);
  };
  visit(node);
  return found;
}

/** Statements beside this one: of its block, its file, its `case`. */
export function siblingsOf(node: ts.Node): readonly ts.Statement[] | null {
  const { parent } = node;
  return ts.isBlock(parent) || ts.isSourceFile(parent) || ts.isCaseOrDefaultClause(parent)
    ? parent.statements
    : null;
}
