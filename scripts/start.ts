/** The main job on the embedded corpus and pinned packages: plant, detect, score, report. */
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { collecting } from './config/node-flags.ts';
import { runCommand } from './run-command.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const pins = join(root, 'corpora/pins.json');
const output = join(root, '.bebug/start');
const set = join(output, 'set');
const page = join(output, 'report.html');
const TOOLS = ['tsc', 'eslint'];

interface PinnedPackage {
  readonly name: string;
  readonly version: string;
}

const { packages } = JSON.parse(await readFile(pins, 'utf8')) as { packages: PinnedPackage[] };
const sources = [
  join(root, 'corpora/embedded/src'),
  ...packages.map(({ name, version }) => `npm:${name}@${version}`),
];

await mkdir(output, { recursive: true });
for (const old of ['set', ...TOOLS.map((tool) => `run-${tool}`), 'report.html'])
  await rm(join(output, old), { recursive: true, force: true });

await step('Planting bugs', [
  'inject',
  ...sources,
  '--out',
  set,
  '--pins',
  pins,
  '--count',
  '72',
  '--seed',
  '1',
]);
for (const tool of TOOLS)
  await step(`Asking ${tool}`, ['detect', set, '--with', tool, '--out', join(output, `run-${tool}`)]);
const runs = TOOLS.map((tool) => join(output, `run-${tool}`));
await step('Scoring', ['score', set, ...runs]);
await step('Writing the report', ['report', set, ...runs, '--out', page]);

async function step(title: string, args: readonly string[]): Promise<void> {
  process.stdout.write(`\n── ${title}\n`);
  const { exitCode } = await runCommand(process.execPath, [
    ...collecting(64),
    join(root, 'packages/cli/bin/bebug'),
    ...args,
  ]);
  if (exitCode !== 0) process.exit(exitCode);
}
