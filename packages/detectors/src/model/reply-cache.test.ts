import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../test/set-folder.ts';
import { ReplyCache } from './reply-cache.ts';
import type { Reply } from './reply.ts';

const reply = (text: string): Reply => ({
  text,
  ending: 'complete',
  tokens: null,
  warnings: [],
  elapsedMs: 1,
});

test('whoever shares the folder finds a reply as soon as it is kept, and the first one stays', async () => {
  const folder = await temporaryFolder();
  const [one, other] = [new ReplyCache(folder), new ReplyCache(folder)];
  expect(one.get('a')).toBeNull();
  await Promise.all([one.put('a', reply('first')), one.put('b', reply('beside it'))]);
  expect(other.get('a')).toEqual(reply('first'));
  await other.put('a', reply('second'));
  expect([one.get('a'), other.get('b')]).toEqual([reply('first'), reply('beside it')]);
});

test('a file that is no database is said to be none', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'replies.sqlite'), 'no database '.repeat(500));
  expect(() => new ReplyCache(folder)).toThrow(
    expect.objectContaining({ code: 'database-unusable' }) as Error,
  );
});
