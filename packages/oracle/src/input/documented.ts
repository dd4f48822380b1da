import type { TaggedValue } from '@bebug/core';
import ts from 'typescript';
import type { Spec } from './spec.ts';

/**
 * The values that the documentation of a JavaScript parameter allows (`@param {Kind} kind`, where `Kind` is an `@enum`), if it names such a type: to
 * the checker it is any text or number.
 */
export function enumerated(checker: ts.TypeChecker, parameter: ts.ParameterDeclaration): Spec | null {
  const type = ts.getJSDocType(parameter);
  if (!type || !ts.isTypeReferenceNode(type)) return null;
  const declaration = checker.getSymbolAtLocation(type.typeName)?.valueDeclaration;
  if (!declaration || !ts.isVariableDeclaration(declaration) || !ts.getJSDocEnumTag(declaration)) return null;
  const value = declaration.initializer;
  const members = value && ts.isObjectLiteralExpression(value) ? value.properties : [];
  const values = members.flatMap((member) =>
    ts.isPropertyAssignment(member) ? constantOf(member.initializer) : [],
  );
  const of = values.map((one): Spec => ({ kind: 'constant', value: one }));
  return of.length > 0 && of.length === members.length ? { kind: 'union', of } : null;
}

function constantOf(value: ts.Expression): TaggedValue[] {
  if (ts.isStringLiteralLike(value)) return [value.text];
  return ts.isNumericLiteral(value) ? [Number(value.text)] : [];
}
