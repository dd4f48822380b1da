import { expect, test } from 'vitest';
import { instrumented } from './instrument.ts';
import { hasEntered, indicesAround } from './region.ts';

/** Text of the smallest region of `clean` that holds the whole change; `null`: none does. */
function around(clean: string, mutated: string): string | null {
  const [before, after] = [instrumented(clean, {}), instrumented(mutated, {})];
  const [index] = indicesAround(clean, mutated, before.regions, after.regions);
  return index === undefined
    ? null
    : clean.slice(before.regions[index]!.start, before.regions[index]!.end).trim();
}

test.each([
  [
    'the body of a function',
    'function f(){ return a + 1; }',
    'function f(){ return a - 1; }',
    'return a + 1;',
  ],
  ['a branch', 'if (a) { b(1); } c();', 'if (a) { b(2); } c();', 'b(1);'],
  ['an arm', 'x = a ? b(1) : c;', 'x = a ? b(2) : c;', 'b(1)'],
  ['what stands behind an operator', 'x = a && b(1);', 'x = a && b(2);', 'b(1)'],
  [
    'a case',
    'switch (a) { case 1: b(1); break; default: c(); }',
    'switch (a) { case 1: b(2); break; default: c(); }',
    'b(1); break;',
  ],
  ['the condition stands outside its branch', 'if (a) { b(); }', 'if (!a) { b(); }', null],
  [
    'a parameter stands outside the body',
    'function f(a = 1){ return a; }',
    'function f(a = 2){ return a; }',
    null,
  ],
  ['a statement that leaves its block', 'if (a) { b(); c(); }', 'if (a) { b(); } c();', null],
  ['a block that is cut in two', 'if (a) { b(); c(); }', 'if (a) { b(); } else { c(); }', null],
  ['a branch that is gone', 'if (a) { b(); } c();', 'c();', null],
])('%s', (_, clean, mutated, region) => {
  expect(around(clean, mutated)).toBe(region);
});

test('a bit is found in base64, wherever it is; what was not noted may have been entered', () => {
  const bytes = Buffer.alloc(8);
  for (const region of [0, 7, 8, 23, 24, 47, 50, 63]) bytes[region >> 3]! |= 1 << (region & 7);
  const text = bytes.toString('base64');
  const entered = Array.from({ length: 64 }, (_, region) => region).filter((region) =>
    hasEntered(text, region),
  );
  expect(entered).toEqual([0, 7, 8, 23, 24, 47, 50, 63]);
  expect(hasEntered(undefined, 3)).toBe(true);
  expect(hasEntered(text, undefined)).toBe(true);
});
