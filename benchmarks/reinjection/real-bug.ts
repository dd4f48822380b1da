import { extname } from 'node:path';
import { applyEdits } from '@bebug/core';
import ts from 'typescript';
import { z } from 'zod';
import { tokensOf } from './tokens.ts';

/** One bug that people really made and mended: a declaration after the fix and before it. */
export const realBugSchema = z.object({
  id: z.string(),
  /** Path in its repository. */
  file: z.string(),
  language: z.enum(['js', 'jsx', 'ts', 'tsx']),
  category: z.string(),
  /** What a catalogue can do about it, by the one who read the fix; `exact`: one operator at one site makes this very text. */
  reach: z.string(),
  /** The edit that leads from `fixed` to `buggy`; `null`: no name for it. */
  rewrite: z.string().nullable(),
  fixed: z.string(),
  buggy: z.string(),
});
export type RealBug = z.infer<typeof realBugSchema>;

/** What the file is called when it stands alone: its own extension where that fits its language. */
export function unitName({ file, language }: RealBug): string {
  const own = extname(file).slice(1);
  return `unit.${own.replace(/^[cm]/u, '') === language ? own : language}`;
}

/** The smallest stretch of the fixed text that holds every difference. */
export function changedStretch(fixed: string, buggy: string): { start: number; end: number } {
  const shorter = Math.min(fixed.length, buggy.length);
  let start = 0;
  while (start < shorter && fixed[start] === buggy[start]) start++;
  let after = 0;
  while (after < shorter - start && fixed.at(-1 - after) === buggy.at(-1 - after)) after++;
  return { start, end: fixed.length - after };
}

/**
 * The same bug with `$name` for every `#name`: a method alone in its class uses private names that nothing declares, and Babel's
 * parser refuses the whole text for it.
 */
export function withoutPrivateNames(bug: RealBug): RealBug {
  const rename = (text: string): string => {
    const file = ts.createSourceFile(unitName(bug), text, ts.ScriptTarget.ESNext);
    const hashes = [...tokensOf(file, file)]
      .filter(ts.isPrivateIdentifier)
      .map((token) => token.getStart(file));
    return applyEdits(
      text,
      hashes.map((start) => ({ start, end: start + 1, text: '$' })),
    );
  };
  return { ...bug, fixed: rename(bug.fixed), buggy: rename(bug.buggy) };
}
