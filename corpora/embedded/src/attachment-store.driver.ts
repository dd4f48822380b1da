import { posix } from 'node:path';
import type { Driver } from '@bebug/oracle/driver';
import { AttachmentStore } from './attachment-store.ts';

interface Subject {
  readonly attachments: AttachmentStore;
  readonly files: Map<string, string>;
  readonly initial: number;
}

const message = { oneOf: ['m1', 'm2', 'm', '1', 'm1/..', 'm1234567890'] };
const name = {
  oneOf: [
    'a.txt',
    'photo.png',
    'archive.tar.gz',
    'README',
    '.env',
    'sub/a.txt',
    'sub/../a.txt',
    '..',
    '.',
    '',
    '../a.txt',
    '../m2/a.txt',
    '/etc/passwd',
    `${'x'.repeat(70)}.txt`,
  ],
};

export default {
  create(world) {
    const files = new Map([
      ['/data/mail/m1/a.txt', 'first'],
      ['/data/mail/m1/sub/a.txt', 'nested'],
      ['/data/mail/m2/a.txt', 'second'],
      ['/data/mail/secret.txt', world.marker],
      ['/data/secret.txt', world.marker],
      ['/secret.txt', world.marker],
      ['/etc/passwd', world.marker],
    ]);
    const storage = {
      read: (path: string) => world.external('read', [path], () => files.get(posix.normalize(path))),
      write: (path: string, content: string) =>
        world.external('write', [path, content], () => {
          files.set(posix.normalize(path), content);
        }),
    };
    return { files, initial: files.size, attachments: new AttachmentStore('/data/mail', storage) };
  },
  calls: {
    open: {
      args: [message, name],
      run: ({ attachments }, id: string, file: string) => attachments.open(id, file),
    },
    save: {
      args: [message, name, { oneOf: ['', 'new', 'x'.repeat(1000), 'x'.repeat(1001)] }],
      run: ({ attachments }, id: string, file: string, content: string) =>
        attachments.save(id, file, content),
    },
    build: {
      args: [{ oneOf: ['/data/mail', '/', 'data/mail', ''] }],
      run: ({ files }, folder: string) => {
        const storage = {
          read: (path: string) => Promise.resolve(files.get(path)),
          write: () => Promise.resolve(),
        };
        return new AttachmentStore(folder, storage).open('m1', 'a.txt');
      },
    },
    saveTwice: {
      args: [{ oneOf: ['a.txt', 'README', 'sub/a.txt'] }],
      run: async ({ attachments }, file: string) => [
        await attachments.save('m1', file, 'one'),
        await attachments.save('m1', file, 'two'),
      ],
    },
  },
  observe: ({ files, initial }) => [...files].slice(initial),
  scenarios: [
    {
      name: 'two files of one name',
      clients: [[['save', 'm2', 'b.txt', 'new']], [['save', 'm2', 'b.txt', 'x']]],
    },
    {
      name: 'two names that become one',
      clients: [[['save', 'm2', 'b.txt', 'new']], [['save', 'm2', 'sub/b.txt', 'x']]],
    },
    {
      name: 'one file for each of two messages, one name taken',
      clients: [[['save', 'm1', 'a.txt', 'new']], [['save', 'm2', 'b.txt', 'x']]],
    },
    {
      name: 'a file cannot be written while another one waits',
      clients: [[['save', 'm2', 'b.txt', 'new']], [['save', 'm2', 'b.txt', 'x']]],
      rejects: [{ external: 'write', call: 1 }],
    },
    {
      name: 'a file cannot be read',
      clients: [[['open', 'm1', 'a.txt']]],
      rejects: [{ external: 'read', call: 1 }],
    },
  ],
  attacks: {
    'open an attachment': {
      kit: 'path-traversal',
      cwe: 22,
      send: ({ attachments }, request) => attachments.open('m1', request),
      benign: ['a.txt', 'sub/a.txt', 'sub/../a.txt', 'missing.txt'],
    },
    'open an attachment of any message': {
      kit: 'path-traversal',
      cwe: 22,
      send: ({ attachments }, request) => attachments.open(request, 'secret.txt'),
      benign: ['m1', 'm2', 'm3'],
    },
  },
} satisfies Driver<Subject>;
