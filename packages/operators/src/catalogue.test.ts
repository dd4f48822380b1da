import { readdirSync } from 'node:fs';
import { applyEdits, compareText, FAMILIES } from '@bebug/core';
import { describe, expect, test } from 'vitest';
import { CATALOGUE, operatorById } from './catalogue.ts';
import { Examples, outcomeOf, sitesOf } from './kit/example-harness.ts';

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
    expect(clean.diagnostics(code)).toEqual({ parser: [], types: [] });
  });

  test.for(INJECTS)('$name: exactly one rewrite gives the code after', ({ operator, example }) => {
    const rewrites = sitesOf(operator, clean.context(example.before)).flatMap((site) => site.rewrites);
    const results = rewrites.map((rewrite) => applyEdits(example.before, rewrite.edits));
    expect(results).toContain(example.after);
    expect(new Set(results).size).toBe(results.length);
  });

  test.for(INJECTS)('$name: the code after fails as its witness says', async ({ operator, example }) => {
    const { parser, types } = mutated.diagnostics(example.after);
    if (example.witness === null) {
      expect(operator.family).toBe('syntax');
      expect([...parser, ...types]).not.toEqual([]);
      return;
    }
    expect({ parser, types }).toEqual({ parser: [], types: [] });
    const before = await outcomeOf(example.before, example.witness);
    expect(await outcomeOf(example.before, example.witness)).toBe(before);
    expect(await outcomeOf(example.after, example.witness)).not.toBe(before);
  });

  test.for(SKIPS)('$name: the code that it must leave alone is left alone', ({ operator, example }) => {
    const rewrites = sitesOf(operator, clean.context(example.code)).flatMap((site) => site.rewrites);
    expect(rewrites.map((rewrite) => applyEdits(example.code, rewrite.edits))).toEqual([]);
  });
});
