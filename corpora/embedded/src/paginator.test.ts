import { expect, test } from 'vitest';
import { countPages, pageFrom, pageWindow, paginate } from './paginator.ts';

const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

test('a page in the middle knows its neighbours and its positions', () => {
  expect(paginate(letters, 2, 3)).toEqual({
    items: ['d', 'e', 'f'],
    page: 2,
    pageCount: 3,
    total: 7,
    from: 4,
    to: 6,
    hasPrevious: true,
    hasNext: true,
  });
});

test('the last page may be short and has no next page', () => {
  expect(paginate(letters, 3, 3)).toMatchObject({ items: ['g'], from: 7, to: 7, hasNext: false });
});

test('the first page has no previous page', () => {
  expect(paginate(letters, 1, 3)).toMatchObject({ items: ['a', 'b', 'c'], hasPrevious: false });
});

test('a page past the end shows the last page', () => {
  expect(paginate(letters, 9, 7)).toMatchObject({ page: 1, items: letters });
});

test('an empty list has one empty page', () => {
  expect(paginate([], 1, 5)).toMatchObject({
    items: [],
    page: 1,
    pageCount: 1,
    from: 0,
    to: 0,
    hasNext: false,
  });
});

test.for([
  [0, 3],
  [1.5, 3],
  [1, 0],
  [1, 101],
  [1, 2.5],
])('page %d of size %d is refused', ([page, size]) => {
  expect(() => paginate(letters, page ?? 0, size ?? 0)).toThrow(RangeError);
});

test.for([
  { total: 0, size: 10, pages: 1 },
  { total: 10, size: 10, pages: 1 },
  { total: 11, size: 10, pages: 2 },
  { total: 300, size: 100, pages: 3 },
])('$total items of $size a page need $pages pages', ({ total, size, pages }) => {
  expect(countPages(total, size)).toBe(pages);
});

test('following cursors walks the whole list once', () => {
  const items = letters.map((id) => ({ id }));
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: readonly { id: string }[]; nextCursor: string | null } = pageFrom(items, cursor, 3);
    seen.push(...page.items.map((item) => item.id));
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(seen).toEqual(letters);
});

test('an exactly full last page has no next cursor', () => {
  const items = letters.slice(0, 6).map((id) => ({ id }));
  expect(pageFrom(items, 'd', 3)).toEqual({ items: items.slice(3), nextCursor: null });
});

test.for([
  { current: 1, count: 9, width: 5, pages: [1, 2, 3, 4, 5] },
  { current: 5, count: 9, width: 5, pages: [3, 4, 5, 6, 7] },
  { current: 5, count: 9, width: 4, pages: [3, 4, 5, 6] },
  { current: 9, count: 9, width: 5, pages: [5, 6, 7, 8, 9] },
  { current: 2, count: 3, width: 25, pages: [1, 2, 3] },
])('the window around $current of $count is $pages', ({ current, count, width, pages }) => {
  expect(pageWindow(current, count, width)).toEqual(pages);
});

test.for([
  [0, 3, 5],
  [4, 3, 5],
  [1, 3, 0],
  [1, 3, 26],
])('the window of page %d of %d, %d wide, is refused', ([current, count, width]) => {
  expect(() => pageWindow(current ?? 0, count ?? 0, width ?? 0)).toThrow(RangeError);
});

test('a cursor to an item that is gone is refused', () => {
  expect(() => pageFrom([{ id: 'a' }], 'b', 3)).toThrow(RangeError);
});
