import { compareText } from '@bebug/core';
import { distance } from 'fastest-levenshtein';
import { LRUCache } from 'lru-cache';

/** How easily two names are taken for each other, 0 to 1: the mean of shared words and of edit distance. */
export function similarity(a: string, b: string): number {
  if (a === b) return 1;
  const wordsA = wordsOf(a);
  const wordsB = wordsOf(b);
  const shared = wordsA.filter((word) => wordsB.includes(word)).length;
  const sharedWords = (2 * shared) / (wordsA.length + wordsB.length);
  const letters = 1 - distance(a.toLowerCase(), b.toLowerCase()) / Math.max(a.length, b.length);
  return (sharedWords + letters) / 2;
}

/** The names, most similar first; equal ones in code-unit order. */
export function rankBySimilarity<T>(name: string, items: readonly T[], nameOf: (item: T) => string): T[] {
  return items
    .map((item) => ({ item, name: nameOf(item), alike: similarity(name, nameOf(item)) }))
    .sort((a, b) => b.alike - a.alike || compareText(a.name, b.name))
    .map(({ item }) => item);
}

/** Names come up again and again. */
const words = new LRUCache<string, readonly string[]>({ max: 10_000 });

function wordsOf(name: string): readonly string[] {
  let known = words.get(name);
  if (known === undefined) words.set(name, (known = split(name)));
  return known;
}

function split(name: string): string[] {
  return name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[\s_$#-]+/u)
    .filter((word) => word !== '');
}
