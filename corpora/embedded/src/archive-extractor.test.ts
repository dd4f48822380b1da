import { expect, test } from 'vitest';
import { ArchiveError, extractArchive, type ArchiveEntry, type ExtractOptions } from './archive-extractor.ts';

const file = (path: string, content = 'x'): ArchiveEntry => ({ path, content, link: null });

function extract(
  entries: readonly ArchiveEntry[],
  change: Partial<ExtractOptions> = {},
  links: readonly string[] = [],
) {
  const tree = new Map([['/out/old.txt', 'old']]);
  const options = { folder: '/out', maxFiles: 3, maxSize: 10, extensions: ['.txt', '.md'], ...change };
  const files = {
    exists: (path: string) => tree.has(path),
    isLink: (path: string) => links.includes(path),
    write: (path: string, content: string) => tree.set(path, content),
  };
  try {
    const extraction = extractArchive(entries, files, options);
    return { written: extraction.written, skipped: Object.fromEntries(extraction.skipped), tree };
  } catch (error) {
    expect([...tree]).toEqual([['/out/old.txt', 'old']]);
    throw error;
  }
}

test('files are written into their folders', () => {
  const { written, skipped, tree } = extract([
    file('a.txt', '1'),
    file('b/c/d.MD', '2'),
    file('./e/../f.txt', '3'),
  ]);
  expect(written).toEqual(['/out/a.txt', '/out/b/c/d.MD', '/out/f.txt']);
  expect(skipped).toEqual({});
  expect(Object.fromEntries(tree)).toEqual({
    '/out/old.txt': 'old',
    '/out/a.txt': '1',
    '/out/b/c/d.MD': '2',
    '/out/f.txt': '3',
  });
});

test('what is there already, what is no text, and links are left out', () => {
  const link = { path: 'l.txt', content: '', link: '/etc/passwd' };
  const { written, skipped, tree } = extract([
    file('old.txt'),
    file('run.sh'),
    file('Makefile'),
    link,
    file('new.txt'),
  ]);
  expect(written).toEqual(['/out/new.txt']);
  expect(skipped).toEqual({ 'old.txt': 'exists', 'run.sh': 'kind', Makefile: 'kind', 'l.txt': 'link' });
  expect(tree.get('/out/old.txt')).toBe('old');
});

test.for([
  '../a.txt',
  'b/../../a.txt',
  '/a.txt',
  '/etc/a.txt',
  '../outer/a.txt',
  'a.txt\0.md',
  '..\\a.txt',
  '.',
  '',
  'b/..',
])('%j leads out of the folder', (path) => {
  expect(() => extract([file('fine.txt'), file(path)])).toThrow(ArchiveError);
  expect(() => extract([{ path, content: '', link: 'x' }])).toThrow(ArchiveError);
});

test('an absolute path may lead into the folder', () => {
  expect(extract([file('/out/a.txt')]).written).toEqual(['/out/a.txt']);
});

test('no path comes twice, in whatever spelling', () => {
  expect(() => extract([file('a.txt'), file('./b/../a.txt')])).toThrow(ArchiveError);
  expect(() => extract([{ path: 'a.txt', content: '', link: 'b' }, file('a.txt')])).toThrow(ArchiveError);
});

test('there is a limit to files, and to what is in them', () => {
  const names = ['a.txt', 'b.txt', 'c.txt', 'd.txt'];
  expect(extract(names.slice(0, 3).map((name) => file(name))).written).toHaveLength(3);
  expect(() => extract(names.map((name) => file(name)))).toThrow(ArchiveError);
  expect(extract([...names.slice(0, 3), 'e.sh'].map((name) => file(name))).written).toHaveLength(3);
  expect(extract([file('a.txt', '12345'), file('b.sh', '67890')]).written).toHaveLength(1);
  expect(() => extract([file('a.txt', '12345'), file('b.sh', '678901')])).toThrow(ArchiveError);
});

test('nothing is written through a link', () => {
  expect(() => extract([file('a/b/c.txt')], {}, ['/out/a'])).toThrow(ArchiveError);
  expect(() => extract([file('a/b/c.txt')], {}, ['/out/a/b'])).toThrow(ArchiveError);
  expect(() => extract([file('a.txt')], {}, ['/out/a.txt'])).toThrow(ArchiveError);
  expect(extract([file('a/b.txt'), file('c.sh')], {}, ['/out', '/out/c.sh', '/out/d']).written).toHaveLength(
    1,
  );
});

test('the folder is written in any way', () => {
  expect(extract([file('a.txt')], { folder: '/out/' }).written).toEqual(['/out/a.txt']);
  expect(extract([file('a.txt')], { folder: '/x/../out/deep' }).written).toEqual(['/out/deep/a.txt']);
  expect(() => extract([file('../out-of-here/a.txt')])).toThrow(ArchiveError);
});
