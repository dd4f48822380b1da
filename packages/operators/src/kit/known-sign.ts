import * as ts from 'typescript';
import { isComparison, isToken } from './comparison.ts';
import { bare, isSameCode } from './tree.ts';

/** True where a test around the place has made sure that `value` is not negative: `value >= 0 ? … : …`, `if (0 <= value) …`. */
export function isKnownNonNegative(value: ts.Expression): boolean {
  for (let inner: ts.Node = value; !ts.isSourceFile(inner.parent); inner = inner.parent) {
    const outer = inner.parent;
    if (ts.isFunctionLike(outer)) return false;
    const test = testBefore(outer, inner);
    if (test && conjuncts(test).some((one) => saysNonNegative(one, value))) return true;
  }
  return false;
}

/** What holds when `inner`, a part of `outer`, is come to. */
function testBefore(outer: ts.Node, inner: ts.Node): ts.Expression | null {
  if (ts.isIfStatement(outer) && outer.thenStatement === inner) return outer.expression;
  if (ts.isConditionalExpression(outer) && outer.whenTrue === inner) return outer.condition;
  const isSecond = ts.isBinaryExpression(outer) && outer.right === inner;
  return isSecond && isToken(outer, ts.SyntaxKind.AmpersandAmpersandToken) ? outer.left : null;
}

function conjuncts(test: ts.Expression): ts.Expression[] {
  const node = bare(test);
  return ts.isBinaryExpression(node) && isToken(node, ts.SyntaxKind.AmpersandAmpersandToken)
    ? [...conjuncts(node.left), ...conjuncts(node.right)]
    : [node];
}

function saysNonNegative(test: ts.Expression, value: ts.Expression): boolean {
  if (!isComparison(test)) return false;
  const isGreater = [ts.SyntaxKind.GreaterThanToken, ts.SyntaxKind.GreaterThanEqualsToken].includes(
    test.operatorToken.kind,
  );
  const [more, less] = isGreater ? [test.left, test.right] : [test.right, test.left];
  return isSameCode(bare(more), bare(value)) && ts.isNumericLiteral(bare(less));
}
