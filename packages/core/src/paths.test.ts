import { expect, test } from 'vitest';
import { isInsidePath } from './paths.ts';

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
