import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { manifestSchema, type Bug } from '@bebug/core/truth';
import { expect, test } from 'vitest';
import { bebug, workFolder } from './console.ts';

const FILES = {
  'package.json': '{"name":"famous","type":"module"}\n',
  'tsconfig.json': '{"compilerOptions":{"strict":true,"target":"ES2022","module":"NodeNext"}}\n',
  'src/total.ts': `import { isWithin } from './range.js';

/** The sum of the items that lie within both bounds. */
export function total(items: readonly number[], low: number, high: number): number {
  let sum = 0;
  for (const item of items) {
    if (isWithin(item, low, high)) sum += item;
  }
  return sum;
}
`,
  'src/range.ts': `/** Whether \`value\` lies within both bounds. */
export function isWithin(value: number, low: number, high: number): boolean {
  return value >= low && value <= high;
}
`,
};

test('a disguised set has other names everywhere but in exports, and its proofs hold', async () => {
  const folder = await workFolder(FILES);
  const argv = ['inject', '.', '--count', '2', '--seed', '1', '--tiers', 'moderate', '--disguise'];
  const { exitCode, err } = await bebug(folder, ...argv, '--out', 'set');
  expect([exitCode, err]).toEqual([0, '']);
  const set = join(folder, 'set');
  const manifest = manifestSchema.parse(JSON.parse(await readFile(join(set, 'bugset.json'), 'utf8')));
  expect(manifest.options.disguise).toBe(true);
  expect(manifest.disguise.files).toBe(2);
  expect(manifest.corpora[0]!.name).toBe('famous');
  const code = Object.keys(manifest.files).filter((path) => /^(?:tasks|truth\/clean)\/.*\.ts$/u.test(path));
  for (const path of code) {
    expect(path).not.toMatch(/total|range/u);
    const text = (await readFile(join(set, path), 'utf8')).replaceAll(/\/\*.*?\*\//gsu, '');
    expect(text).not.toMatch(/\b(?:items?|low|high|sum|value)\b/u);
  }
  const bugs = JSON.parse((await bebug(folder, 'show', 'set', '--json')).out) as Bug[];
  expect(bugs.length).toBeGreaterThan(0);
  for (const { explanation } of bugs)
    expect(Object.values(explanation).join(' ')).not.toMatch(/`[^`]*\b(?:low|high|sum)\b[^`]*`/u);
  expect((await bebug(folder, 'verify', 'set')).out).toContain('every proof holds');
});

test('a test command is refused, because tests find modules by their names', async () => {
  const folder = await workFolder(FILES);
  const { exitCode, err } = await bebug(
    folder,
    'inject',
    '.',
    '--out',
    'set',
    '--disguise',
    '--test',
    'npm test',
  );
  expect([exitCode, err]).toEqual([
    2,
    expect.stringMatching(/^bebug: --disguise changes names of files[^\n]*\n$/u),
  ]);
});
