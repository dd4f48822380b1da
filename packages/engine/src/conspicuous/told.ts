import type { Edit } from '@bebug/core';
import ts from 'typescript';
import { nodesAround, removedCode } from './place.ts';
import { tokensOf } from './tokens.ts';

const ASKS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.IfKeyword,
  ts.SyntaxKind.WhileKeyword,
  ts.SyntaxKind.QuestionToken,
]);
const CONDITION = /\b(?:if|when|unless|only|otherwise|whether|except|until|while)\b/iu;
/** Shorter words are in every comment. */
const FEWEST_LETTERS = 4;

/** True when a comment that stays beside the edit speaks of what it takes away: of a condition, or by a word of the code. */
export function isToldBeside(edit: Edit, edits: readonly Edit[], file: ts.SourceFile): boolean {
  const comments = commentsBeside(edit, edits, file);
  if (comments === '') return false;
  const removed = file.text.slice(edit.start, edit.end);
  if (asks(removed) && !asks(edit.text) && CONDITION.test(comments)) return true;
  const [told, kept] = [wordsOf(comments), wordsOf(edit.text)];
  return [...wordsOf(removed)].some((word) => told.has(word) && !kept.has(word));
}

/**
 * Comments right above the statement (or the member, or the element of a list) around the edit, behind it on its line, and at the
 * beginning of what is written.
 */
function commentsBeside(edit: Edit, edits: readonly Edit[], file: ts.SourceFile): string {
  const around = nodesAround(removedCode(edit, file), file);
  const upTo = around.findIndex((node) => ts.isStatement(node) || ts.isClassElement(node));
  const beside = around
    .slice(0, upTo + 1)
    .flatMap((node) => [
      ...(ts.getLeadingCommentRanges(file.text, node.pos) ?? []),
      ...(ts.getTrailingCommentRanges(file.text, node.end) ?? []),
    ])
    .filter(({ pos, end }) => edits.every((one) => end <= one.start || one.end <= pos));
  const written = ts.getLeadingCommentRanges(edit.text, 0) ?? [];
  return [
    ...beside.map(({ pos, end }) => file.text.slice(pos, end)),
    ...written.map(({ pos, end }) => edit.text.slice(pos, end)),
  ].join(' ');
}

/** True when the code asks whether something holds. */
function asks(code: string): boolean {
  return tokensOf(code).some(({ kind }) => ASKS.has(kind));
}

/** The words of code or prose: `maxLength` is two. */
function wordsOf(text: string): Set<string> {
  const words = text.match(/[A-Z]?[a-z]+|[A-Z]+/gu) ?? [];
  return new Set(words.filter(({ length }) => length >= FEWEST_LETTERS).map((word) => word.toLowerCase()));
}
