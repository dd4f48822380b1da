import { beforeEach, expect, test } from 'vitest';
import { AttachmentStore, InvalidNameError, StorageError } from './attachment-store.ts';

let files: Map<string, string>;
let store: AttachmentStore;

beforeEach(() => {
  files = new Map([['/mail/secret.txt', 'secret']]);
  store = new AttachmentStore('/mail/', {
    read: (path) => Promise.resolve(files.get(path)),
    write: (path, content) => {
      files.set(path, content);
      return Promise.resolve();
    },
  });
});

test('what was saved can be opened', async () => {
  expect(await store.save('m1', 'a.txt', 'hello')).toBe('a.txt');
  expect(files.get('/mail/m1/a.txt')).toBe('hello');
  expect(await store.open('m1', 'a.txt')).toEqual({ name: 'a.txt', size: 5, content: 'hello' });
  expect(await store.open('m2', 'a.txt')).toBeNull();
});

test('a taken name gets a number before its extension', async () => {
  const names = [];
  for (let index = 0; index < 3; index++) names.push(await store.save('m1', 'a.tar.gz', String(index)));
  expect(names).toEqual(['a.tar.gz', 'a.tar (2).gz', 'a.tar (3).gz']);
  expect((await store.open('m1', 'a.tar (2).gz'))?.content).toBe('1');
});

test('files of one name that are saved at the same time are all kept', async () => {
  const names = await Promise.all(['x', 'y', 'z'].map((content) => store.save('m1', 'a.txt', content)));
  expect(names).toEqual(['a.txt', 'a (2).txt', 'a (3).txt']);
  expect((await store.open('m1', 'a (2).txt'))?.content).toBe('y');
});

test('a storage that fails is told from a file that is missing', async () => {
  const failing = () => Promise.reject(new Error('disk'));
  const broken = new AttachmentStore('/mail', { read: failing, write: failing });
  const error: unknown = await broken.open('m1', 'a.txt').catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(StorageError);
  expect(error).toMatchObject({ cause: new Error('disk') });
  for (let attempt = 0; attempt < 2; attempt++)
    await expect(broken.save('m1', 'a.txt', '')).rejects.toThrow('disk');
});

test('folders in an uploaded name are dropped', async () => {
  expect(await store.save('m1', '../../x/a.txt', 'x')).toBe('a.txt');
  expect([...files.keys()]).toEqual(['/mail/secret.txt', '/mail/m1/a.txt']);
});

test('a long name keeps its extension', async () => {
  const name = await store.save('m1', `${'x'.repeat(80)}.txt`, '');
  expect(name).toBe(`${'x'.repeat(56)}.txt`);
});

test('files in folders of the message can be opened', async () => {
  files.set('/mail/m1/sub/b.txt', 'b');
  expect(await store.open('m1', 'sub/../sub/b.txt')).toEqual({ name: 'b.txt', size: 1, content: 'b' });
});

test.for(['../secret.txt', '../m2/a.txt', '/mail/secret.txt', 'a/../../secret.txt', '..', '.', ''])(
  '"%s" is not a name',
  async (name) => {
    await expect(store.open('m1', name)).rejects.toThrow(InvalidNameError);
  },
);

test.for(['m', 'm1/..', '..', 'x1', 'm1234567890', ''])('"%s" is not a message', async (message) => {
  await expect(store.open(message, 'secret.txt')).rejects.toThrow(InvalidNameError);
});

test('the folder must be absolute', () => {
  const storage = { read: () => Promise.resolve(undefined), write: () => Promise.resolve() };
  expect(() => new AttachmentStore('mail', storage)).toThrow(TypeError);
});

test('the largest file has 1,000 characters', async () => {
  expect(await store.save('m1', 'a.txt', 'x'.repeat(1000))).toBe('a.txt');
  await expect(store.save('m1', 'b.txt', 'x'.repeat(1001))).rejects.toThrow(RangeError);
});
