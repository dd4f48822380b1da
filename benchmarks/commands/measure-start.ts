/**
 * CPU seconds of commands that have next to nothing to do, in this checkout and in another one in turn.
 * Usage: node benchmarks/commands/measure-start.ts [FOLDER of another checkout, default: none] [rounds, default 5]
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { markdownTable } from '../markdown.ts';
import { median } from '../tally.ts';

const [other, rounds = '5'] = process.argv.slice(2);
const here = new URL('../..', import.meta.url).pathname;
const checkouts = other === undefined ? [here] : [other, here];
const COMMANDS = [['--help'], ['show', '--help'], ['mutants', '--help'], ['operators', '--json']];
/** The process says at its end what it took. */
const WATCH =
  'data:text/javascript,process.on("exit",()=>{const{user,system}=process.cpuUsage();process.stderr.write(`CPU ${user+system}`)})';

const caches = await Promise.all(checkouts.map(() => mkdtemp(join(tmpdir(), 'bebug-commands-'))));
const rows: string[][] = [];
for (const command of COMMANDS) {
  const seconds = checkouts.map((): number[] => []);
  // The first round fills the caches and does not count; then they take turns, so that a busy moment falls on both.
  for (let round = 0; round <= Number(rounds); round++) {
    for (const [at, checkout] of checkouts.entries()) {
      const taken = cpuSeconds(checkout, command, caches[at]!);
      if (round > 0) seconds[at]!.push(taken);
    }
  }
  const middle = seconds.map(median);
  rows.push([
    `\`bebug ${command.join(' ')}\``,
    ...middle.map((one) => one.toFixed(2)),
    (middle[0]! / middle.at(-1)!).toFixed(1),
  ]);
}
for (const cache of caches) await rm(cache, { recursive: true });
process.stdout.write(
  markdownTable(['command', ...checkouts.map((checkout) => `CPU s in ${checkout}`), 'ratio'], rows),
);

function cpuSeconds(checkout: string, command: readonly string[], cache: string): number {
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', WATCH, join(checkout, 'packages/cli/bin/bebug'), ...command],
    { env: { ...process.env, BEBUG_CACHE: cache }, encoding: 'utf8', maxBuffer: 2 ** 26 },
  );
  const micros = /CPU (?<micros>\d+)$/u.exec(stderr)?.groups!['micros'];
  if (status !== 0 || micros === undefined)
    throw new Error(`bebug ${command.join(' ')} in ${checkout}: ${stderr}`);
  return Number(micros) / 1e6;
}
