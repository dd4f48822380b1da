/**
 * A leaderboard of all tools on one bug set and its clean twins. Every step is a command that goes on where it stopped, so that this does, too.
 * Usage: node benchmarks/leaderboard/build-leaderboard.ts SET [--out .bebug/leaderboard] [--only tsc,eslint,…]
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DETECTORS } from '@bebug/detectors';
import { runCommand } from '../../scripts/run-command.ts';

const USAGE = 'Usage: build-leaderboard.ts SET [--out FOLDER] [--only TOOL,…]';
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string', default: '.bebug/leaderboard' }, only: { type: 'string' } },
});
const [set] = positionals;
if (set === undefined || positionals.length > 1) fail(USAGE);
const { out } = values;
const twins = join(out, 'twins');
const page = join(out, 'leaderboard.md');
const tools = chosenTools();

if (!existsSync(twins)) await bebug('export', set, '--format', 'twins', '--to', twins);
for (const tool of tools) {
  await bebug('detect', set, '--with', tool, '--out', runOf('runs', tool));
  await bebug('detect', twins, '--with', tool, '--out', runOf('twin-runs', tool));
}
const [runs, twinRuns] = ['runs', 'twin-runs'].map((folder) => tools.map((tool) => runOf(folder, tool)));
await bebug('report', set, ...runs!, '--twins', ...twinRuns!, '--format', 'leaderboard', '--out', page);

/** Every detector that is a tool: the canned ones are floors, which chance stands for on the page. */
function chosenTools(): string[] {
  const all = Object.keys(DETECTORS).filter((name) => !name.startsWith('canned:'));
  const named = values.only?.split(',') ?? all;
  const unknown = named.find((name) => !all.includes(name));
  if (unknown !== undefined) fail(`There is no tool ${unknown}; the tools are ${all.join(', ')}.`);
  return named;
}

function runOf(folder: string, tool: string): string {
  return join(out, folder, tool.replaceAll(':', '-'));
}

/** One tool at a time, each in a process of its own. A tool that answers no task is in the table with that. */
async function bebug(...args: readonly string[]): Promise<void> {
  const program = new URL('../../packages/cli/bin/bebug', import.meta.url).pathname;
  const { exitCode } = await runCommand(process.execPath, [program, ...args]);
  if (exitCode > 1) process.exit(exitCode);
}

function fail(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
}
