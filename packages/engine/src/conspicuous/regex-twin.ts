import type { Edit } from '@bebug/core';
import ts from 'typescript';
import { nodesAround, textInSight } from './place.ts';

/** So many characters on either side make a piece of a regular expression one that is recognised elsewhere. */
const BESIDE = 3;

/** True when the piece of a regular expression that the edit changes stands unchanged in the code around. */
export function isOddBesideRegex({ start, end }: Edit, file: ts.SourceFile): boolean {
  const [literal] = nodesAround({ start, end }, file);
  if (literal === undefined || !ts.isRegularExpressionLiteral(literal)) return false;
  const stretch = { start: literal.getStart(file), end: literal.end };
  const piece = file.text.slice(Math.max(stretch.start, start - BESIDE), Math.min(stretch.end, end + BESIDE));
  return textInSight(stretch, file).some((text) => text.includes(piece));
}
