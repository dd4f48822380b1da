import ts from 'typescript';

/**
 * How much two texts may differ and still be one.
 * `space`: in white space between tokens and inside comments, and in nothing else; semicolons, trailing commas, quotes and
 * comments count. `layout`: also in comments, in the quotes of a string, in semicolons, and in a comma before a closing bracket.
 */
export type Slack = 'space' | 'layout';

/** A text that is the same for two files exactly when they are equal up to `slack`. */
export function tokenForm(text: string, path: string, slack: Slack): string {
  const file = ts.createSourceFile(path, text, {
    languageVersion: ts.ScriptTarget.ESNext,
    // Comments stay trivia, those of JSDoc too.
    jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
  });
  const tokens = [...tokensOf(file, file)];
  const parts =
    slack === 'space'
      ? tokens.flatMap((token) => [triviaOf(token, file), textOf(token, file)])
      : tokens
          .filter((token, index) => !isLayout(token, tokens[index + 1]))
          .map((token) => codeOf(token, file));
  return parts.join('\0');
}

/** The leaves of the tree rather than the scanner's own stream: only the parser knows a regular expression from a division. */
export function* tokensOf(node: ts.Node, file: ts.SourceFile): Generator<ts.Node> {
  const children = node.getChildren(file);
  if (children.length === 0) yield node;
  else for (const child of children) yield* tokensOf(child, file);
}

/** The comments before a token, without white space. */
function triviaOf(token: ts.Node, file: ts.SourceFile): string {
  return file.text.slice(token.getFullStart(), token.getStart(file)).replaceAll(/\s+/gu, '');
}

function codeOf(token: ts.Node, file: ts.SourceFile): string {
  return ts.isStringLiteral(token) ? JSON.stringify(token.text) : textOf(token, file);
}

/** White space between tags is text, and no trivia. */
function textOf(token: ts.Node, file: ts.SourceFile): string {
  return ts.isJsxText(token) ? token.getFullText(file) : token.getText(file);
}

function isLayout({ kind }: ts.Node, next: ts.Node | undefined): boolean {
  if (kind === ts.SyntaxKind.SemicolonToken) return true;
  return kind === ts.SyntaxKind.CommaToken && next !== undefined && CLOSING.has(next.kind);
}

const CLOSING: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.CloseBraceToken,
  ts.SyntaxKind.CloseBracketToken,
  ts.SyntaxKind.CloseParenToken,
]);
