import { expect, test } from 'vitest';
import { isInsidePath, uriPath } from './paths.ts';

test.for(['a.ts', 'src/a.ts', 'src/[id]/a b.ts', '..a/b', 'a/...'])('%j stays inside its folder', (path) => {
  expect(isInsidePath(path)).toBe(true);
});

test.for([
  '',
  '/etc/passwd',
  '../a',
  'a/../b',
  'a/./b',
  'a//b',
  'a/',
  'C:/a',
  'c:a',
  'a\\..\\b',
  'a\0b',
  '.',
  '..',
])('%j does not', (path) => {
  expect(isInsidePath(path)).toBe(false);
});

test.for(['src/a.ts', 'what?/#1 [id]/ü%20.ts', 'a:b/c@d.ts'])(
  '%j comes back from a URI as it was',
  (path) => {
    const { pathname, search, hash } = new URL(uriPath(path), 'review:///');
    expect([decodeURIComponent(pathname), search, hash]).toEqual([`/${path}`, '', '']);
  },
);
