import * as ts from 'typescript';
import type { SiteContext } from '../operator.ts';
import { once } from './once.ts';

/** The type of an expression at its place, narrowed. */
export const typeOf: (node: ts.Node, context: SiteContext) => ts.Type = once((node, { checker }) =>
  checker.getTypeAtLocation(node),
);

/** True when the file is JavaScript: nothing in it fails to type-check. */
export function isJavaScript(context: SiteContext): boolean {
  return (context.sourceFile.flags & ts.NodeFlags.JavaScriptFile) !== 0;
}

export function isUnknownType(type: ts.Type): boolean {
  return (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.Never)) !== 0;
}

/** Every member of the type (itself, when it is no union), null and undefined left out, has one of `flags`. */
function isOnly(type: ts.Type, flags: ts.TypeFlags): boolean {
  const members = membersOf(type).filter((member) => !isNullish(member));
  return members.length > 0 && members.every((member) => (member.flags & flags) !== 0);
}

export function isStringType(type: ts.Type): boolean {
  return isOnly(type, ts.TypeFlags.StringLike);
}

export function isNumberType(type: ts.Type): boolean {
  return isOnly(type, ts.TypeFlags.NumberLike);
}

/** Boolean and nothing else: not even undefined. */
export function isBooleanType(type: ts.Type): boolean {
  return membersOf(type).every((member) => (member.flags & ts.TypeFlags.BooleanLike) !== 0);
}

export function isPromiseType(type: ts.Type): boolean {
  return membersOf(type).some(
    (member) => member.getSymbol()?.name === 'Promise' || member.getSymbol()?.name === 'PromiseLike',
  );
}

export function isArrayType(type: ts.Type, context: SiteContext): boolean {
  const members = membersOf(type).filter((member) => !isNullish(member));
  return members.length > 0 && members.every((member) => context.checker.isArrayLikeType(member));
}

/** `Uint8Array` and its kin: a list of numbers whose length is fixed when it is made. */
export function isTypedArray(type: ts.Type): boolean {
  const symbol = type.getSymbol();
  return (
    symbol !== undefined &&
    /^(?:\w+Array|Buffer)$/u.test(symbol.name) &&
    symbol.name !== 'ReadonlyArray' &&
    isForeign(symbol)
  );
}

/** Anything that is read by a numeric index: arrays, strings, typed arrays, buffers. */
export function isIndexable(type: ts.Type, context: SiteContext): boolean {
  return (
    isStringType(type) ||
    (!isUnknownType(type) && context.checker.getIndexTypeOfType(type, ts.IndexKind.Number) !== undefined)
  );
}

export function membersOf(type: ts.Type): readonly ts.Type[] {
  return type.isUnion() ? type.types : [type];
}

export function isNullish(type: ts.Type): boolean {
  return (type.flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined | ts.TypeFlags.Void)) !== 0;
}

/** True when an expression of type `source` may stand where one of type `target` stands; never by way of `any`. */
export function isReplacement(source: ts.Type, target: ts.Type, context: SiteContext): boolean {
  if (isUnknownType(source) || isUnknownType(target)) return false;
  return context.checker.isTypeAssignableTo(source, context.checker.getBaseTypeOfLiteralType(target));
}

/** True when either type may stand for the other, literals taken for what they are literals of. */
export function isSameType(a: ts.Type, b: ts.Type, { checker }: SiteContext): boolean {
  const [left, right] = [checker.getBaseTypeOfLiteralType(a), checker.getBaseTypeOfLiteralType(b)];
  return checker.isTypeAssignableTo(left, right) && checker.isTypeAssignableTo(right, left);
}

/** True when a member's name can be written behind a dot: it is no unique symbol, and needs no quotation marks. */
export function isNameable({ name }: ts.Symbol): boolean {
  return /^#?[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name);
}

/** True when the name is declared by a library or a `.d.ts`, not by the code at hand. */
export function isForeign(symbol: ts.Symbol): boolean {
  return (
    (symbol.declarations ?? []).length === 0 ||
    symbol.declarations!.some((declaration) => declaration.getSourceFile().isDeclarationFile)
  );
}
