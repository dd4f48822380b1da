import * as ts from 'typescript';
import type { SiteContext, Stretch } from '../operator.ts';
import { startOf } from './text-of.ts';

/** Characters in which the bracket that closes a block is looked for. */
const LOOK_AHEAD = 80;

/** The line break that the file uses: that of its first line. */
export function lineBreakOf(context: SiteContext): string {
  return /\r\n|\n|\r/u.exec(context.text)?.[0] ?? '\n';
}

/** Offset at which the line of `offset` starts. */
export function lineStartOf(offset: number, text: string): number {
  let start = offset;
  while (start > 0 && !isBreak(text[start - 1]!)) start--;
  return start;
}

function isBreak(character: string): boolean {
  return character === '\n' || character === '\r';
}

/** The line that ends right before `lineStart`, without its break; `null` above the first one. */
function lineAbove(lineStart: number, text: string): Stretch | null {
  if (lineStart === 0) return null;
  const isPair = text[lineStart - 1] === '\n' && text[lineStart - 2] === '\r';
  const end = lineStart - (isPair ? 2 : 1);
  return { start: lineStartOf(end, text), end };
}

/** Nothing but blanks stands on the line; the first one of a file does not count. */
function isBlank({ start, end }: Stretch, text: string): boolean {
  return start > 0 && /^[\t ]*$/u.test(text.slice(start, end));
}

/** White space before the first token of the line on which the node starts. */
export function indentOf(node: ts.Node, context: SiteContext): string {
  const lineStart = lineStartOf(startOf(node, context), context.text);
  return /^[\t ]*/u.exec(context.text.slice(lineStart))![0];
}

/**
 * The stretch to delete with a statement or member: whole lines when nothing else stands on them (a trailing comment goes
 * along), otherwise the node and the blanks before it. `start` may lie further up, at the node's documentation.
 */
export function linesOf(node: ts.Node, context: SiteContext, start = startOf(node, context)): Stretch {
  const { text } = context;
  const lineStart = lineStartOf(start, text);
  const rest = /^[\t ]*(?:\/\/[^\n\r]*|\/\*[^\n\r]*\*\/[\t ]*)?(\r\n|\n|\r|$)/u.exec(text.slice(node.end));
  const blanksBefore = text.slice(lineStart, start).replace('\uFEFF', '');
  if (!/^[\t ]*$/u.test(blanksBefore) || rest === null) {
    const before = /[\t ]*$/u.exec(text.slice(lineStart, start))![0].length;
    return { start: start - before, end: node.end };
  }
  const end = withBlankLine(lineStart, node.end + rest[0].length, text);
  return { start: start - blanksBefore.length - blankLineAbove(lineStart, end, text), end };
}

/** Length of the blank line above what goes, when a closing bracket would follow it. */
function blankLineAbove(lineStart: number, end: number, text: string): number {
  if (!/^\s*[)\]}]/u.test(text.slice(end, end + LOOK_AHEAD))) return 0;
  const above = lineAbove(lineStart, text);
  return above !== null && isBlank(above, text) ? lineStart - above.start : 0;
}

/** A blank line after what goes is taken too when what goes followed a blank line or opened its block. */
function withBlankLine(lineStart: number, end: number, text: string): number {
  const blank = /^[\t ]*(?:\r\n|\n|\r)/u.exec(text.slice(end));
  if (blank === null) return end;
  const above = lineAbove(lineStart, text);
  const isFirst = above === null || isBlank(above, text) || /[{([]/u.test(text.charAt(above.end - 1));
  return isFirst ? end + blank[0].length : end;
}

/** True when the node holds a template or a comment that spans lines: its lines cannot be indented anew. */
export function hasFixedLines(node: ts.Node, context: SiteContext): boolean {
  let found = /\/\*[^]*?[\n\r]/u.test(context.text.slice(startOf(node, context), node.end));
  const visit = (child: ts.Node): void => {
    const isTemplate = ts.isNoSubstitutionTemplateLiteral(child) || ts.isTemplateExpression(child);
    if (isTemplate && /[\n\r]/u.test(child.getText(context.sourceFile))) found = true;
    ts.forEachChild(child, visit);
  };
  visit(node);
  return found;
}

/** `code`, which starts at `from`'s indentation, with the following lines moved to `to`'s indentation. */
export function reindent(code: string, from: string, to: string): string {
  if (from === to) return code;
  return code.replace(/(\r\n|\n|\r)([\t ]*)/gu, (line, lineBreak: string, indent: string) =>
    indent.startsWith(from) ? lineBreak + to + indent.slice(from.length) : line,
  );
}
