import * as ts from 'typescript';
import { wrapped } from './tree.ts';

/** True when others get the value: it is an argument, a result, or a part of a literal that is one. */
export function isHandedOver(value: ts.Expression): boolean {
  const place = wrapped(value);
  const { parent } = place;
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) return parent.expression !== place;
  if (ts.isReturnStatement(parent) || ts.isArrowFunction(parent)) return true;
  if (ts.isPropertyAssignment(parent)) return isHandedOver(parent.parent);
  return ts.isArrayLiteralExpression(parent) && isHandedOver(parent);
}
