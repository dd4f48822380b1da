import { expect, test } from 'vitest';
import { isSameCode, missingDeclarations } from './kept-code.ts';

const clean = `import { one } from './one.ts';
export const limit = 3, rest = 4;
interface Page { size: number; next(): Page }
export default class Cache<T> {
  #items: T[] = [];
  constructor() { this.#items = []; }
  get(key: number): T { const at = key - 1; return this.#items[at]!; }
}
export function first(page: Page) { const size = page.size; return size + one; }
const later = () => first;
export { later };
`;

test.for([
  ['the code itself', clean, []],
  ['other white space and comments', clean.replaceAll('\n', '\n\n// why\n'), []],
  ['another body', clean.replace('const size = page.size; return size + one;', 'return page.size;'), []],
  [
    'a function that is gone',
    clean.replace(/export function first.*\n/u, ''),
    ['export first', 'first.page'],
  ],
  ['a method that is gone', clean.replace(/ {2}get\(key.*\n/u, ''), ['Cache.get', 'Cache.get.key']],
  ['a field that is gone', clean.replace(/ {2}#items: T.*\n/u, ''), ['Cache.#items']],
  ['a member of a type that is gone', clean.replace('size: number; ', ''), ['Page.size']],
  ['a variable that is gone', clean.replace(', rest = 4', ''), ['export rest']],
  ['an export that is none any more', clean.replace('export { later };\n', ''), ['export later']],
  [
    'a function that is not exported any more',
    clean.replace('export function', 'function'),
    ['export first'],
  ],
] as const)('%s', ([, candidate, missing]) => {
  const names = missingDeclarations(clean, candidate, 'a.ts');
  expect(names).toEqual(missing);
});

test('code is the same whatever stands between its words', () => {
  expect(isSameCode(clean, `// new\n${clean.replaceAll('; ', ' ;\n  ')}`, 'a.ts')).toBe(true);
  expect(isSameCode(clean, clean.replace('key - 1', 'key'), 'a.ts')).toBe(false);
});
