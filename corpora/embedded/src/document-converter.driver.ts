import type { Driver, World } from '@bebug/oracle/driver';
import { ConversionError, DocumentConverter } from './document-converter.ts';

interface Subject {
  readonly converter: DocumentConverter;
  readonly commands: string[];
  readonly world: World;
}

const FOLDER = '/srv/documents';
const name = {
  oneOf: [
    'a.md',
    'b/c.md',
    "it's.md",
    'a b.md',
    '$(x).md',
    './b/../a.md',
    '../secret.md',
    '/etc/passwd',
    '/srv/documents/a.md',
    '/srv/documents-old/a.md',
    '.',
    '',
  ],
};
const format = { oneOf: ['html', 'pdf', 'txt', 'sh', ''] };

/** The result, or why there is none; drawn parts of paths are left out. */
async function outcome(run: () => Promise<unknown>): Promise<unknown> {
  try {
    const result = await run();
    return typeof result === 'string' ? result.replace(/-[\da-f-]{36}\./u, '-*.') : result;
  } catch (error) {
    return error instanceof ConversionError ? error.message : error;
  }
}

/** Everything is where its name says, and the shell only takes note. */
function plain(world: World): DocumentConverter {
  return new DocumentConverter(FOLDER, {
    run: (command) => Promise.resolve(world.exec(command)),
    realpath: (path) => path,
  });
}

export default {
  create(world) {
    const commands: string[] = [];
    const converter = new DocumentConverter(FOLDER, {
      run: (command) =>
        world.external('run', [command.replace(/-[\da-f-]{36}\./u, '-*.')], () => {
          commands.push(command.replace(/-[\da-f-]{36}\./u, '-*.'));
          return `${String(commands.length + command.length)} pages`;
        }),
      realpath: (path) => (path.endsWith('c.md') ? '/srv/elsewhere/c.md' : path),
    });
    return { converter, commands, world };
  },
  calls: {
    convert: {
      args: [name, format],
      run: ({ converter }, document: string, to: string) => outcome(() => converter.convert(document, to)),
    },
    countPages: {
      args: [name, name],
      run: ({ converter }, ...names: string[]) => outcome(() => converter.countPages(names)),
    },
  },
  observe: ({ commands }) => commands,
  attacks: {
    'convert a document': {
      kit: 'command-injection',
      cwe: 78,
      send: async ({ world }, request) => (await plain(world).convert(request, 'pdf')).length,
      benign: ['a.md', 'b/c.md'],
    },
    'count the pages of a document': {
      kit: 'command-injection',
      cwe: 78,
      send: ({ world }, request) => plain(world).countPages([request]),
      benign: ['a.md', 'b/c.md'],
    },
    'convert to a format': {
      kit: 'command-injection',
      cwe: 78,
      send: async ({ world }, request) => (await plain(world).convert('a.md', request)).length,
      benign: ['pdf', 'html', 'sh'],
    },
    'convert what a link leads to': {
      kit: 'outside-folder',
      cwe: 59,
      allowed: [FOLDER],
      requests: ['away.md', 'old/a.md'],
      async send({ world }, request) {
        const files = world.files(
          { '/srv/documents/a.md': 'a', '/etc/passwd': 'p', '/srv/old/a.md': 'b' },
          { '/srv/documents/away.md': '/etc/passwd', '/srv/documents/old': '/srv/old' },
        );
        const converter = new DocumentConverter(FOLDER, {
          run(command) {
            files.read(/'([^']*)'$/u.exec(command)?.[1] ?? '');
            return Promise.resolve('');
          },
          realpath: (path) => files.realpath(path),
        });
        return (await converter.convert(request, 'pdf')).length;
      },
      benign: ['a.md'],
    },
    'guess where the result lies': {
      kit: 'predictable',
      cwe: 377,
      requests: ['a.md'],
      send: ({ world }, request) => plain(world).convert(request, 'pdf'),
      benign: [],
    },
  },
} satisfies Driver<Subject>;
