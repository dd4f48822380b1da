import { compareText } from '@bebug/core';

/** How easily two names are taken for each other, 0 to 1: the mean of shared words and of edit distance. */
export function similarity(a: string, b: string): number {
  if (a === b) return 1;
  const wordsA = wordsOf(a);
  const wordsB = wordsOf(b);
  const shared = wordsA.filter((word) => wordsB.includes(word)).length;
  const words = (2 * shared) / (wordsA.length + wordsB.length);
  const letters = 1 - editDistance(a.toLowerCase(), b.toLowerCase()) / Math.max(a.length, b.length);
  return (words + letters) / 2;
}

/** The names, most similar first; equal ones in code-unit order. */
export function rankBySimilarity<T>(name: string, items: readonly T[], nameOf: (item: T) => string): T[] {
  return items.toSorted(
    (a, b) => similarity(name, nameOf(b)) - similarity(name, nameOf(a)) || compareText(nameOf(a), nameOf(b)),
  );
}

function wordsOf(name: string): string[] {
  return name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[\s_$#-]+/u)
    .filter((word) => word !== '');
}

/** Levenshtein's distance in UTF-16 code units. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const substitution = previous[column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(substitution, previous[column]! + 1, current[column - 1]! + 1));
    }
    previous = current;
  }
  return previous[b.length]!;
}
