import { expect, test } from 'vitest';
import { ConversionError, DocumentConverter } from './document-converter.ts';

function converterWith(links: Readonly<Record<string, string>> = {}) {
  const commands: string[] = [];
  const converter = new DocumentConverter('/srv/documents', {
    run(command) {
      commands.push(command);
      return Promise.resolve('12 pages\n');
    },
    realpath: (path) => links[path] ?? path,
  });
  return { converter, commands };
}

test('a document is converted into a temporary file with a name of its own', async () => {
  const { converter, commands } = converterWith();
  const targets = [await converter.convert('a.md', 'pdf'), await converter.convert('b/c.md', 'txt')];
  expect(targets[0]).toMatch(/^\/tmp\/converted-[\da-f-]{36}\.pdf$/u);
  expect(new Set(targets).size).toBe(2);
  expect(commands).toEqual([
    `convert --to pdf --output ${targets[0] as string} '/srv/documents/a.md'`,
    `convert --to txt --output ${targets[1] as string} '/srv/documents/b/c.md'`,
  ]);
});

test('a name is one word for the shell, whatever it holds', async () => {
  const { converter, commands } = converterWith();
  await converter.convert("it's; rm -r $HOME.md", 'pdf');
  expect(commands[0]).toMatch(/ '\/srv\/documents\/it'\\''s; rm -r \$HOME\.md'$/u);
  expect(await converter.countPages(['a b', "'"])).toBe(12);
  expect(commands[1]).toBe(String.raw`pages --sum '/srv/documents/a b' '/srv/documents/'\'''`);
});

test('only documents of the folder are read, wherever links lead', async () => {
  const { converter, commands } = converterWith({ '/srv/documents/a.md': '/etc/passwd' });
  for (const name of ['a.md', '../a.md', '/etc/passwd', '/srv/documents-old/a.md', '.', '']) {
    await expect(converter.convert(name, 'pdf')).rejects.toThrow(ConversionError);
    await expect(converter.countPages(['b.md', name])).rejects.toThrow('not in the folder');
  }
  expect(commands).toEqual([]);
});

test('there are three formats', async () => {
  const { converter } = converterWith();
  await expect(converter.convert('a.md', 'sh')).rejects.toThrow('no such format: sh');
  expect(await converter.convert('a.md', 'html')).toMatch(/\.html$/u);
});
