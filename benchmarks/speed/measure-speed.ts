/**
 * StrykerJS's mutants through five type checks, interleaved, per second of CPU time (what is made once for a project is not counted).
 * Usage: node benchmarks/speed/measure-speed.ts [--only NAME,…] [--rounds 3] [--seed 1]
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { TypeStanding } from '@bebug/engine';
import { median } from '../tally.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '@noble/hashes,htmlparser2,data-structure-typed' },
    rounds: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
  },
});

/** Mutants for each: the slow ones get the first of those that the fast one gets. */
const MUTANTS = { bebug: 400, reference: 12, 'language service': 20, stryker: 20, tsc: 3 };

interface Run {
  readonly milliseconds: number;
  readonly megabytes: number;
  readonly standings: readonly TypeStanding[];
}

const script = join(new URL('.', import.meta.url).pathname, 'run-contestant.ts');
const rows = [];
for (const corpus of values.only.split(',')) {
  const runs = new Map<string, Run[]>();
  for (let round = 0; round < Number(values.rounds); round++)
    for (const [name, count] of Object.entries(MUTANTS)) {
      const args = [script, name, corpus, String(count), values.seed];
      const output = execFileSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 2 ** 26 });
      runs.set(name, [...(runs.get(name) ?? []), JSON.parse(output) as Run]);
    }
  const exact = runs.get('bebug')![0]!.standings;
  const rate = (name: string): number =>
    median(runs.get(name)!.map(({ standings, milliseconds }) => (standings.length * 1000) / milliseconds));
  for (const [name, own] of runs) {
    const { standings } = own[0]!;
    rows.push({
      corpus,
      checker: name,
      mutants: standings.length,
      'per CPU second': Number(rate(name).toPrecision(3)),
      'bebug is faster by': Number((rate('bebug') / rate(name)).toPrecision(3)),
      'differs from bebug': standings.filter((standing, index) => standing !== exact[index]).length,
      'peak MB': Math.max(...own.map(({ megabytes }) => megabytes)),
    });
  }
  console.table(rows.slice(-runs.size));
}
console.table(rows);
