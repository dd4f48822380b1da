import { expect, test } from 'vitest';
import { FeedExporter, type Store } from './feed-exporter.ts';

const ITEMS = [
  { name: 'a', text: '1' },
  { name: 'b', text: '2' },
  { name: 'c', text: '3' },
];

function setUp(atOnce = 2) {
  const texts = new Map<string, string>();
  const log: string[] = [];
  let [open, most] = [0, 0];
  const store: Store = {
    async put(name, text) {
      most = Math.max(most, ++open);
      await Promise.resolve();
      open -= 1;
      if (text === 'bad') throw new Error('no');
      texts.set(name, text);
      log.push(`put ${name}`);
    },
    remove(name) {
      texts.delete(name);
      log.push(`remove ${name}`);
      return Promise.resolve();
    },
    has: (name) => Promise.resolve(texts.has(name)),
  };
  const exporter = new FeedExporter({
    store,
    atOnce,
    open: () => {
      let text = 'text\n';
      return Promise.resolve({
        read: () => Promise.resolve(text),
        close() {
          text = '';
          log.push('close');
          return Promise.resolve();
        },
      });
    },
  });
  return { exporter, texts, log, most: () => most };
}

test('lines are written as fast as they are taken, and others get a turn', async () => {
  const { exporter } = setUp();
  const log: string[] = [];
  let isFull = false;
  const ticking = setInterval(() => log.push('tick'), 0);
  const written = await exporter.stream(ITEMS, {
    write(line) {
      if (!isFull) log.push(line);
      isFull = true;
      return false;
    },
    drained: async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      isFull = false;
    },
    end: () => void log.push('end'),
  });
  clearInterval(ticking);
  expect([written, exporter.exported]).toEqual([3, 3]);
  expect(log.filter((line) => line !== 'tick')).toEqual(['a: 1', 'b: 2', 'c: 3', 'end']);
  expect(log).toContain('tick');
});

test('a file is put, and closed after it was read', async () => {
  const { exporter, texts, log } = setUp();
  expect(await exporter.exportFile('x')).toBe(5);
  expect([...texts]).toEqual([['x', 'text']]);
  expect(log).toEqual(['close', 'put x']);
});

test('a feed is published a few texts at a time', async () => {
  const { exporter, texts, log, most } = setUp();
  const publishing = exporter.start('f', ITEMS);
  expect(exporter.running).toBe(1);
  await publishing;
  expect([exporter.running, exporter.exported, most()]).toEqual([0, 3, 2]);
  expect(Object.fromEntries(texts)).toEqual({ 'f/a': '1', 'f/b': '2', 'f/c': '3', 'f/done': 'a b c' });
  expect(log.slice(-2)).toEqual(['put f/done', 'remove f/pending']);
});

test('a text that cannot be put leaves the feed unfinished', async () => {
  const { exporter, texts } = setUp();
  await expect(exporter.start('f', [{ name: 'a', text: 'bad' }, ...ITEMS.slice(1)])).rejects.toThrow('no');
  expect([texts.has('f/pending'), texts.has('f/done'), exporter.running]).toEqual([true, false, 0]);
  expect(await exporter.missing('f', ['a'])).toEqual([]);
});

test('what is missing can be asked', async () => {
  const { exporter } = setUp();
  await exporter.publish('f', ITEMS.slice(0, 1));
  expect(await exporter.missing('f', ['a', 'b'])).toEqual(['b']);
});

test('something must be put at a time', () => {
  expect(() => setUp(0)).toThrow(RangeError);
});
