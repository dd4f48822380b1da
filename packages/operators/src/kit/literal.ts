import * as ts from 'typescript';

/** `false`, `null`, `undefined`, the empty string and zero, as they are written. */
export function isFalsyLiteral(node: ts.Expression): boolean {
  if (node.kind === ts.SyntaxKind.FalseKeyword || node.kind === ts.SyntaxKind.NullKeyword) return true;
  if (ts.isIdentifier(node)) return node.text === 'undefined';
  if (ts.isStringLiteralLike(node)) return node.text === '';
  return (
    (ts.isNumericLiteral(node) && Number(node.text) === 0) || (ts.isBigIntLiteral(node) && node.text === '0n')
  );
}
