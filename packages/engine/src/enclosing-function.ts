import type { Stretch } from '@bebug/operators';
import * as ts from 'typescript';

/** A function with a name, as a reader would call it: `parse`, `LruCache.get`. */
interface NamedFunction extends Stretch {
  readonly name: string;
}

const known = new WeakMap<ts.SourceFile, readonly NamedFunction[]>();

/** The innermost function around [start, end) that has a name. */
export function enclosingFunction(file: ts.SourceFile, start: number, end: number): NamedFunction | null {
  let functions = known.get(file);
  if (!functions) known.set(file, (functions = namedFunctions(file)));
  return functions.findLast((one) => one.start <= start && one.end >= end) ?? null;
}

/** Outer ones before inner ones. */
function namedFunctions(file: ts.SourceFile): NamedFunction[] {
  const functions: NamedFunction[] = [];
  const visit = (node: ts.Node): void => {
    const name = ts.isFunctionLike(node) ? functionName(node) : null;
    if (name !== null) functions.push({ name, start: node.getStart(file), end: node.end });
    ts.forEachChild(node, visit);
  };
  visit(file);
  return functions;
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
