import * as ts from 'typescript';
import { wrapped } from './tree.ts';

/** True when `code` stands beside the place already, as the other operand or another argument: `a < a` gives itself away. */
export function standsBeside(place: ts.Expression, code: string): boolean {
  const outer = wrapped(place);
  const { parent } = outer;
  if (ts.isSpreadElement(parent)) return standsBeside(parent, `...${code}`);
  const others: readonly ts.Node[] = ts.isBinaryExpression(parent)
    ? [parent.left, parent.right]
    : ts.isCallExpression(parent) || ts.isNewExpression(parent)
      ? (parent.arguments ?? [])
      : ts.isConditionalExpression(parent)
        ? [parent.whenTrue, parent.whenFalse]
        : ts.isArrayLiteralExpression(parent)
          ? parent.elements
          : [];
  return others.some((other) => other !== outer && other.getText() === code);
}
