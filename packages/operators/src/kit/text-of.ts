import type * as ts from 'typescript';
import type { SiteContext } from '../operator.ts';

const GIST_LENGTH = 70;

/** The node's own text, byte for byte, without leading comments. */
export function textOf(node: ts.Node, context: SiteContext): string {
  return context.text.slice(startOf(node, context), node.end);
}

/** Offset of the node's first token. */
export function startOf(node: ts.Node, context: SiteContext): number {
  return node.getStart(context.sourceFile);
}

/** The node's text for a sentence: one line, at most 70 characters, in backticks. */
export function gist(node: ts.Node, context: SiteContext): string {
  return quoted(textOf(node, context));
}

/** Any code for a sentence: one line, at most 70 characters, in backticks. */
export function quoted(code: string): string {
  const line = code.replace(/\s+/gu, ' ').trim().replace(/;$/u, '');
  return `\`${line.length > GIST_LENGTH ? shortened(line) : line}\``;
}

function shortened(line: string): string {
  const points = [...line];
  return points.length > GIST_LENGTH ? `${points.slice(0, GIST_LENGTH - 1).join('')}…` : line;
}
