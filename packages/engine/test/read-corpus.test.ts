import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCorpus } from '../src/1-read-corpus.ts';
import { temporaryFolder } from './temporary-project.ts';

describe('a folder as a corpus', () => {
  test('holds sources, and neither tests, declarations, drivers, dependencies, builds nor bug sets', async () => {
    const root = await temporaryFolder({
      'tsconfig.json': '{}',
      'package.json': '{"name":"shop","version":"1.2.3","license":"MIT"}',
      'src/cart.ts': 'export const a = 1;',
      'src/cart.driver.ts': 'export default {};',
      'src/cart.test.ts': '',
      'src/api.d.ts': '',
      'src/__tests__/x.ts': '',
      'node_modules/y/index.js': '',
      'dist/cart.js': '',
      '.hidden/z.ts': '',
      'lib/old.cjs': 'module.exports = 1;',
      'my-set/bugset.json': '{}',
      'my-set/tasks/t-1/src/cart.ts': 'export const a = 2;',
    });
    const corpus = await readCorpus({ path: root });
    expect([...corpus.sources.keys()]).toEqual(['lib/old.cjs', 'src/cart.ts']);
    expect([...corpus.drivers]).toEqual([['src/cart.ts', 'src/cart.driver.ts']]);
    expect(corpus.pin).toMatchObject({
      name: 'shop',
      version: '1.2.3',
      licence: 'MIT',
      kind: 'folder',
      files: 2,
    });
  });

  test('is pinned by its bytes and not by where it is', async () => {
    const files = { 'package.json': '{"name":"x"}', 'tsconfig.json': '{}', 'a.ts': 'export const a = 1;\n' };
    const [one, same, other] = await Promise.all(
      [files, files, { ...files, 'a.ts': 'export const a = 2;\n' }].map(async (content) =>
        readCorpus({ path: await temporaryFolder(content) }),
      ),
    );
    expect(one!.pin).toEqual(same!.pin);
    expect(one!.pin.integrity).not.toBe(other!.pin.integrity);
  });

  test('keeps a byte-order mark and CRLF', async () => {
    const text = '\uFEFFexport const a = 1;\r\n';
    const corpus = await readCorpus({ path: await temporaryFolder({ 'a.ts': text }) });
    expect(corpus.sources.get('a.ts')).toBe(text);
  });

  test('does not follow links', async () => {
    const outside = await temporaryFolder({ 'secret.ts': 'export const s = 1;' });
    const root = await temporaryFolder({ 'a.ts': 'export const a = 1;' });
    await symlink(outside, join(root, 'linked'));
    await symlink(join(outside, 'secret.ts'), join(root, 'b.ts'));
    expect([...(await readCorpus({ path: root })).sources.keys()]).toEqual(['a.ts']);
  });

  test('of one file is rooted at its project', async () => {
    const root = await temporaryFolder({
      'tsconfig.json': '{}',
      'src/a.ts': 'export const a = 1;',
      'src/b.ts': 'export const b = 1;',
    });
    const corpus = await readCorpus({ path: join(root, 'src/a.ts') });
    expect([...corpus.sources.keys()]).toEqual(['src/a.ts']);
  });
});

describe('bad sources', () => {
  test('a missing folder is named', async () => {
    await expect(readCorpus({ path: '/nowhere/at/all' })).rejects.toMatchObject({
      code: 'source-missing',
      exitCode: 2,
      message: '/nowhere/at/all does not exist.',
    });
  });

  test('a folder without code is refused', async () => {
    const root = await temporaryFolder({ 'README.md': 'x' });
    await expect(readCorpus({ path: root })).rejects.toMatchObject({ code: 'source-empty', exitCode: 2 });
  });

  test('bytes that are not UTF-8 are refused', async () => {
    const root = await temporaryFolder({ 'a.ts': 'export const a = 1;' });
    const { writeFile } = await import('node:fs/promises');
    await writeFile(join(root, 'a.ts'), Buffer.from([0x61, 0xff, 0xfe]));
    await expect(readCorpus({ path: root })).rejects.toMatchObject({
      code: 'source-unreadable',
      message: 'a.ts is not UTF-8 text.',
    });
  });
});
