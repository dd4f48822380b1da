import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyEdits } from '@bebug/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evaluate } from '../../test/evaluate.ts';
import { readCorpus } from '../1-read-corpus.ts';
import { openProject, type Project } from '../2-open-project.ts';
import { normalForm } from '../screen/normal-form.ts';
import type { Decoy } from './decoy.ts';
import { DECOYS } from './decoy-list.ts';
import { sitesOf } from './sites.ts';

const REWRITES = DECOYS.flatMap((decoy) =>
  decoy.examples.rewrites.map((example, index) => ({ decoy, example, name: `${decoy.id} ${index + 1}` })),
);
const SKIPS = DECOYS.flatMap((decoy) =>
  decoy.examples.skips.map((example, index) => ({ decoy, example, name: `${decoy.id} ${index + 1}` })),
);

/** Every example a module, before and after. */
let project: Project;
const paths = new Map<string, string>();

const folder = mkdtempSync(join(tmpdir(), 'bebug-decoys-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

beforeAll(async () => {
  writeFileSync(
    join(folder, 'tsconfig.json'),
    '{"compilerOptions":{"strict":true,"target":"ES2022","module":"NodeNext"}}',
  );
  const texts = [
    ...REWRITES.flatMap(({ example: { before, after } }) => [before, after]),
    ...SKIPS.map(({ example: { code } }) => code),
  ];
  for (const [index, text] of texts.entries()) {
    writeFileSync(join(folder, `e${index}.ts`), text);
    paths.set(text, `e${index}.ts`);
  }
  project = openProject(await readCorpus({ path: folder }), { allowTypeErrors: false });
});

function rewritesOf({ id }: Decoy, code: string): string[] {
  return [...sitesOf(project, paths.get(code)!)]
    .filter(({ decoy }) => decoy.id === id)
    .map(({ edits }) => applyEdits(code, edits));
}

describe('the list of decoys', () => {
  test('holds one decoy for every file that exports one, under its own name', () => {
    const ids = readdirSync(import.meta.dirname)
      .map((name) => name.replace(/\.ts$/u, ''))
      .filter((id) => DECOYS.some((decoy) => decoy.id === id));
    expect(ids.sort()).toEqual(DECOYS.map(({ id }) => id));
    expect(DECOYS.length).toBe(12);
  });

  test.for(DECOYS)(
    '$id has an example of what it rewrites and one of what it leaves alone',
    ({ examples }) => {
      expect([examples.rewrites.length > 0, examples.skips.length > 0]).toEqual([true, true]);
    },
  );
});

describe('examples', () => {
  test.for(REWRITES)('$name: the code after is what it makes, and means the same', ({ decoy, example }) => {
    const { before, after, call } = example;
    expect(rewritesOf(decoy, before)).toContain(after);
    expect(evaluate(after, call)).toBe(evaluate(before, call));
    if (decoy.keepsForm) expect(normalForm(after, 'x.ts')).toBe(normalForm(before, 'x.ts'));
  });

  test.for(SKIPS)('$name: the code that it must leave alone is left alone', ({ decoy, example }) => {
    expect(rewritesOf(decoy, example.code)).toEqual([]);
  });
});
