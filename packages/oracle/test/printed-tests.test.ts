import type { InputWitness } from '@bebug/core/truth';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createOracle, printTest, printTestFile, type Oracle } from '../src/index.ts';

const MODULE = `export class Cart {
  readonly #prices: number[] = [];
  add(price: number): this {
    if (!(price > 0)) throw new RangeError('a price is more than 0');
    this.#prices.push(price);
    return this;
  }
  total(): { sum: number; count: number } {
    return { sum: this.#prices.reduce((a, b) => a + b, 0), count: this.#prices.length };
  }
}

/** The first and the last of some words. */
export async function ends(words: ReadonlyMap<string, readonly string[]>, key: string): Promise<string[]> {
  const of = words.get(key) ?? [];
  return of.length === 0 ? [] : [of[0]!, of.at(-1)!];
}
`;

function witness(target: InputWitness['target'], input: InputWitness['input'], detail: string): InputWitness {
  const clean = { ending: 'returned', detail } as const;
  return {
    ...{ kind: 'input', target, input, call: `call of ${JSON.stringify(input)}`, generation: 'sane' },
    ...{ executions: 1, clean, mutated: clean },
  };
}

const WITNESSES = [
  witness(
    { kind: 'class', name: 'Cart' },
    {
      arguments: [],
      calls: [
        ['add', [2]],
        ['add', [0]],
        ['total', []],
      ],
      probes: [],
    },
    'constructed\nreturned <this>\nthrew RangeError "a price is more than 0"\nreturned {count: 1, sum: 2}',
  ),
  witness(
    { kind: 'function', name: 'ends' },
    [{ $map: [['k', ['a', 'b', 'c']]] }, 'k'],
    'returned ["a", "c"]\narguments [Map{"k" => ["a", "b", "c"]}, "k"]',
  ),
  witness(
    { kind: 'sequence' },
    [
      ['new Cart', []],
      ['ends', [{ $map: [] }, 'k']],
    ],
    'returned Cart{}\nreturned []',
  ),
];

describe('a witness becomes a test that', () => {
  let oracle: Oracle;
  beforeAll(async () => {
    oracle = await createOracle({ workers: 1, seed: 1 });
  });
  afterAll(() => oracle.close());

  test('passes on the clean code, fails where the code ends otherwise, and runs beside any version of the module', async () => {
    const printed = WITNESSES.map((one) => printTest(one)!);
    const results = await oracle.runTests({
      files: new Map([['src/cart.ts', MODULE]]),
      file: 'src/cart.ts',
      tests: {
        path: 'src/cart.test.ts',
        text: printTestFile('src/cart.ts', printed),
        names: printed.map(({ name }) => name),
      },
      variants: [
        MODULE,
        MODULE.replace('price > 0', 'price >= 0'),
        MODULE.replace('of.at(-1)!', 'of[1]!'),
        MODULE.replace('[] : [', "['none'] : ["),
        MODULE.replace('export async function ends', 'async function ends'),
      ],
    });
    const [cart, ends, sequence] = printed.map(({ name }) => name);
    expect(results!.passing).toEqual(new Set([cart, ends, sequence]));
    expect(results!.failing.slice(0, 4)).toEqual([
      new Set(),
      new Set([cart]),
      new Set([ends]),
      new Set([sequence]),
    ]);
    // A module that cannot be loaded fails no test by itself: that proves nothing here.
    expect(results!.failing[4]?.size ?? 0).toBe(0);
  });

  test('is not there where the clean code fails it', async () => {
    const wrong = printTest(
      witness({ kind: 'function', name: 'ends' }, [{ $map: [] }, 'k'], 'returned ["x"]'),
    )!;
    const results = await oracle.runTests({
      files: new Map([['cart.ts', MODULE]]),
      file: 'cart.ts',
      tests: { path: 'cart.test.ts', text: printTestFile('cart.ts', [wrong]), names: [wrong.name] },
      variants: [],
    });
    expect(results).toBeNull();
  });
});

test.for<[string, InputWitness['target'], InputWitness['input'], string]>([
  ['a driver', { kind: 'driver', file: 'a.driver.ts' }, [['run', []]], 'returned 1'],
  ['what is not exported', { kind: 'function', name: 'f', internal: true }, [1], 'returned 1'],
  ['another module', { kind: 'function', name: 'f', module: 'b.ts' }, [1], 'returned 1'],
  ['the default export', { kind: 'function', name: 'default' }, [1], 'returned 1'],
  ['a value that cannot be written down', { kind: 'function', name: 'f' }, [1], 'returned Money{cents: 5}'],
])('no test is made of %s', ([, target, input, detail]) => {
  expect(printTest(witness(target, input, detail))).toBeNull();
});
