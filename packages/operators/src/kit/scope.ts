import * as ts from 'typescript';
import type { SiteContext } from '../operator.ts';
import { enclosing, isFunctionWithBody } from './enclosing.ts';

/** Parts of the compiler that its declarations leave out. */
type Container = ts.Node & { readonly locals?: ts.SymbolTable };
type Resolver = ts.TypeChecker & {
  resolveName(
    name: string,
    location: ts.Node,
    meaning: ts.SymbolFlags,
    excludeGlobals: boolean,
  ): ts.Symbol | undefined;
};

/**
 * Variables and parameters that may be read at `node`: declared in functions around it, before it, and not in a declaration that
 * still runs. In code-unit order of their names; module-level names are left out (they are seldom mistaken for locals).
 */
export function localsAt(node: ts.Node, context: SiteContext): ts.Symbol[] {
  // The checker's own list would hold every name of every library.
  const visible = new Map<string, ts.Symbol>();
  for (let outer: Container = node; !ts.isSourceFile(outer); outer = outer.parent)
    for (const symbol of outer.locals?.values() ?? [])
      if ((symbol.flags & ts.SymbolFlags.Variable) !== 0 && !visible.has(symbol.name))
        visible.set(symbol.name, symbol);
  return [...visible.values()]
    .filter((symbol) => isReadable(symbol, node, context))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** True when `name` would mean something, or another thing, at `node`. */
export function isTaken(name: string, node: ts.Node, context: SiteContext): boolean {
  const anyMeaning: ts.SymbolFlags = ts.SymbolFlags.Value | ts.SymbolFlags.Alias;
  return (context.checker as Resolver).resolveName(name, node, anyMeaning, false) !== undefined;
}

/** The first of `names` that is free at every node. */
export function freeName(
  names: readonly string[],
  nodes: readonly ts.Node[],
  context: SiteContext,
): string | null {
  return names.find((name) => nodes.every((node) => !isTaken(name, node, context))) ?? null;
}

function isReadable(symbol: ts.Symbol, node: ts.Node, context: SiteContext): boolean {
  const declaration = symbol.valueDeclaration;
  if (declaration === undefined || declaration.getSourceFile() !== context.sourceFile) return false;
  if (ts.isParameter(declaration)) return isPlainParameter(declaration) && node.pos >= declaration.end;
  if (!ts.isVariableDeclaration(declaration) && !ts.isBindingElement(declaration)) return false;
  if (enclosing(declaration, isFunctionWithBody) === null) return false;
  const running = ts.findAncestor(declaration, ts.isVariableDeclaration) ?? declaration;
  return running.end <= node.pos && (isInitialised(running) || ts.isBindingElement(declaration));
}

function isPlainParameter(parameter: ts.ParameterDeclaration): boolean {
  return ts.isIdentifier(parameter.name) && parameter.name.text !== 'this';
}

function isInitialised(declaration: ts.Node): boolean {
  if (!ts.isVariableDeclaration(declaration)) return true;
  return (
    declaration.initializer !== undefined ||
    ts.isForOfStatement(declaration.parent.parent) ||
    ts.isForInStatement(declaration.parent.parent)
  );
}
