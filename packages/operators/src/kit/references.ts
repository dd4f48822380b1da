import * as ts from 'typescript';
import type { SiteContext, Stretch } from '../operator.ts';
import { isAssignmentToken } from './comparison.ts';
import { once } from './once.ts';
import { descendants } from './tree.ts';

export type Name = ts.Identifier | ts.PrivateIdentifier;

const indexes = new WeakMap<ts.SourceFile, Map<string, Name[]>>();

/** What a name in the text stands for; an import specifier's own symbol, not that of the other file. */
export const symbolOf: (name: ts.Node, context: SiteContext) => ts.Symbol | null = once(resolved);

function resolved(name: ts.Node, context: SiteContext): ts.Symbol | null {
  const { parent } = name;
  if (parent !== undefined && ts.isShorthandPropertyAssignment(parent)) {
    return context.checker.getShorthandAssignmentValueSymbol(parent) ?? null;
  }
  if (parent !== undefined && ts.isExportSpecifier(parent)) {
    return context.checker.getExportSpecifierLocalTargetSymbol(parent) ?? null;
  }
  const symbol = context.checker.getSymbolAtLocation(name) ?? null;
  const declaration = symbol?.valueDeclaration;
  // A member of a generic class has a symbol of its own for every instance of the class's type.
  const isMember =
    declaration !== undefined && ts.isClassElement(declaration) && declaration.name !== undefined;
  return (isMember ? context.checker.getSymbolAtLocation(declaration.name) : null) ?? symbol;
}

/** Every name in the file that stands for `symbol`, declarations left out, in source order. */
export function referencesTo(symbol: ts.Symbol, context: SiteContext): readonly Name[] {
  const inFile = referencesIn(context.sourceFile, context);
  return inFile(symbol, context);
}

const referencesIn = once((_file: ts.SourceFile) => once(namesFor));

function namesFor(symbol: ts.Symbol, context: SiteContext): readonly Name[] {
  const declared = new Set(
    (symbol.declarations ?? []).map((declaration) => ts.getNameOfDeclaration(declaration)),
  );
  const names = namesByText(context.sourceFile).get(symbol.name) ?? [];
  return names.filter((name) => !declared.has(name) && symbolOf(name, context) === symbol);
}

/** Those of `referencesTo` that do more than store. */
export function readsOf(symbol: ts.Symbol, context: SiteContext): readonly Name[] {
  const inFile = readsIn(context.sourceFile, context);
  return inFile(symbol, context);
}

const readsIn = once((_file: ts.SourceFile) =>
  once((symbol: ts.Symbol, context) => referencesTo(symbol, context).filter((name) => !isStoreOnly(name))),
);

/** Every identifier text that occurs in the file. */
export function namesIn(context: SiteContext): ReadonlySet<string> {
  return nameTexts(context.sourceFile, context);
}

const nameTexts = once((file: ts.SourceFile): ReadonlySet<string> => new Set(namesByText(file).keys()));

/** The name behind the dot of `a.b`. */
export function isMemberName(name: ts.Node): boolean {
  return ts.isPropertyAccessExpression(name.parent) && name.parent.name === name;
}

/** The whole of `a.b` for the name behind the dot; any other node is itself. */
export function accessOf(name: Name): ts.Expression {
  return isMemberName(name) ? (name.parent as ts.PropertyAccessExpression) : name;
}

/** True when the reference only stores: the target of an assignment or of `++` whose value nobody reads. */
export function isStoreOnly(name: Name): boolean {
  const place = accessOf(name);
  const { parent } = place;
  const isUnread = ts.isExpressionStatement(parent.parent);
  if (ts.isBinaryExpression(parent)) {
    return (
      parent.left === place &&
      isAssignmentToken(parent.operatorToken.kind) &&
      (isUnread || parent.operatorToken.kind === ts.SyntaxKind.EqualsToken)
    );
  }
  return (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) && isUnread;
}

/** Every name of the file by its text, in source order. */
export function namesByText(sourceFile: ts.SourceFile): ReadonlyMap<string, readonly Name[]> {
  const known = indexes.get(sourceFile);
  if (known !== undefined) return known;
  const index = new Map<string, Name[]>();
  for (const node of descendants(sourceFile)) {
    if (!isName(node)) continue;
    const names = index.get(node.text);
    if (names === undefined) index.set(node.text, [node]);
    else names.push(node);
  }
  indexes.set(sourceFile, index);
  return index;
}

/** The names of the file that touch the stretch, in source order. */
export function namesBetween({ start, end }: Stretch, context: SiteContext): readonly Name[] {
  const names = namesInOrder(context.sourceFile, context);
  let first = 0;
  for (let beyond = names.length; first < beyond;) {
    const middle = (first + beyond) >> 1;
    if (names[middle]!.end <= start) first = middle + 1;
    else beyond = middle;
  }
  let last = first;
  while (last < names.length && names[last]!.pos < end) last++;
  return names.slice(first, last);
}

const namesInOrder = once((file: ts.SourceFile) => [...descendants(file)].filter(isName));

/** True when a name of the one occurs in the other, whatever it stands for. */
export function shareName(a: ts.Node, b: ts.Node): boolean {
  const names = new Set([...descendants(a)].filter(isName).map(({ text }) => text));
  return [...descendants(b)].some((node) => isName(node) && names.has(node.text));
}

function isName(node: ts.Node): node is Name {
  return ts.isIdentifier(node) || ts.isPrivateIdentifier(node);
}

/** The name is what an assignment or a step writes to. */
export function isWritten(name: ts.Node): boolean {
  const { parent } = name;
  if (ts.isBinaryExpression(parent))
    return parent.left === name && isAssignmentToken(parent.operatorToken.kind);
  return (
    (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) &&
    (parent.operator === ts.SyntaxKind.PlusPlusToken || parent.operator === ts.SyntaxKind.MinusMinusToken)
  );
}

/** The same, and what a pattern or a loop over elements writes to. */
export function isStored(place: ts.Node): boolean {
  let outer = place;
  while (isPatternPart(outer.parent)) outer = outer.parent;
  const { parent } = outer;
  const isOfLoop = ts.isForOfStatement(parent) || ts.isForInStatement(parent);
  return isWritten(place) || isWritten(outer) || (isOfLoop && parent.initializer === outer);
}

function isPatternPart(node: ts.Node): boolean {
  return (
    ts.isArrayLiteralExpression(node) ||
    ts.isObjectLiteralExpression(node) ||
    ts.isPropertyAssignment(node) ||
    ts.isShorthandPropertyAssignment(node) ||
    ts.isSpreadElement(node) ||
    ts.isSpreadAssignment(node) ||
    ts.isParenthesizedExpression(node) ||
    ts.isNonNullExpression(node)
  );
}

/** True when the name is only part of a type. */
export function isInType(name: ts.Node): boolean {
  return (
    ts.findAncestor(
      name,
      (ancestor) => ts.isTypeNode(ancestor) && !ts.isExpressionWithTypeArguments(ancestor),
    ) !== undefined
  );
}
