import { DatabaseSync } from 'node:sqlite';
import { beforeEach, expect, test } from 'vitest';
import {
  addDocument,
  createDocuments,
  escapeLike,
  findByTitle,
  foldersWithPrefix,
  searchDocuments,
} from './document-search.ts';

let database: DatabaseSync;

beforeEach(() => {
  database = new DatabaseSync(':memory:');
  createDocuments(database);
});

function add(title: string, folder: string, body: string, isPublished = true): void {
  addDocument(database, { title, folder, body, isPublished });
}

const titles = (folder: string, text: string, limit?: number) =>
  searchDocuments(database, folder, text, limit).map(({ title }) => title);

test('titles come before bodies, each in alphabetical order', () => {
  add('Zebra soup', 'f', 'x');
  add('Bread', 'f', 'goes with soup');
  add('Apple soup', 'f', 'x');
  add('Water', 'f', 'x');
  expect(titles('f', ' Soup ')).toEqual(['Apple soup', 'Zebra soup', 'Bread']);
});

test('other folders and drafts are not searched', () => {
  add('Soup', 'f', 'x', false);
  add('Soup', 'g', 'x');
  expect(titles('f', 'soup')).toEqual([]);
  expect(titles('g', 'soup')).toEqual(['Soup']);
});

test('wildcards of the query language are plain text', () => {
  add('100% wool', 'f', 'x');
  add('100 sheep', 'f', 'x');
  add('a_b', 'f', 'x');
  add('axb!', 'f', 'x');
  expect(titles('f', '100%')).toEqual(['100% wool']);
  expect(titles('f', 'a_b')).toEqual(['a_b']);
  expect(titles('f', '!')).toEqual(['axb!']);
  expect(escapeLike('50%_!')).toBe('50!%!_!!');
});

test('there are twenty hits at most', () => {
  for (let index = 0; index < 25; index++) add(`Soup ${String(index)}`, 'f', 'x');
  expect(titles('f', 'soup')).toHaveLength(20);
  expect(titles('f', 'soup', 99)).toHaveLength(20);
  expect(titles('f', 'soup', 3)).toHaveLength(3);
  expect(titles('f', 'soup', -1)).toEqual([]);
});

test('an empty search is refused', () => {
  expect(() => searchDocuments(database, 'f', '  ')).toThrow(RangeError);
});

test('an excerpt shows the match with what is around it', () => {
  const line = 'abcdefghij';
  add('t', 'f', line.repeat(3) + 'NEEDLE' + line.repeat(3));
  add('u', 'f', 'needle');
  const [first, second] = searchDocuments(database, 'f', 'needle');
  expect(first?.excerpt).toBe('…' + line.repeat(2) + 'NEEDLE' + line + 'abcd…');
  expect(second?.excerpt).toBe('needle');
});

test('a document is found by its exact title', () => {
  add('Stock', 'b', 'x');
  add('Stock', 'a', 'y');
  add('Draft', 'a', 'z', false);
  expect(findByTitle(database, 'Stock')).toEqual({ title: 'Stock', folder: 'a', excerpt: 'y' });
  expect(findByTitle(database, 'stock')).toBeNull();
  expect(findByTitle(database, 'Draft')).toBeNull();
});

test('folders are listed once, by the titles in them', () => {
  add('Stock', 'b', 'x');
  add('Story', 'b', 'x');
  add('Stone', 'a', 'x');
  add('Stop', 'c', 'x', false);
  expect(foldersWithPrefix(database, 'Sto')).toEqual(['a', 'b']);
  expect(foldersWithPrefix(database, 'sto')).toEqual([]);
  expect(foldersWithPrefix(database, '%')).toEqual([]);
});

test('quotes in a request are data', () => {
  add('Soup', 'f', 'x', false);
  expect(titles('f', "' OR '1'='1")).toEqual([]);
  expect(findByTitle(database, "' OR '1'='1")).toBeNull();
});
