import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatQuery, integerParameter, parseQuery, withParameters } from './query-string.ts';

test.for([
  { query: '', parameters: {} },
  { query: '?a=1&b=2', parameters: { a: ['1'], b: ['2'] } },
  { query: 'a=1&b=2&a=3', parameters: { a: ['1', '3'], b: ['2'] } },
  { query: 'flag&&empty=', parameters: { flag: [''], empty: [''] } },
  { query: 'sum=1%2B1=2&q=caf%C3%A9+au+lait', parameters: { sum: ['1+1=2'], q: ['café au lait'] } },
  { query: 'a%26b=c', parameters: { 'a&b': ['c'] } },
  { query: '??a=?', parameters: { '?a': ['?'] } },
])('$query is parsed', ({ query, parameters }) => {
  expect(Object.fromEntries(parseQuery(query))).toEqual(parameters);
});

test('a broken escape is refused', () => {
  expect(() => parseQuery('a=%zz')).toThrow(URIError);
});

test('a hundred parameters are allowed, and no more', () => {
  expect(parseQuery('a&'.repeat(100)).get('a')).toHaveLength(100);
  expect(() => parseQuery('a&'.repeat(101))).toThrow(RangeError);
});

test('what is formatted can be parsed again', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '&', '=', '+', '%', ' ', '?', '#', 'é', '🙂') });
  const values = fc.array(text, { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(text, values), { selector: ([name]) => name, maxLength: 4 }),
      (entries) => {
        const parameters = new Map(entries);
        const query = formatQuery(parameters);
        expect(parseQuery(query.startsWith('?') ? `?${query}` : query)).toEqual(parameters);
      },
    ),
  );
});

test('spaces are written as plus signs', () => {
  expect(formatQuery(new Map([['q', ['a b', 'c&d']]]))).toBe('q=a+b&q=c%26d');
});

test('a number parameter must be whole and in range', () => {
  expect(integerParameter('?page=7', 'page', 1, 9, 1)).toBe(7);
  expect(integerParameter('page=1&page=9', 'page', 1, 9, 1)).toBe(9);
  expect(integerParameter('page=-3', 'page', -3, 9, 1)).toBe(-3);
  for (const query of ['', 'page=', 'size=4']) expect(integerParameter(query, 'page', 1, 9, 5)).toBe(5);
  for (const text of ['0', '10', '1.5', 'x', '1e1', '+2']) {
    expect(() => integerParameter(`page=${text}`, 'page', 1, 9, 1)).toThrow(RangeError);
  }
});

test('parameters are replaced and removed, all else stays', () => {
  expect(withParameters('/list?page=2&q=a#top', { page: '3' })).toBe('/list?page=3&q=a#top');
  expect(withParameters('/list?page=2', { page: null })).toBe('/list');
  expect(withParameters('/list#top', { q: 'x y' })).toBe('/list?q=x+y#top');
  expect(withParameters('/list', {})).toBe('/list');
});
