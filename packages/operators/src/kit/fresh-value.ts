import * as ts from 'typescript';

/** An object that is made anew here and made of constants only: `[]`, `{ count: 0 }`, `new Map()`. */
export function isFreshObject(value: ts.Expression): boolean {
  if (ts.isArrayLiteralExpression(value)) return value.elements.every((element) => isFixed(element));
  if (ts.isObjectLiteralExpression(value))
    return value.properties.every(
      (property) =>
        ts.isPropertyAssignment(property) &&
        !ts.isComputedPropertyName(property.name) &&
        isFixed(property.initializer),
    );
  return (
    ts.isNewExpression(value) &&
    /^(?:Map|Set|WeakMap|WeakSet)$/u.test(value.expression.getText()) &&
    (value.arguments ?? []).length === 0
  );
}

/** True when nothing is in the object yet. */
export function isEmptyObject(value: ts.Expression): boolean {
  if (ts.isArrayLiteralExpression(value)) return value.elements.length === 0;
  return !ts.isObjectLiteralExpression(value) || value.properties.length === 0;
}

function isFixed(value: ts.Expression): boolean {
  const isNumber = ts.isPrefixUnaryExpression(value) && ts.isNumericLiteral(value.operand);
  const isWord = /^(?:true|false|null|undefined|-?Infinity)$/u.test(value.getText());
  return isNumber || isWord || ts.isLiteralExpression(value) || isFreshObject(value);
}
