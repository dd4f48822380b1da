import { applyEdits, editedRange, type Edit } from '@bebug/core';
import ts from 'typescript';

/** A function with a body in braces and a written return type: what callers know of it does not come from its body. */
export type Cell = ts.FunctionLikeDeclaration & { readonly body: ts.Block };

/** The innermost cell whose body holds all edits; `null`: there is none. */
export function cellAround(file: ts.SourceFile, edits: readonly Edit[]): Cell | null {
  const { start, end } = editedRange(edits);
  let found: Cell | null = null;
  for (let node: ts.Node | undefined = file; node; node = childAround(node, start, end)) {
    if (isCell(node) && node.body.pos < start && node.body.getStart(file) < start && end < node.body.end)
      found = node;
  }
  return found;
}

function childAround(node: ts.Node, start: number, end: number): ts.Node | undefined {
  return ts.forEachChild(node, (child) => (child.pos <= start && end <= child.end ? child : undefined));
}

function isCell(node: ts.Node): node is Cell {
  if (!ts.isFunctionLike(node)) return false;
  const { body } = node as ts.FunctionLikeDeclaration;
  return body !== undefined && ts.isBlock(body) && node.type !== undefined;
}

/** The text of the cell's body, braces included, with `edits`. */
export function bodyText(file: ts.SourceFile, cell: Cell, edits: readonly Edit[]): string {
  const start = cell.body.getStart(file);
  const own = edits.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
  return applyEdits(file.text.slice(start, cell.body.end), own);
}

export function isAsync(cell: Cell): boolean {
  return (ts.getCombinedModifierFlags(cell) & ts.ModifierFlags.Async) !== 0;
}

export function isGenerator(cell: Cell): boolean {
  return cell.asteriskToken !== undefined;
}
