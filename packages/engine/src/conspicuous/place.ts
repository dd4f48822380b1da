import type { Edit } from '@bebug/core';
import type { Stretch } from '@bebug/operators';
import ts from 'typescript';

/** A reader sees about so much at once, above and below the edit. */
export const LINES_IN_SIGHT = 15;

/** What an edit takes away, white space and comments at its ends left out. */
export function removedCode({ start, end }: Edit, { text }: ts.SourceFile): Stretch {
  const removed = text.slice(start, end);
  const lead = LEADING_TRIVIA.exec(removed)![0].length;
  return { start: start + lead, end: start + Math.max(lead, removed.trimEnd().length) };
}

const LEADING_TRIVIA = /^(?:\s|\/\/.*|\/\*[\s\S]*?\*\/)*/u;

/** The nodes around a stretch of code, the innermost first. */
export function nodesAround({ start, end }: Stretch, file: ts.SourceFile): ts.Node[] {
  const path: ts.Node[] = [];
  const holds = (node: ts.Node): boolean => node.getStart(file) <= start && end <= node.end;
  for (
    let node: ts.Node | undefined = file;
    node !== undefined;
    node = ts.forEachChild(node, (child) => (holds(child) ? child : undefined))
  )
    path.unshift(node);
  return path;
}

/** The text in sight above and below a stretch of code. */
export function textInSight({ start, end }: Stretch, file: ts.SourceFile): readonly string[] {
  const starts = file.getLineStarts();
  const lineOf = (offset: number): number => file.getLineAndCharacterOfPosition(offset).line;
  const first = starts[Math.max(0, lineOf(start) - LINES_IN_SIGHT)]!;
  const behind = starts[lineOf(end) + LINES_IN_SIGHT + 1] ?? file.text.length;
  return [file.text.slice(first, start), file.text.slice(end, behind)];
}
