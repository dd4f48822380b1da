/** Mend what a tool can mend: formatting, lint, generated pages. */
import { join } from 'node:path';
import { WORKSPACE } from './checks.ts';
import { runCommand } from './run-command.ts';

const installed = (path: string): string => join(WORKSPACE, 'node_modules', path);
const steps = [
  [join(WORKSPACE, 'scripts/generate.ts')],
  [
    installed('eslint/bin/eslint.js'),
    '--config',
    'scripts/config/eslint.config.js',
    '--fix',
    'packages',
    'scripts',
    'corpora',
    'benchmarks',
  ],
  [installed('prettier/bin/prettier.cjs'), '--write', '--log-level', 'warn', '.'],
];
let failed = 0;
for (const step of steps)
  if ((await runCommand(process.execPath, step, { cwd: WORKSPACE })).exitCode !== 0) failed++;
process.exit(failed === 0 ? 0 : 1);
