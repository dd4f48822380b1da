import { expect, test } from 'vitest';
import { handedOut, sourcesOf } from './entries.ts';

test.for([
  ['a main file', { main: './lib/a.js', types: 'a.d.ts' }, ['lib/a.js', 'a.d.ts']],
  [
    'exports rule out the rest',
    { main: 'a.js', exports: { '.': { import: './b.mjs', require: './b.cjs' } } },
    ['b.mjs', 'b.cjs'],
  ],
  ['nothing said', {}, ['index.js']],
  ['what is no code', { exports: { '.': './a.js', './package.json': './package.json' } }, ['a.js']],
] as const)('handed out: %s', ([, manifest, expected]) => {
  expect(handedOut(JSON.stringify(manifest))).toEqual(expected);
});

test.for(['{', 'null', undefined])('a manifest that is none hands out the usual file: %s', (manifest) => {
  expect(handedOut(manifest)).toEqual(['index.js']);
});

const PATHS = ['src/index.ts', 'src/tools/index.ts', 'src/types/tools/index.ts', 'lib/a.js', 'b.js'];

test.for([
  ['the file itself', 'lib/a.js', ['lib/a.js']],
  ['without its folder', 'index.js', ['src/index.ts']],
  ['in another folder', 'dist/index.js', ['src/index.ts']],
  ['in deeper folders', 'dist/esm/index.mjs', ['src/index.ts']],
  ['what shares most', 'dist/types/tools/index.d.ts', ['src/types/tools/index.ts']],
  ['a file at the top', 'dist/b.cjs', ['b.js']],
  ['a bundle', 'dist/all.min.js', []],
] as const)('sources: %s', ([, built, expected]) => {
  expect(sourcesOf(built, PATHS)).toEqual(expected);
});
