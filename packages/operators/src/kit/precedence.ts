import * as ts from 'typescript';

/** Binary operators, the loosest first; `as` and `satisfies` stand with the comparisons. */
const BINARY: readonly (readonly ts.SyntaxKind[])[] = [
  [ts.SyntaxKind.QuestionQuestionToken],
  [ts.SyntaxKind.BarBarToken],
  [ts.SyntaxKind.AmpersandAmpersandToken],
  [ts.SyntaxKind.BarToken],
  [ts.SyntaxKind.CaretToken],
  [ts.SyntaxKind.AmpersandToken],
  [
    ts.SyntaxKind.EqualsEqualsToken,
    ts.SyntaxKind.ExclamationEqualsToken,
    ts.SyntaxKind.EqualsEqualsEqualsToken,
    ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ],
  [
    ts.SyntaxKind.LessThanToken,
    ts.SyntaxKind.LessThanEqualsToken,
    ts.SyntaxKind.GreaterThanToken,
    ts.SyntaxKind.GreaterThanEqualsToken,
    ts.SyntaxKind.InstanceOfKeyword,
    ts.SyntaxKind.InKeyword,
    ts.SyntaxKind.AsKeyword,
    ts.SyntaxKind.SatisfiesKeyword,
  ],
  [
    ts.SyntaxKind.LessThanLessThanToken,
    ts.SyntaxKind.GreaterThanGreaterThanToken,
    ts.SyntaxKind.GreaterThanGreaterThanGreaterThanToken,
  ],
  [ts.SyntaxKind.PlusToken, ts.SyntaxKind.MinusToken],
  [ts.SyntaxKind.AsteriskToken, ts.SyntaxKind.SlashToken, ts.SyntaxKind.PercentToken],
  [ts.SyntaxKind.AsteriskAsteriskToken],
];
const ASSIGNMENT = 1;
const CONDITIONAL = 2;
const FIRST_BINARY = 3;
const UNARY = FIRST_BINARY + BINARY.length;
const POSTFIX = UNARY + 1;
const MEMBER = POSTFIX + 1;
const LOGIC = new Set([
  ts.SyntaxKind.QuestionQuestionToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.AmpersandAmpersandToken,
]);

/** True when `inner` must stand in parentheses (or by custom does: `&&` inside `||`) to take the place of `place`. */
export function needsParentheses(inner: ts.Expression, place: ts.Expression): boolean {
  const { parent } = place;
  if (ts.isArrowFunction(parent) && ts.isObjectLiteralExpression(inner)) return parent.body === place;
  if (ts.isNewExpression(parent) && parent.expression === place)
    return !ts.isIdentifier(inner) && !ts.isPropertyAccessExpression(inner);
  if (ts.isBinaryExpression(parent) && ts.isBinaryExpression(inner)) {
    const [outerToken, innerToken] = [parent.operatorToken.kind, inner.operatorToken.kind];
    if (LOGIC.has(outerToken) && LOGIC.has(innerToken))
      return outerToken !== innerToken && !standsBare(inner, outerToken);
  }
  return strengthOf(inner) < strengthNeeded(place, parent);
}

/** Here `&&` stands inside `||` without parentheses already. */
function standsBare(inner: ts.BinaryExpression, outerToken: ts.SyntaxKind): boolean {
  const { parent } = inner;
  return ts.isBinaryExpression(parent) && parent.operatorToken.kind === outerToken;
}

function strengthOf(node: ts.Expression): number {
  if (ts.isBinaryExpression(node)) return binaryStrength(node.operatorToken.kind);
  if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node))
    return binaryStrength(ts.SyntaxKind.AsKeyword);
  if (ts.isConditionalExpression(node)) return CONDITIONAL;
  if (ts.isArrowFunction(node) || ts.isYieldExpression(node)) return ASSIGNMENT;
  if (isUnary(node)) return UNARY;
  return ts.isPostfixUnaryExpression(node) ? POSTFIX : MEMBER;
}

function strengthNeeded(place: ts.Expression, parent: ts.Node): number {
  if (ts.isBinaryExpression(parent)) {
    const strength = binaryStrength(parent.operatorToken.kind);
    return strength === ASSIGNMENT || parent.left === place ? strength : strength + 1;
  }
  if (ts.isAsExpression(parent) || ts.isSatisfiesExpression(parent))
    return binaryStrength(ts.SyntaxKind.AsKeyword);
  if (ts.isConditionalExpression(parent)) return parent.condition === place ? FIRST_BINARY : ASSIGNMENT;
  if (isUnary(parent)) return UNARY;
  const isHead =
    ts.isPropertyAccessExpression(parent) ||
    ts.isNonNullExpression(parent) ||
    ts.isTaggedTemplateExpression(parent) ||
    ((ts.isElementAccessExpression(parent) || ts.isCallExpression(parent)) && parent.expression === place);
  return isHead ? MEMBER : ASSIGNMENT;
}

function binaryStrength(token: ts.SyntaxKind): number {
  const level = BINARY.findIndex((tokens) => tokens.includes(token));
  return level === -1 ? (token === ts.SyntaxKind.CommaToken ? 0 : ASSIGNMENT) : FIRST_BINARY + level;
}

function isUnary(node: ts.Node): boolean {
  return (
    ts.isPrefixUnaryExpression(node) ||
    ts.isTypeOfExpression(node) ||
    ts.isVoidExpression(node) ||
    ts.isDeleteExpression(node) ||
    ts.isAwaitExpression(node)
  );
}
