import { applyEdits, editedRange, type Edit } from '@bebug/core';
import ts from 'typescript';
import type { Project } from '../../2-open-project.ts';
import { isOutside } from './name-graph.ts';

/** A part of a file that can be written in another way without a change outside, as long as its type stays. */
export interface Cell {
  readonly node: CellNode;
  /** What edits may change. */
  readonly body: ts.Block | ts.Expression;
  /** Code outside sees a type that the body decides, inferred or narrowed: nothing changes there only while it stays the same. */
  readonly isOpen: boolean;
}

export type CellNode =
  | (ts.FunctionLikeDeclaration & { readonly body: ts.ConciseBody })
  | ((ts.VariableDeclaration | ts.PropertyDeclaration) & { readonly initializer: ts.Expression });

/** The cells of a project: what has been found out about a node, which takes the checker, holds for every mutant in it. */
export class Cells {
  readonly #project: Project;
  readonly #found = new Map<ts.Node, Cell | null>();

  constructor(project: Project) {
    this.#project = project;
  }

  /** The innermost cell whose body holds all edits and decides no type outside, else the innermost that does; `null`: there is none. */
  around(file: ts.SourceFile, edits: readonly Edit[]): Cell | null {
    const { start, end } = editedRange(edits);
    let closed: Cell | null = null;
    let open: Cell | null = null;
    for (let node: ts.Node | undefined = file; node; node = childAround(node, start, end)) {
      const cell = this.#at(file, node);
      if (!cell || start < cell.body.getStart(file) || cell.body.end < end) continue;
      if (cell.isOpen) open = cell;
      else closed = cell;
    }
    return closed ?? open;
  }

  #at(file: ts.SourceFile, node: ts.Node): Cell | null {
    let cell = this.#found.get(node);
    if (cell === undefined) {
      cell = cellOf(this.#project.program.getTypeChecker(), file, node);
      this.#found.set(node, cell);
    }
    return cell;
  }
}

function childAround(node: ts.Node, start: number, end: number): ts.Node | undefined {
  return ts.forEachChild(node, (child) => (child.pos <= start && end <= child.end ? child : undefined));
}

function cellOf(checker: ts.TypeChecker, file: ts.SourceFile, node: ts.Node): Cell | null {
  if (isFunction(node)) return functionCell(checker, file, node);
  if (ts.isParameter(node)) return defaultOf(node);
  return ts.isPropertyDeclaration(node) || isVariable(node, file) ? valueCell(checker, file, node) : null;
}

function valueCell(
  checker: ts.TypeChecker,
  file: ts.SourceFile,
  node: ts.VariableDeclaration | ts.PropertyDeclaration,
): Cell | null {
  const { name, type, initializer } = node;
  const isOfModule = ts.isVariableDeclaration(node);
  if (!initializer || (isOfModule && !endsItself(node, file))) return null;
  const shown = checker.getTypeAtLocation(name);
  // A value that is assigned narrows a union.
  const isOpen = !type || shown.isUnion();
  const canBeAsked =
    isOfModule &&
    isPlain(checker, shown) &&
    (!type || isPlain(checker, checker.getTypeAtLocation(initializer)));
  return !isOpen || canBeAsked ? { node: node as Cell['node'], body: initializer, isOpen } : null;
}

function functionCell(
  checker: ts.TypeChecker,
  file: ts.SourceFile,
  node: Extract<CellNode, ts.FunctionLikeDeclaration>,
): Cell | null {
  const { body } = node;
  if (!ts.isBlock(body) && !endsBefore(file, body.end)) return null;
  if (ts.isConstructorDeclaration(node))
    return declaresFields(node.parent) ? { node, body, isOpen: false } : null;
  if (node.type || ts.isSetAccessor(node)) return { node, body, isOpen: false };
  const signature = checker.getSignatureFromDeclaration(node);
  const isSettled = standsAlone(node) && signature && isPlain(checker, signature.getReturnType());
  return isSettled ? { node, body, isOpen: true } : null;
}

/** The default of a parameter with a written type, in a function whose type does not come from its body. */
function defaultOf(node: ts.ParameterDeclaration): Cell | null {
  if (!node.type || !node.initializer || !isFunction(node.parent)) return null;
  const isWritten = node.parent.type !== undefined || ts.isConstructorDeclaration(node.parent);
  return isWritten ? { node: node.parent, body: node.initializer, isOpen: false } : null;
}

function isFunction(node: ts.Node): node is Extract<CellNode, ts.FunctionLikeDeclaration> {
  return ts.isFunctionLike(node) && (node as ts.FunctionLikeDeclaration).body !== undefined;
}

/** A `const` or `let` of the module itself, with a name. */
function isVariable(node: ts.Node, file: ts.SourceFile): node is ts.VariableDeclaration {
  return (
    ts.isVariableDeclaration(node) &&
    ts.isIdentifier(node.name) &&
    ts.isVariableDeclarationList(node.parent) &&
    (node.parent.flags & ts.NodeFlags.BlockScoped) !== 0 &&
    ts.isVariableStatement(node.parent.parent) &&
    node.parent.parent.parent === file &&
    ts.isExternalModule(file)
  );
}

/** What follows its statement cannot become part of another initialiser: a semicolon, or a word that begins a statement. */
function endsItself(node: ts.VariableDeclaration, file: ts.SourceFile): boolean {
  const statement = node.parent.parent as ts.VariableStatement;
  const next = file.statements[file.statements.indexOf(statement) + 1];
  return (
    file.text[statement.end - 1] === ';' ||
    !next ||
    /^[a-z@]/iu.test(file.text.slice(next.getStart(file), next.end))
  );
}

/** What follows an expression cannot become part of another one. */
function endsBefore(file: ts.SourceFile, end: number): boolean {
  return /^[ \t]*[;,)\]}]/u.test(file.text.slice(end, end + 80));
}

/** It is in no other function, and nothing around it has a say in what type it has. */
function standsAlone(node: ts.FunctionLikeDeclaration): boolean {
  if (!isOutside(node)) return false;
  if (ts.isFunctionDeclaration(node)) return true;
  if (ts.isMethodDeclaration(node) || ts.isGetAccessor(node)) return ts.isClassLike(node.parent);
  return (
    (ts.isVariableDeclaration(node.parent) || ts.isPropertyDeclaration(node.parent)) &&
    node.parent.type === undefined &&
    node.parent.initializer === node
  );
}

/** No field gets its type from what the constructor assigns to it. */
function declaresFields({ members }: ts.ClassLikeDeclaration): boolean {
  return members.every(
    (one) => !ts.isPropertyDeclaration(one) || (one.type ?? one.initializer) !== undefined,
  );
}

/** Literals, which widen in some places and not in others though their types are the same, and names with dots, which may be literals of enumerations. */
const LITERALS = /["'`]|\b\d|\b(?:true|false)\b|\w\.\w/u;

function isPlain(checker: ts.TypeChecker, type: ts.Type): boolean {
  // An alias may stand for literals.
  const flags: ts.TypeFormatFlags = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.InTypeAlias;
  return !LITERALS.test(checker.typeToString(type, undefined, flags));
}

/** The text of the cell's body with `edits`: braces included, if it has them. */
export function bodyText(file: ts.SourceFile, { body }: Cell, edits: readonly Edit[]): string {
  const start = body.getStart(file);
  const own = edits.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
  return applyEdits(file.text.slice(start, body.end), own);
}

export function isAsync(node: CellNode): boolean {
  return (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Async) !== 0;
}

export function isGenerator(node: CellNode): boolean {
  return ts.isFunctionLike(node) && (node as ts.FunctionLikeDeclaration).asteriskToken !== undefined;
}
