import { expect, test } from 'vitest';
import { taskOf } from '../../test/task-of.ts';
import { createDetector } from '../detectors.ts';

const SUM =
  'export function sum(items: readonly number[]): number {\n  return items.reduce((a, b) => a + b, 0);\n}\n';

async function places(name: string, ...task: Parameters<typeof taskOf>): Promise<string[]> {
  const findings = await createDetector(name, { seed: 1 }).detect(taskOf(...task));
  if ('status' in findings) throw new TypeError('A tool gives findings.');
  return findings.map(({ file, startLine, category }) => `${file}:${startLine} ${category}`);
}

const NAN = 'export function f(a: number): boolean {\n  return a === NaN;\n}\n';

test.for<[string, string, string, string[]]>([
  ['biome', 'a comparison with NaN', NAN, ['src/a.ts:2 lint/correctness/useIsNan']],
  ['oxlint', 'a comparison with NaN', NAN, ['src/a.ts:2 eslint(use-isnan)']],
  [
    'oxlint',
    'a promise that nobody waits for',
    'export function f(p: Promise<number>): void {\n  p.then((n) => n + 1);\n}\n',
    ['src/a.ts:2 typescript(no-floating-promises)'],
  ],
  ['tsc-native', 'a type error', SUM.replace(', 0)', ", '0')"), ['src/a.ts:2 TS2322']],
  ['tsc-native', 'a syntax slip', SUM.replace('b, 0)', 'b, 0'), ['src/a.ts:2 TS1005']],
  [
    'eslint:security',
    'a shell command made of input',
    "import { exec } from 'node:child_process';\nexport const run = (input: string): unknown => exec(input);\n",
    ['src/a.ts:2 security/detect-child-process'],
  ],
  [
    'eslint:promise',
    'a chain without return',
    'export const f = (p: Promise<number>): Promise<void> =>\n  p.then((n) => {\n    n + 1;\n  }).then(() => undefined);\n',
    ['src/a.ts:2 promise/always-return'],
  ],
  [
    'eslint:sonarjs',
    'the same on both sides',
    'export const f = (a: number, b: number): boolean => a + b > 1 || a + b > 1;\n',
    ['src/a.ts:1 sonarjs/no-identical-expressions'],
  ],
  [
    'eslint:unicorn',
    'a length that is never negative',
    'export const f = (a: string): boolean => a.length >= 0;\n',
    [],
  ],
])('%s on %s', async ([name, , text, expected]) => {
  const found = await places(
    name,
    { 'src/a.ts': text },
    { 'tsconfig.json': '{"compilerOptions":{"strict":true}}' },
  );
  expect(found).toEqual(expect.arrayContaining(expected));
});

test.for(['biome', 'oxlint', 'tsc-native', 'eslint:security', 'eslint:promise'])(
  '%s finds nothing in clean code',
  async (name) => {
    expect(await places(name, { 'src/sum.ts': SUM })).toEqual([]);
  },
);

test.for(['biome', 'oxlint', 'tsc-native'])(
  'a finding of %s has no confidence: nobody states one',
  async (name) => {
    const findings = await createDetector(name, { seed: 1 }).detect(taskOf({ 'src/a.ts': NAN }));
    expect(findings).not.toEqual([]);
    expect(JSON.stringify(findings)).not.toContain('"confidence"');
  },
);

test('the native compiler leaves out what a missing package causes, and what is in context', async () => {
  const text =
    "import map from 'lodash/map';\nimport { n } from './n.ts';\nexport const twice = map([n], (n) => n * 2);\nexport const s: string = 1;\n";
  const context = { 'n.ts': "export const n: number = 'no';\n" };
  expect(await places('tsc-native', { 'a.ts': text }, context)).toEqual(['a.ts:4 TS2322']);
});
