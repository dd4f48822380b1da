import ts from 'typescript';
import type { CellNode } from './cell.ts';

/** Variables and parameters that a cell can see and that are not its own. */
export function outerNames(cell: CellNode): ReadonlySet<string> {
  const names = new Set<string>();
  const containers = new Set<ts.Node>();
  for (let node: ts.Node = cell.parent; ; node = node.parent) {
    containers.add(node);
    if (ts.isSourceFile(node)) break;
  }
  const file = cell.getSourceFile();
  const visit = (node: ts.Node): void => {
    if (node === cell) return;
    if ((ts.isVariableDeclaration(node) || ts.isParameter(node)) && !ts.isIdentifier(node.name))
      ts.forEachChild(node.name, visit);
    else if (ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isBindingElement(node))
      if (ts.isIdentifier(node.name)) names.add(node.name.text);
    // What another function declares is its own affair.
    if (!ts.isFunctionLike(node) || containers.has(node)) ts.forEachChild(node, visit);
  };
  visit(file);
  return names;
}
