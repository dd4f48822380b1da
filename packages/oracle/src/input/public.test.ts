import { expect, test } from 'vitest';
import { smallProject } from '../../test/small-project.ts';
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

test.for([
  ['the module is an entry', { exports: { '.': './dist/index.js', './tools': './dist/inner/tools.js' } }],
  ['all modules are', { exports: { './*': './dist/*.js' } }],
  ['a bundle is, and a module that no other one imports passes it on', { exports: './dist/bundle.js' }],
] as const)('all is called where %s', async ([, manifest]) => {
  expect(await called(manifest)).toEqual(['shown', 'hidden', 'counted']);
});
