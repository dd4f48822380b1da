import { expect, test } from 'vitest';
import { fieldAt, FormError, readForm } from './form-body.ts';

/** As plain objects, so that they can be compared. */
const read = (body: string): unknown => JSON.parse(JSON.stringify(readForm(body)));

test.for([
  ['', {}],
  ['a=1&b=&c&&d=x=y', { a: '1', b: '', c: '', d: 'x=y' }],
  ['a+b=c+d%21', { 'a b': 'c d!' }],
  ['a[b]=1&a[c][d]=2', { a: { b: '1', c: { d: '2' } } }],
  ['a%5Bb%5D=1', { a: { b: '1' } }],
  ['a[]=1&b[c][]=2&a[]=3&b[c][]=4', { a: ['1', '3'], b: { c: ['2', '4'] } }],
  ['a[b][c][d]=1', { a: { b: { c: { d: '1' } } } }],
] as const)('"%s" is read', ([body, form]) => {
  expect(read(body)).toEqual(form);
});

test.for([
  ['=1', 'not the name of a field: '],
  ['[a]=1', 'not the name of a field: [a]'],
  ['a[b=1', 'not the name of a field: a[b'],
  ['a]=1', 'not the name of a field: a]'],
  ['a[b]c=1', 'not the name of a field: a[b]c'],
  ['a[[b]]=1', 'not the name of a field: a[[b]]'],
  ['a=1&a=2', 'a was sent twice'],
  ['a[]=1&a=2', 'a was sent twice'],
  ['a=1&a[]=2', 'a is no list of values'],
  ['a[b]=1&a[]=2', 'a is no list of values'],
  ['a[][b]=1', 'a is no list of values'],
  ['a=1&a[b]=2', 'a is no group of fields'],
  ['a[]=1&a[b]=2', 'a is no group of fields'],
  ['a[b][c][d][e]=1', 'a[b][c][d][e] is too deep'],
] as const)('"%s" is refused', ([body, message]) => {
  expect(() => readForm(body)).toThrow(new FormError(message));
});

test('there are at most 100 fields', () => {
  const body = (count: number): string =>
    Array.from({ length: count }, (_, index) => `f${String(index)}=1`).join('&');
  expect(Object.keys(readForm(body(100)))).toHaveLength(100);
  expect(() => readForm(body(101))).toThrow(FormError);
  expect(() => readForm('a=%')).toThrow(URIError);
});

test('a field is found by its path', () => {
  const form = readForm('a[b][c]=1&d[]=2');
  expect(fieldAt(form, ['a', 'b', 'c'])).toBe('1');
  expect(fieldAt(form, ['d'])).toEqual(['2']);
  expect(fieldAt(form, [])).toBe(form);
  for (const path of [['c'], ['a', 'c'], ['a', 'b', 'c', 'd'], ['d', '0']]) {
    expect(fieldAt(form, path)).toBeUndefined();
  }
});

test('names that every object has are names like all others', () => {
  const form = readForm('__proto__[admin]=1&a[__proto__][admin]=1&constructor[prototype][admin]=1');
  expect(fieldAt(form, ['__proto__', 'admin'])).toBe('1');
  expect(fieldAt(form, ['a', '__proto__', 'admin'])).toBe('1');
  expect(fieldAt(form, ['toString'])).toBeUndefined();
  expect('admin' in {}).toBe(false);
});
