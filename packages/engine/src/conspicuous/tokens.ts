import ts from 'typescript';

export interface Token {
  /** Offset in the code that was given. */
  readonly start: number;
  readonly text: string;
  readonly kind: ts.SyntaxKind;
}

/** The tokens of a piece of code that need not be whole; a slash begins a regular expression only where the piece begins. */
export function tokensOf(code: string): Token[] {
  const scanner = ts.createScanner(ts.ScriptTarget.ESNext, true, ts.LanguageVariant.Standard, code);
  const tokens: Token[] = [];
  for (let next = scanner.scan(); next !== ts.SyntaxKind.EndOfFileToken; next = scanner.scan()) {
    const isRegex = tokens.length === 0 && next === ts.SyntaxKind.SlashToken;
    const kind = isRegex ? scanner.reScanSlashToken() : next;
    tokens.push({ start: scanner.getTokenStart(), text: scanner.getTokenText(), kind });
  }
  return tokens;
}
