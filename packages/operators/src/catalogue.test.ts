import { readdirSync } from 'node:fs';
import { compareText, FAMILIES } from '@bebug/core';
import { describe, expect, test } from 'vitest';
import { CATALOGUE, operatorById } from './catalogue.ts';
import { complaintsAbout, uncompilable, unmade, unshown, unskipped } from './examples.ts';
import { Examples } from './kit/example-harness.ts';

const FOLDERS = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'kit')
  .map((entry) => entry.name);
const FILES = FOLDERS.flatMap((family) =>
  readdirSync(new URL(`./${family}/`, import.meta.url))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => ({ family, id: name.replace(/\.ts$/u, '') })),
);

const INJECTS = CATALOGUE.flatMap((operator) =>
  operator.examples.injects.map((example, index) => ({
    operator,
    example,
    name: `${operator.id} ${String(index + 1)}`,
  })),
);
const SKIPS = CATALOGUE.flatMap((operator) =>
  operator.examples.skips.map((example, index) => ({
    operator,
    example,
    name: `${operator.id} ${String(index + 1)}`,
  })),
);
const clean = new Examples([
  ...INJECTS.map(({ example }) => example.before),
  ...SKIPS.map(({ example }) => example.code),
]);
const mutated = new Examples(INJECTS.map(({ example }) => example.after));

describe('the catalogue', () => {
  test.for(FILES)('$family/$id.ts is registered under its own name', async ({ family, id }) => {
    const module = (await import(`./${family}/${id}.ts`)) as Record<string, unknown>;
    const name = id.replace(/-(.)/gu, (_, letter: string) => letter.toUpperCase());
    expect(Object.keys(module)).toEqual([name]);
    expect(operatorById(id)).toBe(module[name]);
    expect(operatorById(id)).toMatchObject({ id, family });
  });

  test('has no operator without a file, and is in the order of the ids', () => {
    const ids = CATALOGUE.map(({ id }) => id);
    expect(ids).toEqual(FILES.map(({ id }) => id).toSorted(compareText));
  });

  test('knows every family by the words of core', () => {
    expect(FOLDERS.filter((family) => !(FAMILIES as readonly string[]).includes(family))).toEqual([]);
  });

  test.for(CATALOGUE)(
    '$id has at least one example that it injects and one that it skips',
    ({ examples, kinds }) => {
      expect(examples.injects.length).toBeGreaterThan(0);
      expect(examples.skips.length).toBeGreaterThan(0);
      expect(new Set(kinds).size).toBe(kinds.length);
    },
  );
});

describe('examples', () => {
  test.for([
    ...INJECTS.map(({ name, example }) => ({ name, code: example.before })),
    ...SKIPS.map(({ name, example }) => ({ name, code: example.code })),
  ])('the clean code of $name parses and type-checks', ({ code }) => {
    expect(uncompilable(code, clean)).toBeNull();
  });

  test.for(INJECTS)('$name: exactly one rewrite gives the code after', ({ operator, example }) => {
    expect(unmade(operator, example, clean)).toBeNull();
  });

  test.for(INJECTS)('$name: the code after fails as its witness says', async ({ operator, example }) => {
    expect(await unshown(operator, example, mutated)).toBeNull();
  });

  test.for(SKIPS)('$name: the code that it must leave alone is left alone', ({ operator, example }) => {
    expect(unskipped(operator, example, clean)).toBeNull();
  });

  test('that do not hold are complained about, one by one', async () => {
    const [{ operator, example }] = INJECTS as [(typeof INJECTS)[number]];
    const { before, after } = example;
    const broken = {
      ...operator,
      examples: {
        injects: [
          { before: 'export const n: number = "1";\n', after, witness: '1' },
          { before, after: before, witness: '1' },
          { before, after, witness: '1' },
        ],
        skips: [{ code: before, because: 'It must not be.' }],
      },
    };
    expect(await complaintsAbout([operator])).toEqual([]);
    expect((await complaintsAbout([broken])).map(({ example: place, what }) => `${place}: ${what}`)).toEqual([
      expect.stringMatching(/^injects 1: the clean code does not compile: TS2322/u),
      expect.stringMatching(/^injects 2: no rewrite gives the code after; there are [1-9]/u),
      'injects 3: both sides end the same on the witness: value 1',
      expect.stringMatching(/^skips 1: the code is not left alone/u),
    ]);
  });
});
