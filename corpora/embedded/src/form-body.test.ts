import { expect, test } from 'vitest';
import { FormBody, FormError } from './form-body.ts';

/** What was sent, from a group on. */
function fieldsOf(form: FormBody, ...path: string[]): unknown {
  const names = form.names(...path);
  if (names.length === 0) return form.text(...path) ?? form.list(...path);
  return Object.fromEntries(names.map((name) => [name, fieldsOf(form, ...path, name)]));
}

test.for([
  ['', []],
  ['a=1&b=&c&&d=x=y', { a: '1', b: '', c: '', d: 'x=y' }],
  ['a+b=c+d%21', { 'a b': 'c d!' }],
  ['a[b]=1&a[c][d]=2', { a: { b: '1', c: { d: '2' } } }],
  ['a%5Bb%5D=1', { a: { b: '1' } }],
  ['a[]=1&b[c][]=2&a[]=3&b[c][]=4', { a: ['1', '3'], b: { c: ['2', '4'] } }],
  ['a[b][c][d]=1', { a: { b: { c: { d: '1' } } } }],
] as const)('"%s" is read', ([body, form]) => {
  expect(fieldsOf(new FormBody(body))).toEqual(form);
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
  expect(() => new FormBody(body)).toThrow(new FormError(message));
});

test('there are at most 100 fields', () => {
  const body = (count: number): string =>
    Array.from({ length: count }, (_, index) => `f${String(index)}=1`).join('&');
  expect(new FormBody(body(100)).names()).toHaveLength(100);
  expect(() => new FormBody(body(101))).toThrow(FormError);
  expect(() => new FormBody('a=%')).toThrow(URIError);
});

test('a field is found by its path, as what it is', () => {
  const form = new FormBody('a[b][c]=1&d[]=2&d[]=3');
  expect([form.text('a', 'b', 'c'), form.text('a', 'b'), form.text('d'), form.text()]).toEqual([
    '1',
    null,
    null,
    null,
  ]);
  expect([form.list('d'), form.list('a'), form.list('e')]).toEqual([['2', '3'], [], []]);
  expect([form.names(), form.names('a'), form.names('d'), form.names('e')]).toEqual([
    ['a', 'd'],
    ['b'],
    [],
    [],
  ]);
  for (const path of [['c'], ['a', 'c'], ['a', 'b', 'c', 'd'], ['d', '0']])
    expect(form.text(...path)).toBeNull();
  form.list('d').push('mine');
  expect(form.list('d')).toEqual(['2', '3']);
});

test('names that every object has are names like all others', () => {
  const form = new FormBody('__proto__[admin]=1&a[__proto__][admin]=2&constructor[prototype][admin]=3');
  expect(form.text('__proto__', 'admin')).toBe('1');
  expect(form.text('a', '__proto__', 'admin')).toBe('2');
  expect(form.text('constructor', 'prototype', 'admin')).toBe('3');
  expect(new FormBody('').text('constructor', 'name')).toBeNull();
  expect('admin' in {}).toBe(false);
});
