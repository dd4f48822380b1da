import { expect, test } from 'vitest';
import { makeSlug, SlugRegistry } from './slug-maker.js';

test.for([
  ['Hello, World!', 'hello-world'],
  ['  Crème Brûlée  ', 'creme-brulee'],
  ['Straße & Øl: 50% off', 'strasse-and-ol-50-percent-off'],
  ['Łódź, Đakovo, Œuvre, Ægir', 'lodz-dakovo-oeuvre-aegir'],
  ["Don't – it’s", 'dont-its'],
  ['C++ 11_b', 'c-11-b'],
  ['日本', ''],
  ['', ''],
])('"%s" becomes "%s"', ([title, slug]) => {
  expect(makeSlug(title!)).toBe(slug);
});

test('words are left out as wholes, unless the first one is too long', () => {
  expect(makeSlug('one two three', { maxLength: 13 })).toBe('one-two-three');
  expect(makeSlug('one two three', { maxLength: 12 })).toBe('one-two');
  expect(makeSlug('one two three', { maxLength: 7 })).toBe('one-two');
  expect(makeSlug('wonderful', { maxLength: 6 })).toBe('wonder');
  expect(makeSlug('a'.repeat(70))).toHaveLength(60);
});

test('words that say nothing are left out, but not all of them', () => {
  const options = { stopWords: ['the', 'of'], separator: '_' };
  expect(makeSlug('The Lord of the Rings', options)).toBe('lord_rings');
  expect(makeSlug('Of the', options)).toBe('of_the');
});

test('no two owners have the same slug', () => {
  const registry = new SlugRegistry();
  expect(registry.claim('Hello', 'a')).toBe('hello');
  expect(registry.claim('Hello!', 'b')).toBe('hello-2');
  expect(registry.claim('hello', 'c')).toBe('hello-3');
  expect(registry.claim('Hello', 'b')).toBe('hello-2');
  expect(registry.claim('?', 'b')).toBe('untitled');
  expect(registry.slugs).toEqual(['hello', 'hello-2', 'hello-3', 'untitled']);
  expect([registry.ownerOf('hello-2'), registry.ownerOf('hello-4')]).toEqual(['b', null]);
});

test('slugs are given back', () => {
  const registry = new SlugRegistry({ separator: '.' });
  registry.claim('Hello', 'a');
  registry.claim('World', 'a');
  registry.claim('Hello', 'b');
  expect([registry.release('a'), registry.release('a')]).toEqual([2, 0]);
  expect(registry.slugs).toEqual(['hello.2']);
  expect(registry.claim('Hello', 'b')).toBe('hello');
  expect(registry.claim('Hello', 'c')).toBe('hello.3');
});
