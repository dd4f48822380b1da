import * as ts from 'typescript';
import type { SiteContext } from '../operator.ts';
import { isAskedByPredicate, isCondition } from './condition.ts';
import { once } from './once.ts';
import { readsOf, symbolOf, isMemberName, accessOf, type Name } from './references.ts';
import { localsAt } from './scope.ts';
import { rankBySimilarity } from './similarity.ts';
import {
  isForeign,
  isJavaScript,
  isNameable,
  isNullish,
  isReplacement,
  isUnknownType,
  membersOf,
  typeOf,
} from './type-of.ts';
import { isValueUse } from './value-use.ts';

/** True when `other` may be written for `name` without a compile error and without leaving anything unused. */
export function isLegalName(name: Name, other: string, context: SiteContext): boolean {
  return othersFor(name, context).some((symbol) => symbol.name === other && mayStand(symbol, name, context));
}

/** What may stand for a name that is read: members of the same owner, or locals, with a type that fits. In code-unit order. */
export function candidatesFor(name: Name, context: SiteContext): ts.Symbol[] {
  return othersFor(name, context).filter((other) => mayStand(other, name, context));
}

/** Those of `candidatesFor` that `isWanted`, the most alike first, one by one: whether a type fits is dear to ask. */
export function* likeliestFor(
  name: Name,
  isWanted: (other: string) => boolean,
  context: SiteContext,
): Generator<string> {
  const names = othersFor(name, context).filter((other) => isWanted(other.name));
  for (const other of rankBySimilarity(name.text, names, (symbol) => symbol.name))
    if (mayStand(other, name, context)) yield other.name;
}

/** The names at hand, whatever their types. */
function othersFor(name: Name, context: SiteContext): ts.Symbol[] {
  const isMember = isMemberName(name);
  if (isWritten(name) || !(isMember || isPlainValue(name))) return [];
  const symbol = symbolOf(name, context);
  if (symbol === null || (!isMember && (symbol.flags & ts.SymbolFlags.Variable) === 0)) return [];
  if (isLastUse(symbol, context)) return [];
  const others = isMember
    ? siblingMembers(name.parent as ts.PropertyAccessExpression, symbol, context)
    : localsAt(name, context);
  return others.filter((other) => other !== symbol && other.name !== symbol.name);
}

/** The name is read, and not only to be called. */
function isPlainValue(name: ts.Node): boolean {
  const isCalled = ts.isCallExpression(name.parent) && name.parent.expression === name;
  return ts.isIdentifier(name) && isValueUse(name) && !isCalled;
}

/** Data members of the same owner, written in the code at hand. */
function siblingMembers(
  access: ts.PropertyAccessExpression,
  symbol: ts.Symbol,
  context: SiteContext,
): ts.Symbol[] {
  if (isForeign(symbol) || isMethod(symbol)) return [];
  const owner = typeOf(access.expression, context);
  if (membersOf(owner).length > 1) return [];
  const isHidden = isPrivate(symbol);
  return dataMembers(owner, context).filter((member) => isPrivate(member) === isHidden);
}

/** In code-unit order. */
const dataMembers = once((owner: ts.Type, { checker }): readonly ts.Symbol[] =>
  checker
    .getPropertiesOfType(owner)
    .filter((member) => !isMethod(member) && !isForeign(member) && isNameable(member))
    .sort((a, b) => (a.name < b.name ? -1 : 1)),
);

/** The type of `other` is one that `name` may have at its place. */
function mayStand(other: ts.Symbol, name: Name, context: SiteContext): boolean {
  const place = accessOf(name);
  const symbol = symbolOf(name, context)!;
  const type = context.checker.getTypeOfSymbolAtLocation(other, place);
  const declared = context.checker.getTypeOfSymbolAtLocation(symbol, symbol.valueDeclaration ?? place);
  if (isCondition(place) || isCompared(place)) {
    // The test may be what narrows the type for the code behind it.
    if (membersOf(declared).some(isNullish) || membersOf(type).some(isNullish)) return false;
  }
  if (isAskedByPredicate(place, context)) return false;
  // Where there are no types, nothing speaks against it.
  if (isJavaScript(context) && isUnknownType(type) && isUnknownType(typeOf(place, context))) return true;
  if (!isReplacement(type, typeOf(place, context), context)) return false;
  if (ts.isCallExpression(place.parent) && place.parent.expression === place)
    return accepts(type, place.parent.arguments.length, context);
  const expected = context.checker.getContextualType(place);
  return expected === undefined || context.checker.isTypeAssignableTo(type, expected);
}

/** A function with fewer parameters may stand where one with more is expected, but is not called with as many arguments. */
function accepts(callee: ts.Type, count: number, { checker }: SiteContext): boolean {
  return checker.getSignaturesOfType(callee, ts.SignatureKind.Call).some(({ parameters, declaration }) => {
    const last = declaration?.parameters.at(-1);
    return (
      parameters.length >= count ||
      (last !== undefined && ts.isParameter(last) && last.dotDotDotToken !== undefined)
    );
  });
}

function isCompared(place: ts.Expression): boolean {
  const { parent } = place;
  const isLowest = ts.isBinaryExpression(parent) && parent.operatorToken.kind >= ts.SyntaxKind.LessThanToken;
  return isLowest && parent.operatorToken.kind <= ts.SyntaxKind.ExclamationEqualsEqualsToken;
}

/** Without this use the name would stand in the file unused. */
function isLastUse(symbol: ts.Symbol, context: SiteContext): boolean {
  return readsOf(symbol, context).length < 2;
}

function isWritten(name: Name): boolean {
  const place = accessOf(name);
  const { parent } = place;
  if (ts.isBinaryExpression(parent) && parent.left === place) {
    return (
      parent.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
      parent.operatorToken.kind <= ts.SyntaxKind.LastAssignment
    );
  }
  if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) {
    return (
      parent.operator === ts.SyntaxKind.PlusPlusToken || parent.operator === ts.SyntaxKind.MinusMinusToken
    );
  }
  return ts.isDeleteExpression(parent);
}

function isMethod(symbol: ts.Symbol): boolean {
  return (symbol.flags & (ts.SymbolFlags.Method | ts.SymbolFlags.Function)) !== 0;
}

/** Private members are mistaken for private ones only: a getter and its field are not. */
function isPrivate(symbol: ts.Symbol): boolean {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  return (symbol.declarations ?? []).some((declaration) => {
    const name = ts.getNameOfDeclaration(declaration);
    return (
      (ts.getCombinedModifierFlags(declaration) & hidden) !== 0 ||
      (name !== undefined && ts.isPrivateIdentifier(name))
    );
  });
}
