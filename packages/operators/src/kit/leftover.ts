import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import type { SiteContext, Stretch } from '../operator.ts';
import { isToken } from './comparison.ts';
import { siblingsOf } from './enclosing.ts';
import { linesOf } from './layout.ts';
import { isPure } from './purity.ts';
import {
  accessOf,
  isStoreOnly,
  isWritten,
  namesBetween,
  referencesTo,
  symbolOf,
  type Name,
} from './references.ts';
import { importDeletions } from './import-deletion.ts';
import { dropElement, dropWithDocumentation, replaceNode } from './replace.ts';
import { startOf } from './text-of.ts';
import { wrapped } from './tree.ts';
import { isJavaScript } from './type-of.ts';

/** Characters of code that may go because nothing uses it any more. */
const MOST_UNUSED = 1_500;

/**
 * Edits that delete what only the `removed` code used: imports, constants, functions, private members, a catch binding, the last parameter of a
 * callback. `null` when something unused would stay that cannot be deleted (another parameter, a value whose computation does something): the rewrite
 * would be given away by a linter, so it must not be made. With `unbinds`, such a value is computed still, and kept under no name.
 */
export function unusedAfter(
  removed: readonly Stretch[],
  context: SiteContext,
  { unbinds = false }: Leftovers = {},
): Edit[] | null {
  const gone: Stretch[] = [...removed];
  const specifiers = new Set<ts.Node>();
  const unbound = new Set<ts.Node>();
  const edits: Edit[] = [];
  for (let next = 0; next < gone.length; next++) {
    for (const symbol of symbolsWithin(gone[next]!, context)) {
      const declaration = symbol.declarations?.[0];
      if (declaration === undefined || declaration.getSourceFile() !== context.sourceFile) continue;
      // `exports` stands for the file; a function that only calls itself holds what goes.
      if (ts.isSourceFile(declaration) || unbound.has(declaration)) continue;
      if (holds(declaration, removed) && !(unbinds && ts.isVariableDeclaration(declaration))) continue;
      if (isWithin(declaration, gone, context) || specifiers.has(declaration) || isVisible(declaration))
        continue;
      const left = referencesTo(symbol, context).filter((name) => !isWithin(name, gone, context));
      if (left.some((name) => !isStoreOnly(name))) continue;
      if ((symbol.declarations ?? []).length > 1) return null;
      if (left.length > 0) {
        const stores = unbinds ? left.map((name) => unstored(name, context)) : [null];
        if (stores.includes(null)) return null;
        edits.push(...(stores as Edit[]));
        gone.push(...(stores as Edit[]));
      }
      if (
        ts.isImportSpecifier(declaration) ||
        ts.isImportClause(declaration) ||
        ts.isNamespaceImport(declaration)
      ) {
        specifiers.add(declaration);
        continue;
      }
      const deletion = deletionOf(declaration, context) ?? (unbinds ? unbinding(declaration, context) : null);
      const isShared = ts.isBindingElement(declaration) && unbound.has(declaration.parent);
      if (deletion === null || isShared) return null;
      unbound.add(declaration);
      if (ts.isBindingElement(declaration)) unbound.add(declaration.parent);
      edits.push(deletion);
      gone.push(deletion);
    }
  }
  // Who forgets one step does not forget half of the file.
  if (edits.reduce((sum, { start, end }) => sum + end - start, 0) > MOST_UNUSED) return null;
  return [...edits.map((edit) => besides(edit, edits)), ...importDeletions(specifiers, context)];
}

export interface Leftovers {
  /** True when `const timer = start();` may become `start();`. */
  readonly unbinds?: boolean;
}

/** `const timer = start();` becomes `start();`, `const { size, limit } = options` goes without `limit`. */
function unbinding(declaration: ts.Declaration, context: SiteContext): Edit | null {
  if (ts.isBindingElement(declaration)) return elementDeletion(declaration, context);
  if (!ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name)) return null;
  const { initializer: value, parent } = declaration;
  if (value === undefined || ts.isCatchClause(parent) || !ts.isVariableStatement(parent.parent)) return null;
  if (parent.declarations.length > 1) return null;
  return isCall(value)
    ? { start: startOf(parent.parent, context), end: startOf(value, context), text: '' }
    : null;
}

function elementDeletion(element: ts.BindingElement, context: SiteContext): Edit | null {
  const { elements } = element.parent;
  const isPlain = ts.isObjectBindingPattern(element.parent) && element.initializer === undefined;
  const hasRest = elements.some((one) => ts.isBindingElement(one) && one.dotDotDotToken !== undefined);
  if (!isPlain || hasRest || elements.length < 2 || !ts.isIdentifier(element.name)) return null;
  return dropElement(element.parent.elements, element.parent.elements.indexOf(element), context);
}

/** `this.#timer = start();` becomes `start();`, and `this.#timer = null;` goes. */
function unstored(name: Name, context: SiteContext): Edit | null {
  const place = accessOf(name);
  const { parent: store } = place;
  if (!ts.isBinaryExpression(store) || !isToken(store, ts.SyntaxKind.EqualsToken)) return null;
  const statement = store.parent;
  if (!ts.isExpressionStatement(statement)) return null;
  if (isCall(store.right))
    return { start: startOf(statement, context), end: startOf(store.right, context), text: '' };
  const isDroppable = isPure(store.right) && (siblingsOf(statement)?.length ?? 0) > 1;
  return isDroppable ? { ...linesOf(statement, context), text: '' } : null;
}

/** A call, which reads well as a statement. */
function isCall(value: ts.Expression): boolean {
  return ts.isCallExpression(value) || (ts.isAwaitExpression(value) && ts.isCallExpression(value.expression));
}

/** Neighbours that both go share the blank line between them: the later one leaves it to the earlier one. */
function besides(edit: Edit, others: readonly Edit[]): Edit {
  const before = others.filter((other) => other.start < edit.start && other.end > edit.start);
  return { ...edit, start: Math.max(edit.start, ...before.map(({ end }) => end)) };
}

function holds(node: ts.Node, stretches: readonly Stretch[]): boolean {
  return stretches.some(
    ({ start, end }) => node.pos <= start && end <= node.end && node.end - node.pos > end - start,
  );
}

/** What the names in a stretch of the file stand for. */
export function symbolsWithin(stretch: Stretch, context: SiteContext): Set<ts.Symbol> {
  const within = namesBetween(stretch, context).filter((name) => isWithin(name, [stretch], context));
  return new Set(within.map((name) => symbolOf(name, context)).filter((symbol) => symbol !== null));
}

/** Exported things and public members are used by others; properties of types and of object literals need no user. */
function isVisible(declaration: ts.Declaration): boolean {
  if ((ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Export) !== 0) return true;
  if (ts.isParameter(declaration) && ts.isParameterPropertyDeclaration(declaration, declaration.parent))
    return (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Private) === 0;
  if (ts.isClassElement(declaration)) {
    const isPrivate = (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Private) !== 0;
    return !isPrivate && !(declaration.name !== undefined && ts.isPrivateIdentifier(declaration.name));
  }
  const isMember =
    ts.isPropertySignature(declaration) || ts.isMethodSignature(declaration) || ts.isEnumMember(declaration);
  return isMember || ts.isObjectLiteralElementLike(declaration) || ts.isTypeParameterDeclaration(declaration);
}

function deletionOf(declaration: ts.Declaration, context: SiteContext): Edit | null {
  if (ts.isVariableDeclaration(declaration)) return variableDeletion(declaration, context);
  if (ts.isParameter(declaration)) return parameterDeletion(declaration, context);
  if (ts.isPropertyDeclaration(declaration)) {
    return declaration.initializer === undefined || isPure(declaration.initializer)
      ? dropWithDocumentation(declaration, context)
      : null;
  }
  const isPlain = ts.isFunctionDeclaration(declaration) || ts.isMethodDeclaration(declaration);
  const isType = ts.isInterfaceDeclaration(declaration) || ts.isTypeAliasDeclaration(declaration);
  return isPlain || isType ? dropWithDocumentation(declaration, context) : null;
}

/**
 * A callback may take less than it is given, and so may any function of JavaScript: its last parameter goes, unless the number of parameters says
 * something (`next` of a handler of errors) or `arguments` are counted.
 */
function parameterDeletion(declaration: ts.ParameterDeclaration, context: SiteContext): Edit | null {
  const fn = declaration.parent;
  if (!ts.isIdentifier(declaration.name) || declaration.name.text === 'next') return null;
  if (fn.parameters.at(-1) !== declaration || declaration.initializer !== undefined) return null;
  if (declaration.dotDotDotToken !== undefined || ts.getDecorators(declaration) !== undefined) return null;
  if (!(isCallback(fn) || isPlainJavaScript(fn, context)) || /\barguments\b/u.test(fn.getText())) return null;
  const open = context.text[startOf(declaration, context) - 1];
  const isBare = fn.parameters.length === 1 && open !== '(';
  return isBare
    ? replaceNode(declaration, '()', context)
    : dropElement(fn.parameters, fn.parameters.length - 1, context);
}

function isCallback(fn: ts.SignatureDeclaration): boolean {
  if (!ts.isArrowFunction(fn) && !ts.isFunctionExpression(fn)) return false;
  const { parent } = wrapped(fn);
  return (ts.isCallExpression(parent) && parent.expression !== fn) || ts.isNewExpression(parent);
}

/** A function without types that others may call with more than it takes; documented parameters stay as they are. */
function isPlainJavaScript(fn: ts.SignatureDeclaration, context: SiteContext): boolean {
  return (
    isJavaScript(context) &&
    ts.isFunctionDeclaration(fn) &&
    ts.getJSDocParameterTags(fn.parameters.at(-1)!).length === 0
  );
}

function variableDeletion(declaration: ts.VariableDeclaration, context: SiteContext): Edit | null {
  if (ts.isCatchClause(declaration.parent)) {
    const start = declaration.parent.getFirstToken(context.sourceFile)!.end;
    const closing = context.text.indexOf(')', declaration.end);
    return { start, end: closing + 1, text: '' };
  }
  if (!ts.isIdentifier(declaration.name) || declaration.parent.declarations.length > 1) return null;
  if (!ts.isVariableStatement(declaration.parent.parent)) return null;
  if (declaration.initializer !== undefined && !isPure(declaration.initializer)) return null;
  return dropWithDocumentation(declaration.parent.parent, context);
}

function isWithin(node: ts.Node, stretches: readonly Stretch[], context: SiteContext): boolean {
  const start = startOf(node, context);
  return stretches.some((stretch) => stretch.start <= start && node.end <= stretch.end);
}

/**
 * True when the removed code assigns a variable that nothing else assigns, or that has no value before: a `let` that never changes
 * gives the gap away.
 */
export function leavesUnassigned(removed: readonly Stretch[], context: SiteContext): boolean {
  return removed
    .flatMap((stretch) => [...symbolsWithin(stretch, context)])
    .some((symbol) => {
      const declaration = symbol.valueDeclaration;
      if (declaration === undefined || !ts.isVariableDeclaration(declaration)) return false;
      if (isWithin(declaration, removed, context)) return false;
      const writes = referencesTo(symbol, context).filter(isWritten);
      const stay = writes.filter((name) => !isWithin(name, removed, context));
      // Nobody wonders at a `var` that never changes.
      const isLet = (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Let) !== 0;
      const isFixed = stay.length === 0 && isLet;
      return stay.length < writes.length && (isFixed || declaration.initializer === undefined);
    });
}

/** The stretch of a node's own text. */
export function stretchOf(node: ts.Node, context: SiteContext): Stretch {
  return { start: startOf(node, context), end: node.end };
}

/** Deletes a statement's lines and whatever only it used; `null` when something unused would stay. */
export function dropWithLeftovers(
  node: ts.Node,
  context: SiteContext,
  options: Leftovers = {},
): Edit[] | null {
  const leftovers = unusedAfter([stretchOf(node, context)], context, options);
  return leftovers === null
    ? null
    : [besides({ ...linesOf(node, context), text: '' }, leftovers), ...leftovers];
}

/** Like `dropWithLeftovers`, for a member of a class: the documentation above it goes too. */
export function dropMember(node: ts.ClassElement, context: SiteContext): Edit[] | null {
  const leftovers = unusedAfter([stretchOf(node, context)], context);
  return leftovers === null ? null : [besides(dropWithDocumentation(node, context), leftovers), ...leftovers];
}

/**
 * Like `dropWithLeftovers`, for one statement of several; `null` also when nothing would stay of the block, or when the comment above it would be
 * left behind at the end of the block.
 */
export function dropStatement(
  node: ts.Statement,
  context: SiteContext,
  options: Leftovers = {},
): Edit[] | null {
  const siblings = siblingsOf(node);
  if (siblings === null) return null;
  const hasComment = (ts.getLeadingCommentRanges(context.text, node.pos) ?? []).length > 0;
  const edits = hasComment && siblings.at(-1) === node ? null : dropWithLeftovers(node, context, options);
  return edits === null || siblings.every((sibling) => isWithin(sibling, edits, context)) ? null : edits;
}
