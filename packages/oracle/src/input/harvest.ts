import ts from 'typescript';

/** Constants that the code itself mentions: what it compares with is what exposes a wrong comparison. */
export interface Harvest {
  readonly numbers: readonly number[];
  /** Also what numbers spell where the code looks at codes of characters: `0x3c` is `<`. */
  readonly strings: readonly string[];
  /** Regular expressions, `/source/flags`. */
  readonly patterns: readonly string[];
  /** What comments quote, of the file and of those around it: whole texts of the grammar, as a rule. */
  readonly examples: readonly string[];
  /** Texts that the files around mention. */
  readonly distant: readonly string[];
  /** The code, or that around it, looks at a clock. */
  readonly isTimed: boolean;
}

export const NOTHING: Harvest = {
  numbers: [],
  strings: [],
  patterns: [],
  examples: [],
  distant: [],
  isTimed: false,
};

/** Where code looks at a clock. */
export const CLOCKS =
  /\b(?:setTimeout|setInterval|setImmediate|Date\s*\.\s*now|performance\s*\.\s*now|new\s+Date\(\))/u;

/** Where code looks at codes of characters, or at bytes. */
const CODES = /char_?code|code_?point/iu;
const BYTES = /Uint8Array|TextEncoder|Buffer\b/u;
const PRINTABLE = /^[\x20-\x7e]+$/u;
const MARK = /^[!-/:-@[-`{-~]$/u;

const STRING_LIMIT = 40;
const EXAMPLE_LIMIT = 80;
const COUNT_LIMIT = 60;
const COMMENT = /\/\*[^]*?\*\/|\/\/.*/gu;
const QUOTED = /(?<quote>["'`])(?<text>(?:(?!\k<quote>)[^\n])+)\k<quote>/gu;

/** Constants of a whole file, each once, in the order of the text; `around`: the files that it imports, and that import it. */
export function harvest(file: ts.SourceFile, around: readonly ts.SourceFile[]): Harvest {
  const { quoted, ...own } = mentionedIn(file);
  const others = around.map(mentionedIn);
  const known = new Set(own.strings);
  const distant = others.flatMap(({ strings }) => strings).filter((text) => !known.has(text));
  const examples = [...quoted, ...others.flatMap((other) => other.quoted)];
  return {
    ...own,
    examples: first(new Set(examples)),
    distant: first(new Set(distant)),
    isTimed: own.isTimed || others.some(({ isTimed }) => isTimed),
  };
}

/** What one file mentions: it is around many others, and read once. */
interface Mentioned extends Pick<Harvest, 'numbers' | 'strings' | 'patterns' | 'isTimed'> {
  readonly quoted: readonly string[];
}

const mentioned = new WeakMap<ts.SourceFile, Mentioned>();

function mentionedIn(file: ts.SourceFile): Mentioned {
  const { text } = file;
  const known = mentioned.get(file) ?? {
    ...constants(file),
    quoted: quotedInComments(text),
    isTimed: CLOCKS.test(text),
  };
  mentioned.set(file, known);
  return known;
}

function quotedInComments(text: string): string[] {
  return (text.match(COMMENT) ?? []).flatMap((comment) =>
    [...comment.matchAll(QUOTED)]
      .map(({ groups }) => groups!['text']!)
      .filter((one) => one.length <= EXAMPLE_LIMIT),
  );
}

function first<T>(items: Iterable<T>): T[] {
  return [...items].slice(0, COUNT_LIMIT);
}

function constants(file: ts.SourceFile): Pick<Harvest, 'numbers' | 'strings' | 'patterns'> {
  const numbers = new Set<number>();
  const strings = new Set<string>();
  const patterns = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return;
    if (ts.isNumericLiteral(node)) numbers.add(Number(node.text));
    else if (ts.isBigIntLiteral(node)) numbers.add(Number(node.text.slice(0, -1)));
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
  for (const text of spelledIn(file)) strings.add(text);
  return { numbers: first(numbers), strings: first(strings), patterns: first(patterns) };
}

/** Words that lists of numbers spell, and marks that single ones do. */
function spelledIn(file: ts.SourceFile): string[] {
  const asks = CODES.test(file.text);
  if (!asks && !BYTES.test(file.text)) return [];
  const words: string[] = [];
  const marks: string[] = [];
  const visit = (node: ts.Node): void => {
    if (
      ts.isArrayLiteralExpression(node) &&
      node.elements.length > 1 &&
      node.elements.every(ts.isNumericLiteral)
    ) {
      const text = spelled(node.elements);
      if (PRINTABLE.test(text) && text.length <= STRING_LIMIT) words.push(text);
    } else if (asks && ts.isNumericLiteral(node) && MARK.test(spelled([node]))) marks.push(spelled([node]));
    else ts.forEachChild(node, visit);
  };
  visit(file);
  return [...words, ...marks];
}

function spelled(numbers: readonly ts.NumericLiteral[]): string {
  const codes = numbers.map(({ text }) => Number(text));
  return codes.every((code) => Number.isInteger(code) && code < 0x80) ? String.fromCharCode(...codes) : '';
}
