import type { Stretch } from '@bebug/operators';
import ts from 'typescript';

/** The innermost function around [start, end) that has a name, as a reader would call it: `parse`, `LruCache.get`. */
export function enclosingFunction(
  file: ts.SourceFile,
  start: number,
  end: number,
): (Stretch & { readonly name: string }) | null {
  let found: (Stretch & { readonly name: string }) | null = null;
  const visit = (node: ts.Node): void => {
    if (node.getStart(file) > start || node.end < end) return;
    const name = ts.isFunctionLike(node) ? functionName(node) : null;
    if (name !== null) found = { name, start: node.getStart(file), end: node.end };
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function functionName(node: ts.SignatureDeclaration): string | null {
  if (ts.isConstructorDeclaration(node)) return qualified(node, 'constructor');
  if (node.name) return qualified(node, node.name.getText());
  const { parent } = node;
  if (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent)) return parent.name.getText();
  if (ts.isPropertyDeclaration(parent)) return qualified(parent, parent.name.getText());
  return null;
}

function qualified(node: ts.Node, name: string): string {
  const owner = node.parent;
  return ts.isClassLike(owner) && owner.name ? `${owner.name.text}.${name}` : name;
}
