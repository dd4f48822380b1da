import { expect, test } from 'vitest';
import { programsOf } from './shell-words.ts';

test.for([
  ['git log', [['git', 'log']]],
  ['a; b && c | d & e\nf', [['a'], ['b'], ['c'], ['d'], ['e'], ['f']]],
  ["a 'b; c' d", [['a', 'b; c', 'd']]],
  ['a "b; c"', [['a', 'b; c']]],
  ["a 'it'\\''s'", [['a', "it's"]]],
  [
    'a "$(b c)"',
    [
      ['b', 'c'],
      ['a', '$(b c)'],
    ],
  ],
  ['a `b`', [['b'], ['a', '']]],
  ["a '$(b)'", [['a', '$(b)']]],
  ['a \\; b', [['a', ';', 'b']]],
  ['a > b c', [['a', 'c']]],
  ['X=1 a', [['a']]],
  ['a # b; c', [['a']]],
  ['a "\\$(b)"', [['a', '$(b)']]],
  ['(a; b)', [['a'], ['b']]],
  ["a '", [['a', '']]],
  ['', []],
] as const)('a shell starts for %s', ([command, programs]) => {
  expect(programsOf(command)).toEqual(programs);
});
