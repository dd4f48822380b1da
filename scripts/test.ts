/** Every check and every test; closes with a line `N passed, N failed`. `--static` leaves the tests out. */
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CHECKS, VITEST, WORKSPACE } from './checks.ts';
import { runCommand } from './run-command.ts';
import { ensurePrograms } from './system-programs.ts';

interface Tally {
  readonly passed: number;
  readonly failed: number;
}

const staticOnly = process.argv.includes('--static');
if (!staticOnly) await ensurePrograms();
// Side by side: the checks are single programs that leave a core to the tests.
const tallies = await Promise.all([runChecks(), staticOnly ? { passed: 0, failed: 0 } : runTests()]);
const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);

async function runChecks(): Promise<Tally> {
  const tally = { passed: 0, failed: 0 };
  for (const check of CHECKS) {
    const { exitCode, output } = await runCommand(process.execPath, [check.script, ...check.args], {
      capture: true,
      cwd: WORKSPACE,
    });
    const holds = exitCode === 0;
    tally[holds ? 'passed' : 'failed']++;
    process.stdout.write(`${holds ? '✓' : '✗'} ${check.claim}\n${holds ? '' : output}`);
  }
  return tally;
}

/** A run that ends without results, or without a test, has failed whatever its exit code. */
async function runTests(): Promise<Tally> {
  const results = join(WORKSPACE, '.bebug/test-results.json');
  await mkdir(join(WORKSPACE, '.bebug'), { recursive: true });
  await rm(results, { force: true });
  const args = [
    VITEST.script,
    'run',
    '--config',
    VITEST.config,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${results}`,
  ];
  const { exitCode } = await runCommand(process.execPath, args, { cwd: WORKSPACE });
  const text = await readFile(results, 'utf8').catch(() => null);
  if (text === null) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, numPendingTests, numFailedTestSuites } = JSON.parse(text) as Record<
    string,
    number
  >;
  const failed = (numFailedTests ?? 0) + (numPendingTests ?? 0);
  const hidden = exitCode !== 0 && failed === 0 ? Math.max(1, numFailedTestSuites ?? 0) : 0;
  const passed = numPassedTests ?? 0;
  return { passed, failed: failed + hidden + (passed === 0 ? 1 : 0) };
}
