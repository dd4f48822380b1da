import * as ts from 'typescript';
import type { SiteContext } from '../operator.ts';
import { isEquality, isToken } from './comparison.ts';
import { bare } from './tree.ts';
import { isJavaScript, isUnknownType, membersOf, typeOf } from './type-of.ts';

/** A test whether something is there: `x !== undefined`, `x == null`, `typeof x === 'undefined'`. */
export interface PresenceTest {
  readonly node: ts.BinaryExpression;
  readonly subject: ts.Expression;
  /** True when the test holds for a value that is there. */
  readonly isPresent: boolean;
}

/** The parts of such a test; `null` for other code. */
export function presenceTest(node: ts.Node): PresenceTest | null {
  if (!ts.isBinaryExpression(node) || !isEquality(node)) return null;
  const isPresent =
    isToken(node, ts.SyntaxKind.ExclamationEqualsEqualsToken) ||
    isToken(node, ts.SyntaxKind.ExclamationEqualsToken);
  for (const [one, other] of [
    [bare(node.left), bare(node.right)],
    [bare(node.right), bare(node.left)],
  ] as const) {
    if (isNothing(other)) return { node, subject: one, isPresent };
    if (ts.isTypeOfExpression(one) && ts.isStringLiteral(other) && other.text === 'undefined')
      return { node, subject: bare(one.expression), isPresent };
  }
  return null;
}

/** `null`, `undefined` or `void 0`. */
export function isNothing(node: ts.Expression): boolean {
  const isUndefined = ts.isIdentifier(node) && node.text === 'undefined';
  return node.kind === ts.SyntaxKind.NullKeyword || isUndefined || ts.isVoidExpression(node);
}

const EMPTY: ts.TypeFlags =
  ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike | ts.TypeFlags.BigIntLike | ts.TypeFlags.BooleanLike;

/** Names of moments: what a clock says is never zero, nor an empty text. */
const MOMENT = /(?:[a-z]At|[Tt]imestamps?|^now|[Dd]eadline)$/u;

/** True when a value that is there may be empty, zero or false: then presence and truth are two questions. */
export function mayBeFalsy(node: ts.Expression, context: SiteContext): boolean {
  if (MOMENT.test(lastName(node))) return false;
  const type = typeOf(node, context);
  if (isUnknownType(type)) return isJavaScript(context) || (type.flags & ts.TypeFlags.Any) !== 0;
  return membersOf(type).some((member) => (member.flags & EMPTY) !== 0 && !isAlwaysTrue(member));
}

/** `createdAt` of `this.createdAt`, `timestamps` of `timestamps[0]`; empty where there is no name. */
function lastName(node: ts.Expression): string {
  if (ts.isIdentifier(node)) return node.text;
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  return ts.isElementAccessExpression(node) ? lastName(node.expression) : '';
}

function isAlwaysTrue(type: ts.Type): boolean {
  if (type.isStringLiteral() || type.isNumberLiteral()) return Boolean(type.value);
  return (type.flags & ts.TypeFlags.BooleanLiteral) !== 0 && 'intrinsicName' in type
    ? type.intrinsicName === 'true'
    : false;
}
