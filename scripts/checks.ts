import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const WORKSPACE = fileURLToPath(new URL('..', import.meta.url));

/** A static check: a sentence that holds when the program exits with 0. */
export interface Check {
  readonly claim: string;
  /** Script of an installed package, run with the workspace's Node. */
  readonly script: string;
  readonly args: readonly string[];
}

/** Folders whose code is linted. */
export const LINTED = ['packages', 'scripts', 'corpora', 'benchmarks'] as const;

/** Script of an installed package. */
export const installed = (path: string): string => join(WORKSPACE, 'node_modules', path);
const CONFIG = join(WORKSPACE, 'scripts/config');

export const VITEST = { script: installed('vitest/vitest.mjs'), config: join(CONFIG, 'vitest.config.ts') };

export const CHECKS: readonly Check[] = [
  // The native compiler checks all packages in one program; the JavaScript one is what the engine itself uses.
  {
    claim: 'the code type-checks',
    script: installed('typescript-native/bin/tsc'),
    args: ['-p', join(CONFIG, 'tsconfig.check.json')],
  },
  {
    claim: 'the browser code type-checks',
    script: installed('typescript-native/bin/tsc'),
    args: ['-p', join(WORKSPACE, 'packages/annotator/client/tsconfig.json')],
  },
  {
    claim: 'the code lints',
    script: installed('eslint/bin/eslint.js'),
    args: ['--config', join(CONFIG, 'eslint.config.js'), '--max-warnings', '0', ...LINTED],
  },
  {
    claim: 'the code is formatted',
    script: installed('prettier/bin/prettier.cjs'),
    args: ['--check', '--log-level', 'warn', '.'],
  },
  {
    claim: 'nothing is unused',
    script: installed('knip/bin/knip.js'),
    args: ['--config', join(WORKSPACE, '.knip.json')],
  },
  {
    claim: 'the generated pages are up to date',
    script: join(WORKSPACE, 'scripts/generate.ts'),
    args: ['--check'],
  },
];
