import { isAssignmentToken } from '@bebug/operators/kit';
import ts from 'typescript';

/**
 * What kind of thing a token is that two stretches of code of one shape may differ in: a name or a literal, or an operator of
 * one class. `null` for all others, which are the shape itself.
 */
export function leafClass(kind: ts.SyntaxKind): string | null {
  if (WORDS.has(kind) || isLiteral(kind)) return 'word';
  if (isAssignmentToken(kind)) return 'assignment';
  return OPERATORS.get(kind) ?? null;
}

const WORDS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.Identifier,
  ts.SyntaxKind.PrivateIdentifier,
  ts.SyntaxKind.ThisKeyword,
  ts.SyntaxKind.SuperKeyword,
  ts.SyntaxKind.TrueKeyword,
  ts.SyntaxKind.FalseKeyword,
  ts.SyntaxKind.NullKeyword,
  ts.SyntaxKind.UndefinedKeyword,
]);

/** Also the parts of a template, and text between the tags of JSX. */
function isLiteral(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstLiteralToken && kind <= ts.SyntaxKind.LastTemplateToken;
}

const OPERATORS: ReadonlyMap<ts.SyntaxKind, string> = new Map(
  Object.entries({
    comparison: [
      ts.SyntaxKind.LessThanToken,
      ts.SyntaxKind.LessThanEqualsToken,
      ts.SyntaxKind.GreaterThanToken,
      ts.SyntaxKind.GreaterThanEqualsToken,
      ts.SyntaxKind.EqualsEqualsToken,
      ts.SyntaxKind.EqualsEqualsEqualsToken,
      ts.SyntaxKind.ExclamationEqualsToken,
      ts.SyntaxKind.ExclamationEqualsEqualsToken,
    ],
    logic: [
      ts.SyntaxKind.AmpersandAmpersandToken,
      ts.SyntaxKind.BarBarToken,
      ts.SyntaxKind.QuestionQuestionToken,
    ],
    arithmetic: [
      ts.SyntaxKind.PlusToken,
      ts.SyntaxKind.MinusToken,
      ts.SyntaxKind.AsteriskToken,
      ts.SyntaxKind.AsteriskAsteriskToken,
      ts.SyntaxKind.SlashToken,
      ts.SyntaxKind.PercentToken,
    ],
    bits: [
      ts.SyntaxKind.AmpersandToken,
      ts.SyntaxKind.BarToken,
      ts.SyntaxKind.CaretToken,
      ts.SyntaxKind.LessThanLessThanToken,
      ts.SyntaxKind.GreaterThanGreaterThanToken,
      ts.SyntaxKind.GreaterThanGreaterThanGreaterThanToken,
    ],
  }).flatMap(([name, kinds]) => kinds.map((kind) => [kind, name] as const)),
);
