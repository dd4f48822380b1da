import ts from 'typescript';

/** Constants that the code itself mentions: what it compares with is what exposes a wrong comparison. */
export interface Harvest {
  readonly numbers: readonly number[];
  readonly strings: readonly string[];
  /** Regular expressions, `/source/flags`. */
  readonly patterns: readonly string[];
}

const STRING_LIMIT = 40;
const COUNT_LIMIT = 60;

/** Constants of a whole file, each once, in the order of the text. */
export function harvest(file: ts.SourceFile): Harvest {
  const numbers = new Set<number>();
  const strings = new Set<string>();
  const patterns = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return;
    if (ts.isNumericLiteral(node)) numbers.add(Number(node.text));
    else if (
      ts.isStringLiteralLike(node) ||
      node.kind === ts.SyntaxKind.TemplateHead ||
      node.kind === ts.SyntaxKind.TemplateMiddle ||
      node.kind === ts.SyntaxKind.TemplateTail
    ) {
      const { text } = node as ts.LiteralLikeNode;
      if (text !== '' && text.length <= STRING_LIMIT) strings.add(text);
    } else if (ts.isRegularExpressionLiteral(node)) patterns.add(node.text);
    else if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name)) strings.add(node.name.text);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(file, visit);
  const first = <T>(items: Iterable<T>): T[] => [...items].slice(0, COUNT_LIMIT);
  return { numbers: first(numbers), strings: first(strings), patterns: first(patterns) };
}
