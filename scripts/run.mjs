// Entry of every npm script. Plain JavaScript for Node 20: it sets up the workspace, and hands over to the workspace's own Node 24.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const callerFolder = process.env.INIT_CWD ?? process.cwd();
const node = join(root, 'node_modules/.bin/node');

/** What each npm script runs once the workspace is set up; paths are relative to the workspace. */
const SCRIPTS = {
  start: ['scripts/start.ts'],
  test: ['scripts/test.ts'],
  check: ['scripts/test.ts', '--static'],
  fix: ['scripts/fix.ts'],
  build: ['scripts/build.ts'],
  generate: ['scripts/generate.ts'],
  bebug: ['packages/cli/bin/bebug'],
};

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
}

/** Install what the lockfile names, unless exactly that is installed. */
function setUp() {
  const lockfile = createHash('sha256')
    .update(readFileSync(join(root, 'pnpm-lock.yaml')))
    .digest('hex');
  const stamp = join(root, 'node_modules/.bebug-setup');
  if (existsSync(node) && existsSync(stamp) && readFileSync(stamp, 'utf8') === lockfile) return;
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  process.stderr.write('Setting up the workspace (once)…\n');
  const install = spawnSync(
    'npx',
    ['-y', packageManager, 'install', '--frozen-lockfile', '--reporter=append-only'],
    {
      cwd: root,
      stdio: ['ignore', 2, 2],
    },
  );
  if (install.status !== 0) fail('The workspace could not be set up: see the messages of pnpm above.');
  writeFileSync(stamp, lockfile);
}

const [script, ...rest] = process.argv.slice(2);
setUp();
if (script === 'setup') process.exit(0);
const command = SCRIPTS[script];
if (!command) fail(`There is no script called ${script}.`);
const run = spawnSync(node, [join(root, command[0]), ...command.slice(1), ...rest], {
  // `bebug` works where the user is; the other scripts work on the workspace.
  cwd: script === 'bebug' ? callerFolder : root,
  stdio: 'inherit',
});
process.exit(run.status ?? 70);
