import type { Driver, World } from '@bebug/oracle/driver';
import { ArchiveError, extractArchive, type ArchiveEntry, type Extraction } from './archive-extractor.ts';

interface Subject {
  readonly files: ReturnType<World['files']>;
  readonly written: [string, string][];
}

const path = {
  oneOf: [
    'a.txt',
    './b/../a.txt',
    'b/c/d.MD',
    'old.txt',
    'run.sh',
    'Makefile',
    'dangling.txt',
    'away/a.txt',
    '../a.txt',
    '../out-of-here/a.txt',
    '/out/e.txt',
    '/etc/a.txt',
    'a.txt\0.md',
    '..\\a.txt',
    '.',
    '',
  ],
};
const content = { oneOf: ['', 'x', '12345', '123456'] };

function extract(
  { files, written }: Subject,
  entries: readonly ArchiveEntry[],
  folder = '/out',
  maxFiles = 2,
): Extraction {
  return extractArchive(
    entries,
    {
      ...files,
      write(target, text) {
        written.push([target, text]);
        files.write(target, text);
      },
    },
    { folder, maxFiles, maxSize: 10, extensions: ['.txt', '.md'] },
  );
}

/** What was written, or why nothing was. */
function outcome(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error instanceof ArchiveError ? error.message : error;
  }
}

export default {
  create: (world) => ({
    written: [],
    files: world.files(
      { '/out/old.txt': 'old', '/out/deep/x.txt': 'x', '/etc/passwd': 'p', '/other/y.txt': 'y' },
      { '/out/away': '/other', '/out/dangling.txt': '/other/new.txt' },
    ),
  }),
  calls: {
    one: {
      args: [path, content],
      run: (subject, name: string, text: string) =>
        outcome(() => extract(subject, [{ path: name, content: text, link: null }])),
    },
    two: {
      args: [path, content, path, content],
      run: (subject, first: string, one: string, second: string, other: string) =>
        outcome(() =>
          extract(subject, [
            { path: first, content: one, link: null },
            { path: second, content: other, link: null },
          ]),
        ),
    },
    withLink: {
      args: [path, path, { oneOf: ['', '/etc/passwd'] }],
      run: (subject, first: string, second: string, link: string) =>
        outcome(() =>
          extract(subject, [
            { path: first, content: '', link },
            { path: second, content: 'x', link: null },
          ]),
        ),
    },
    many: {
      args: [{ integer: [0, 4] }, { integer: [0, 4] }, { oneOf: ['/out', '/out/', '/x/../out/deep'] }],
      run: (subject, count: number, maxFiles: number, folder: string) =>
        outcome(() =>
          extract(
            subject,
            ['a.txt', 'f/b.txt', 'c.sh', 'd.md']
              .slice(0, count)
              .map((name) => ({ path: name, content: 'x', link: null })),
            folder,
            maxFiles,
          ),
        ),
    },
  },
  observe: ({ written }) => written,
  attacks: {
    'unpack an entry': {
      kit: 'outside-folder',
      cwe: 22,
      allowed: ['/out'],
      requests: ['away/a.txt', 'dangling.txt', '/etc/a.txt'],
      send: (subject, request) => extract(subject, [{ path: request, content: 'x', link: null }]).written,
      benign: ['a.txt', 'b/c.md'],
    },
    'unpack an entry of another kind': {
      kit: 'outside-folder',
      cwe: 158,
      allowed: ['/out', '.txt', '.md'],
      send: (subject, request) => extract(subject, [{ path: request, content: 'x', link: null }]).written,
      benign: ['a.txt', 'b.md'],
    },
  },
} satisfies Driver<Subject>;
