import { expect, test } from 'vitest';
import { disguisesOf, synonymsOf } from './synonyms.ts';

test.for([
  ['count', 'amount'],
  ['itemCount', 'entryCount'],
  ['MAX_SIZE', 'HIGHEST_SIZE'],
  ['lru-cache', 'recency-cache'],
  ['snake_index', 'snake_position'],
  ['#total', '#sum'],
  ['_key2', '_label2'],
  ['HTTPItem', 'HTTPEntry'],
])('another name for %s is %s', ([name, other]) => {
  expect(synonymsOf(name!)).toContain(other);
});

test.for(['count', 'i', 'x', 'index2', '$value', 'CONST'])(
  'no other name for %s is the name itself',
  (name) => {
    const others = synonymsOf(name);
    expect(others).not.toContain(name);
    for (const other of others) expect(other).toMatch(/^[\w$]+$/u);
  },
);

test('a disguise replaces every word that it can, and chance chooses among the results', () => {
  const first = (luck: (other: string) => string): string[] => disguisesOf('lru-cache', luck).slice(0, 2);
  expect(first((other) => other)).toEqual(['recency-memory', 'recency-store']);
  expect(first((other) => (other === 'recency-store' ? 'a' : 'b'))).toEqual([
    'recency-store',
    'recency-memory',
  ]);
  expect(disguisesOf('zzz', (other) => other)[0]).toBe('actualZzz');
});
