import type { Edit } from '@bebug/core';
import type ts from 'typescript';
import { leafClass } from './leaf-class.ts';
import { nodesAround } from './place.ts';
import { tokensOf, type Token } from './tokens.ts';

/** A name, literal or operator of the clean file, by its start, that gets another text. */
export interface LeafChange {
  readonly start: number;
  readonly to: string;
  /** A name or a literal. */
  readonly isWord: boolean;
}

/** The leaves that an edit changes; `null` when it changes more, so that the code gets another shape. */
export function leafChanges(edit: Edit, file: ts.SourceFile): LeafChange[] | null {
  const { start, end, text } = overWholeLeaf(edit, file);
  const before = tokensOf(file.text.slice(start, end));
  const after = tokensOf(text);
  if (!areAlike(before, after)) return null;
  return before.flatMap((token, at) =>
    token.text === after[at]!.text
      ? []
      : [{ start: start + token.start, to: after[at]!.text, isWord: leafClass(token.kind) === 'word' }],
  );
}

/** An edit inside a text or a regular expression, as one that replaces all of it. */
function overWholeLeaf(edit: Edit, file: ts.SourceFile): Edit {
  const [node] = nodesAround(edit, file);
  if (node === undefined || leafClass(node.kind) === null) return edit;
  const start = node.getStart(file);
  const text = file.text.slice(start, edit.start) + edit.text + file.text.slice(edit.end, node.end);
  return { start, end: node.end, text };
}

function areAlike(before: readonly Token[], after: readonly Token[]): boolean {
  const partOf = ({ kind }: Token): string | ts.SyntaxKind => leafClass(kind) ?? kind;
  return before.length === after.length && before.every((token, at) => partOf(token) === partOf(after[at]!));
}
