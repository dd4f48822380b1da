import { expect, test } from 'vitest';
import { innerFields } from './inner-state.ts';

test('private and protected fields are inner ones, whether a constructor or the class declares them', () => {
  const text = `
    export class Base { protected level = 0; readonly name = 'a'; #own = 1; static private made = 2; }
    export class List<T> extends Base {
      private items: T[] = [];
      constructor(private readonly limit: number, public shown: boolean) { super(); }
      private grow(): void {}
    }`;
  expect(innerFields('a.ts', text)).toEqual({ Base: ['level', 'made'], List: ['items', 'limit'] });
});

test('a field that is handed out whole for another method to take in is an inner one', () => {
  const tree =
    'class Tree { constructor() { this.data = {}; } toJSON() { return this.data; } fromJSON(data) { this.data = data; } }';
  expect(innerFields('a.js', tree)).toEqual({ Tree: ['data'] });
});

test.for([
  ['nothing takes it in', 'class A { toJSON() { return this.data; } }'],
  ['it is made anew', 'class A { toJSON() { return { n: this.n }; } fromJSON(data) {} }'],
  ['it is not called so', 'class A { size() { return this.length; } fromJSON(data) {} }'],
  ['the class has no name', 'export default class { private a = 1; }'],
] as const)('else it is not: %s', ([, text]) => {
  expect(innerFields('a.ts', text)).toEqual({});
});
