import { applyEdits, type Edit } from '@bebug/core';
import ts from 'typescript';
import { nodesAround, removedCode } from './place.ts';

/** True when the edit leaves a variable that is nothing but another name for another variable, where it was made of something. */
export function leavesAlias(edit: Edit, edits: readonly Edit[], file: ts.SourceFile): boolean {
  const declaration = nodesAround(removedCode(edit, file), file).find(ts.isVariableDeclaration);
  const value = declaration?.initializer;
  if (value === undefined || ts.isIdentifier(value)) return false;
  const start = value.getStart(file);
  const inside = edits.filter((one) => start <= one.start && one.end <= value.end);
  const written = applyEdits(
    file.text.slice(start, value.end),
    inside.map((one) => ({ ...one, start: one.start - start, end: one.end - start })),
  );
  return /^[A-Za-z_$][\w$]*$/u.test(written.trim()) && !CONSTANTS.has(written.trim());
}

/** What looks like a name and is a value. */
const CONSTANTS: ReadonlySet<string> = new Set([
  'true',
  'false',
  'null',
  'undefined',
  'this',
  'Infinity',
  'NaN',
]);
