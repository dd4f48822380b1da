import fc from 'fast-check';
import type { Harvest } from './harvest.ts';

const WORDS = ['null', 'true', 'false'];

/** Code that mentions the words of JSON reads it, or writes it. */
export function isAboutJson({ strings, distant }: Harvest): boolean {
  return WORDS.every((word) => strings.includes(word) || distant.includes(word));
}

/** JSON of a few values, with blanks in it and around it. */
export const json = fc
  .tuple(
    fc.jsonValue({ maxDepth: 3, depthSize: 'small', stringUnit: 'grapheme-ascii' }),
    fc.constantFrom(undefined, 1, '\t'),
    fc.constantFrom('', ' ', '\n'),
    fc.constantFrom('', ' ', '\n', ',', ' 1'),
  )
  .map(([value, indent, before, behind]) => before + JSON.stringify(value, null, indent) + behind);
