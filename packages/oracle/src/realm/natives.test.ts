import { beforeEach, describe, expect, test } from 'vitest';
import { instrument } from '../subject/instrument.ts';
import { fuel, refuel, stepsTaken } from './fuel.ts';
import { natives } from './natives.ts';
import { openSession, session } from './session.ts';

/** Evaluate code with counted native work; `steps` are those of native work alone, code outside loops and functions takes none. */
function run(code: string): { result: unknown; steps: number } {
  refuel(1_000_000);
  const factory = new Function(
    '$fuel',
    '$native',
    `let out; ${instrument(code, { natives: true })}; return out;`,
  );
  const result: unknown = factory(fuel, natives);
  return { result, steps: stepsTaken() };
}

beforeEach(openSession);

describe('native work costs what it walks through, and ends as before', () => {
  test.for([
    ['a search that finds', 'out = [5, 6, 7].includes(6);', true, 2],
    ['a search that does not', 'out = [5, 6, 7].indexOf(8);', -1, 3],
    ['a search from the back', 'out = [5, 6, 7].lastIndexOf(6);', 1, 2],
    ['a text in a text', "out = 'abcdef'.indexOf('c');", 2, 3],
    ['a copy', 'out = [1, 2, 3].slice(1).length;', 2, 2],
    ['a part cut out of the front', 'const a = [1, 2, 3, 4]; a.splice(0, 1); out = a.length;', 3, 4],
    ['an append', 'const a = []; a.push(1); out = a.length;', 1, 0],
    ['a spread array', 'const a = [1, 2]; out = [...a, 3].length;', 3, 2],
    ['a spread iterator', 'out = [...new Set([1, 2]).values()].length;', 2, 4],
    ['a spread in a call', 'out = Math.max(...[1, 5, 2]);', 5, 3],
    ['copied fields', 'const a = { x: 1, y: 2 }; out = { ...a }.y;', 2, 2],
    ['a collection made', 'out = new Map([[1, 2]]).size;', 1, 1],
    ['a rest taken', 'const [first, ...rest] = [1, 2, 3]; out = rest.length + first;', 3, 3],
    ['a sort', 'out = [3, 1, 2].sort().join();', '1,2,3', 9],
    ['keys', 'out = Object.keys({ a: 1, b: 2 }).length;', 2, 2],
    ['an anchored pattern that gives up at once', "out = /^x/.test('aaaaaaaa');", false, 1],
    ['a pattern that reads all', "out = /x/.test('aaaaaaaa');", false, 8],
    ['constant work', "out = new Map([]).get(1) ?? 'abc'.slice(1).at(0);", 'b', 0],
    [
      'an optional chain that stays one',
      'const none = undefined; out = none?.list.includes(1);',
      undefined,
      0,
    ],
    ['this of a method', 'out = { n: 4, get() { return this.n; } }.get();', 4, 1],
    [
      'a method of a superclass',
      'class A { f() { return 1; } } class B extends A { f() { return super.f() + 1; } } out = new B().f();',
      2,
      2,
    ],
  ] as const)('%s', ([, code, result, steps]) => {
    expect(run(code)).toEqual({ result, steps });
  });

  test('what no table knows is counted as unknown work', () => {
    run("out = new Intl.NumberFormat('en').format(1); out = [1].map(String);");
    expect(session.tally.unknown).toBe(1);
  });
});

test('collections are noted however they are filled', () => {
  const { result } = run(
    'const a = new Map(); a.set(1, 2); const b = new Set([1, 2]); const c = []; c.push(1); out = [a, b, c];',
  );
  expect(result).toHaveLength(3);
  expect(session.tally.retained()).toEqual({ collections: 3, entries: 4 });
});
