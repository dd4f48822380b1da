import { expect, test } from 'vitest';
import { smallProject } from '../../test/small-project.ts';
import { exportedSymbols, type NamedSymbol } from './callable-symbols.ts';
import { isPublic } from './public.ts';
import { exportTargets } from './targets.ts';

const SOURCES = {
  'src/index.ts':
    "export { shown } from './inner/tools.ts';\nimport { hidden } from './inner/tools.ts';\nexport const main = (n: number): boolean => hidden(n);\n",
  'src/inner/tools.ts':
    'export const shown = (value: unknown): boolean => value === 1;\n' +
    'export const hidden = (value: unknown): boolean => value === 2;\n' +
    'export const counted = (value: number): boolean => value === 3;\n',
  'src/inner/index.ts': "export { hidden } from './tools.ts';\n",
};

async function called(manifest: object): Promise<string[]> {
  const project = await smallProject({
    ...SOURCES,
    'package.json': JSON.stringify({ name: 'p', ...manifest }),
  });
  return exportTargets(project, project.sourceFile('src/inner/tools.ts'), false).map(
    ({ target }) => target.name,
  );
}

test.for([
  ['one entry', { exports: { '.': { types: './dist/src/index.d.ts', import: './dist/src/index.js' } } }],
  ['one entry, built without the folder', { exports: './dist/index.js' }],
  ['a main file', { main: 'lib/index.js' }],
] as const)(
  'with %s, what it does not pass on and types leave open is not called by itself',
  async ([, manifest]) => {
    expect(await called(manifest)).toEqual(['shown', 'counted']);
  },
);

test('an entry that passes on the type of a class does not hand out the class', async () => {
  const project = await smallProject({
    'src/index.ts': "export type { Job } from './job.ts';\nexport { Pool } from './pool.ts';\n",
    'src/job.ts': 'export class Job {}\n',
    'src/pool.ts': 'export class Pool {}\n',
    'package.json': JSON.stringify({ name: 'p', exports: './dist/index.js' }),
  });
  const isClassPublic = (path: string): boolean => {
    const file = project.sourceFile(path);
    const [{ symbol }] = exportedSymbols(project.checker, file) as [NamedSymbol];
    return isPublic(project, symbol);
  };
  expect([isClassPublic('src/job.ts'), isClassPublic('src/pool.ts')]).toEqual([false, true]);
});

test.for([
  ['the module is an entry', { exports: { '.': './dist/index.js', './tools': './dist/inner/tools.js' } }],
  ['all modules are', { exports: { './*': './dist/*.js' } }],
  ['a bundle is, and a module that no other one imports passes it on', { exports: './dist/bundle.js' }],
] as const)('all is called where %s', async ([, manifest]) => {
  expect(await called(manifest)).toEqual(['shown', 'hidden', 'counted']);
});

test('an entry outside the chosen paths hands out what it passes on of them', async () => {
  const project = await smallProject(
    {
      'index.js':
        "const { shown } = require('./lib/a');\nconst { used } = require('./lib/b');\nmodule.exports = { shown, own: () => used() };\n",
      'lib/a.js':
        "const { used } = require('./b');\nmodule.exports = { shown: () => used(), hidden: () => 2 };\n",
      'lib/b.js': "const { hidden } = require('./a');\nmodule.exports = { used: () => hidden() };\n",
      'package.json': '{ "name": "p", "main": "./index.js" }',
    },
    ['lib'],
  );
  const known = (path: string): string[] =>
    exportTargets(project, project.sourceFile(path), false).flatMap(({ target, isKnown }) =>
      isKnown ? [target.name] : [],
    );
  expect([known('lib/a.js'), known('lib/b.js')]).toEqual([['shown'], []]);
});
