/**
 * Mend what a tool can mend: generated pages, lint, formatting. Only in files that differ from the last commit; with `--all` in every file
 * (a minute and a half of one core).
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { installed, LINTED, WORKSPACE } from './checks.ts';
import { runCommand } from './run-command.ts';

const CODE = new RegExp(`^(?:${LINTED.join('|')})/.*\\.(?:ts|tsx|js|mjs|cjs)$`, 'u');

const isWhole = process.argv.includes('--all');
let failed = 0;
await step([join(WORKSPACE, 'scripts/generate.ts')]);
const changed = isWhole ? [] : changedFiles();
const linted = isWhole ? LINTED : changed.filter((file) => CODE.test(file));
const formatted = isWhole ? ['.'] : changed;
if (linted.length > 0)
  await step([
    installed('eslint/bin/eslint.js'),
    '--config',
    'scripts/config/eslint.config.js',
    '--no-warn-ignored',
    '--fix',
    ...linted,
  ]);
if (formatted.length > 0)
  await step([
    installed('prettier/bin/prettier.cjs'),
    '--write',
    '--ignore-unknown',
    '--log-level',
    'warn',
    ...formatted,
  ]);
process.exit(failed === 0 ? 0 : 1);

async function step(args: readonly string[]): Promise<void> {
  if ((await runCommand(process.execPath, args, { cwd: WORKSPACE })).exitCode !== 0) failed++;
}

/** Files that differ from the last commit or are new, relative to the workspace. */
function changedFiles(): string[] {
  const listed = (...args: string[]): string[] =>
    execFileSync('git', args, { cwd: WORKSPACE, encoding: 'utf8' }).split('\0').filter(Boolean);
  const files = [
    ...listed('diff', '--name-only', '-z', 'HEAD'),
    ...listed('ls-files', '--others', '--exclude-standard', '-z'),
  ];
  return files.filter((file) => existsSync(join(WORKSPACE, file)));
}
