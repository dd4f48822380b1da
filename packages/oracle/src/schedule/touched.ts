import { editedRange, type Edit } from '@bebug/core';
import ts from 'typescript';

/**
 * Names of class members and functions that hold the edits or use, at any remove, a member of their own object that does:
 * which calls can show the edits at all. Only an order of search comes of it.
 */
export function touchedNames(file: ts.SourceFile, edits: readonly Edit[]): ReadonlySet<string> {
  const { start } = editedRange(edits);
  const bodies = new Map<string, ts.Node[]>();
  const touched = new Set<string>();
  const visit = (node: ts.Node): void => {
    const name = nameOf(node);
    if (name !== null) {
      bodies.set(name, [...(bodies.get(name) ?? []), node]);
      if (node.pos <= start && start <= node.end) touched.add(name);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  // A set is walked on into what is added on the way.
  for (const name of touched)
    for (const [user, nodes] of bodies) if (nodes.some((node) => mentions(node, name))) touched.add(user);
  return touched;
}

function nameOf(node: ts.Node): string | null {
  if (
    ts.isMethodDeclaration(node) ||
    ts.isAccessor(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isPropertyDeclaration(node) ||
    (ts.isVariableDeclaration(node) && node.initializer && ts.isFunctionLike(node.initializer)) ||
    (ts.isPropertyAssignment(node) && ts.isFunctionLike(node.initializer))
  )
    return node.name && (ts.isIdentifier(node.name) || ts.isPrivateIdentifier(node.name))
      ? node.name.text
      : null;
  return null;
}

/** A name inside `node`, its own left out. */
function mentions(node: ts.Node, name: string, own = (node as ts.NamedDeclaration).name): boolean {
  const found = ts.forEachChild(node, (inner) => {
    const isName = (ts.isIdentifier(inner) || ts.isPrivateIdentifier(inner)) && inner.text === name;
    return (isName && inner !== own) || mentions(inner, name, own) || undefined;
  });
  return found === true;
}
