/**
 * Milliseconds from the start of a sandbox child to its first loaded module, against a child of an earlier commit's harness in the same run.
 * Usage: node benchmarks/oracle/measure-start-up.ts [FOLDER of another checkout, default: none] [rounds, default 15]
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { median } from '../tally.ts';

const [other, rounds = '15'] = process.argv.slice(2);
const here = new URL('../..', import.meta.url).pathname;

interface Variant {
  readonly name: string;
  readonly folder: string;
  readonly command: string;
  readonly args: readonly string[];
}

const variants: Variant[] = [
  ...(await variantsOf('this checkout', here)),
  ...(other === undefined ? [] : await variantsOf('other checkout', other)),
];
variants.push({
  ...variants[0]!,
  name: 'an empty script, no isolation',
  command: process.execPath,
  args: ['empty.cjs'],
});
await writeFile(join(variants[0]!.folder, 'empty.cjs'), "require('node:fs').writeSync(1, 'here\\n');");
const times = new Map<string, number[]>();
// Interleaved, so that a busy moment falls on all of them.
for (let round = 0; round < Number(rounds); round++)
  for (const variant of variants)
    times.set(variant.name, [...(times.get(variant.name) ?? []), await start(variant)]);
console.table(
  Object.fromEntries(
    [...times].map(([name, all]) => [
      name,
      { 'median ms': tenths(median(all)), 'least ms': tenths(Math.min(...all)) },
    ]),
  ),
);
for (const folder of new Set(variants.map((variant) => variant.folder)))
  await rm(folder, { recursive: true });

function tenths(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}

async function variantsOf(name: string, checkout: string): Promise<Variant[]> {
  const at = (file: string): string =>
    pathToFileURL(join(checkout, 'packages/oracle/src/sandbox', file)).href;
  const { writeHarness } = (await import(at('harness-file.ts'))) as {
    writeHarness: (folder: string) => Promise<void>;
  };
  const { probeIsolation } = (await import(at('layers.ts'))) as {
    probeIsolation: () => { command: string; prefix: readonly string[] };
  };
  const folder = await mkdtemp(join(tmpdir(), 'bebug-start-'));
  await writeHarness(folder);
  const flags = [
    '--permission',
    `--allow-fs-read=${folder}`,
    '--no-addons',
    '--no-warnings',
    '--max-old-space-size=256',
    'harness.cjs',
  ];
  const { command, prefix } = probeIsolation();
  return [
    { name, folder, command, args: [...prefix, ...flags] },
    { name: `${name}, no namespaces or limits`, folder, command: process.execPath, args: flags },
  ];
}

function start({ folder, command, args }: Variant): Promise<number> {
  const begin = performance.now();
  const child = spawn(command, args, {
    cwd: folder,
    env: { TZ: 'UTC', LANG: 'en_US.UTF-8' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    let took = 0;
    child.stdout.once('data', () => {
      took = performance.now() - begin;
      child.kill('SIGKILL');
    });
    // The empty script does not read what it is sent.
    child.stdin.on('error', () => {});
    child.on('exit', () =>
      took > 0 ? resolve(took) : reject(new Error('a child ended before it answered')),
    );
    child.stdin.write('{"do":"load","code":"exports.subject = { f() { return 1; } }"}\n');
  });
}
