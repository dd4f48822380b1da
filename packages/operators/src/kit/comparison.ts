import * as ts from 'typescript';
import { bare, descendants, isSameCode } from './tree.ts';

/** `<` ↔ `<=`, `>` ↔ `>=`: the boundary case changes sides. */
export const OTHER_BOUNDARY: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [ts.SyntaxKind.LessThanToken, '<='],
  [ts.SyntaxKind.LessThanEqualsToken, '<'],
  [ts.SyntaxKind.GreaterThanToken, '>='],
  [ts.SyntaxKind.GreaterThanEqualsToken, '>'],
]);

/** `a < b` and its kin. */
export interface Comparison extends ts.BinaryExpression {
  readonly operatorToken: ts.BinaryOperatorToken;
}

export function isComparison(node: ts.Node): node is Comparison {
  return ts.isBinaryExpression(node) && OTHER_BOUNDARY.has(node.operatorToken.kind);
}

export function isEquality(node: ts.Node): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && EQUALITIES.has(node.operatorToken.kind);
}

const EQUALITIES = new Set<ts.SyntaxKind>([
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
]);

/** Both tests ask what one and the same expression equals: the checker then rules answers out. */
export function askAboutTheSame(a: ts.Node, b: ts.Node): boolean {
  const asked = subjectsOf(a);
  return subjectsOf(b).some((subject) => asked.some((other) => isSameCode(subject, other)));
}

/** What the equality tests in the node ask about, constants left out. */
function subjectsOf(node: ts.Node): ts.Expression[] {
  const equalities = [...descendants(node)].filter(isEquality);
  return equalities
    .flatMap(({ left, right }) => [bare(left), bare(right)])
    .filter((side) => !isConstant(side));
}

/** `&&` or `||`. */
export function isLogic(node: ts.Node): node is ts.BinaryExpression {
  return (
    ts.isBinaryExpression(node) &&
    (isToken(node, ts.SyntaxKind.AmpersandAmpersandToken) || isToken(node, ts.SyntaxKind.BarBarToken))
  );
}

export function isToken(node: ts.BinaryExpression, token: ts.SyntaxKind): boolean {
  return node.operatorToken.kind === token;
}

/** `=`, `+=`, `??=` and the like. */
export function isAssignmentToken(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

/** The part that both comparisons of `low <= x && x < high` or `x < low || x > high` look at; `null` for other code. */
export function rangeSubject(node: ts.Node): ts.Expression | null {
  if (!isLogic(node)) return null;
  const left = bare(node.left);
  const right = bare(node.right);
  if (!isComparison(left) || !isComparison(right)) return null;
  for (const one of [left.left, left.right]) {
    if (isConstant(bare(one))) continue;
    for (const other of [right.left, right.right]) if (isSameCode(one, other)) return one;
  }
  return null;
}

/** The range test that a comparison is one side of. */
export function rangeTestAround(node: ts.Node): ts.BinaryExpression | null {
  let outer = node.parent;
  while (ts.isParenthesizedExpression(outer)) outer = outer.parent;
  return rangeSubject(outer) === null ? null : (outer as ts.BinaryExpression);
}

export function isConstant(node: ts.Expression): boolean {
  return (
    ts.isLiteralExpression(node) || (ts.isPrefixUnaryExpression(node) && ts.isLiteralExpression(node.operand))
  );
}
