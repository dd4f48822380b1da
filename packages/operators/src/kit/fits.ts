import * as ts from 'typescript';
import type { SiteContext } from '../operator.ts';
import { isCondition } from './condition.ts';
import { isJavaScript, isUnknownType, typeOf } from './type-of.ts';

/**
 * True when an expression of type `type` compiles in the place of `place`. Where nothing is declared about the place, it must not
 * widen the type that is inferred there. Careful on purpose: a `false` may be wrong.
 */
export function fits(type: ts.Type, place: ts.Expression, context: SiteContext): boolean {
  const { checker } = context;
  if (isJavaScript(context) || (type.flags & ts.TypeFlags.Any) !== 0 || isCondition(place)) return true;
  const { parent } = place;
  if (ts.isParenthesizedExpression(parent)) return fits(type, parent, context);
  // A template with a tag is a call: its function says what it takes.
  if (ts.isTemplateSpan(parent) && !ts.isTaggedTemplateExpression(parent.parent.parent))
    return (type.flags & ts.TypeFlags.ESSymbolLike) === 0;
  const current = typeOf(place, context);
  const inferred = checker.getBaseTypeOfLiteralType(current);
  if (isDefaulted(place))
    return checker.isTypeAssignableTo(checker.getNonNullableType(type), checker.getNonNullableType(inferred));
  const expected = ts.isVariableDeclaration(parent) ? undefined : checker.getContextualType(place);
  if (expected !== undefined && isAnything(expected) && ts.isCallExpression(parent)) return true;
  const isDeclared = expected !== undefined && !isUnknownType(expected);
  return checker.isTypeAssignableTo(type, isDeclared ? expected : inferred);
}

/** A parameter that says so takes whatever comes. */
function isAnything(type: ts.Type): boolean {
  return (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0;
}

/** `place ?? …` and `place || …`: null and undefined go no further. */
function isDefaulted(place: ts.Expression): boolean {
  const { parent } = place;
  return (
    ts.isBinaryExpression(parent) &&
    parent.left === place &&
    (parent.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken ||
      parent.operatorToken.kind === ts.SyntaxKind.BarBarToken)
  );
}
