import type { SiteContext } from '@bebug/operators';
import ts from 'typescript';

const PRIMITIVE =
  ts.TypeFlags.StringLike |
  ts.TypeFlags.NumberLike |
  ts.TypeFlags.BooleanLike |
  ts.TypeFlags.BigIntLike |
  ts.TypeFlags.Null |
  ts.TypeFlags.Undefined;

/** Every type that the expression may have is one of `flags`. */
export function isOf(node: ts.Expression, flags: number, { checker }: SiteContext): boolean {
  const type = checker.getTypeAtLocation(node);
  return (type.isUnion() ? type.types : [type]).every((part) => (part.flags & flags) !== 0);
}

/** No object, and no symbol: turning it into a text runs no code. */
export function isPrimitive(node: ts.Expression, context: SiteContext): boolean {
  return isOf(node, PRIMITIVE, context);
}

/** An array and nothing else, by its type. */
export function isArray(node: ts.Expression, { checker }: SiteContext): boolean {
  const type = checker.getTypeAtLocation(node);
  return checker.isArrayType(type) || checker.isTupleType(type);
}
