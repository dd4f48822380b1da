/**
 * A random sample of the proved bugs of a yield run, or of one of `../operators`, one card each, for a person to read: what was changed, and what shows it.
 * Usage: node benchmarks/audit/sample-proofs.ts ROWS.jsonl [share, default 0.33] [seed, default 1] > .bebug/audit/cards.md
 * Each proof is drawn by itself, so that a run can be sampled while it goes on.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fetchPackage, readPins } from '@bebug/cli';
import { keyedHex } from '@bebug/core';
import { readCorpus, type CorpusSource } from '@bebug/engine';
import { EMBEDDED_SOURCE } from '../packages.ts';
import type { Row } from '../yield/tables.ts';

/** What both kinds of runs say of a proof; other rows have no witness. */
type Proved = Pick<Row, 'corpus' | 'file' | 'line' | 'operator' | 'diff' | 'density' | 'witness'>;

/** Lines of the clean code that a card shows before and after the edit. */
const CONTEXT = 25;
const [path, share = '0.33', seed = '1'] = process.argv.slice(2);
const root = new URL('../..', import.meta.url).pathname;
const pins = await readPins(join(root, 'benchmarks/yield/packages.json'));
const rows = (await readFile(path!, 'utf8'))
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Proved)
  // Nobody doubts what does not compile.
  .filter(({ witness }) => witness && witness.kind !== 'parser' && witness.kind !== 'types')
  .filter((row) => drawn(row) < Number(share));
const texts = new Map<string, ReadonlyMap<string, string>>();
for (const [index, row] of rows.entries())
  process.stdout.write(card(index + 1, row, (await sourcesOf(row.corpus)).get(row.file)!));

async function sourcesOf(corpus: string): Promise<ReadonlyMap<string, string>> {
  const known = texts.get(corpus);
  if (known) return known;
  const spec = [...pins.keys()].find((one) => one.startsWith(`${corpus}@`));
  const source: CorpusSource =
    spec === undefined
      ? EMBEDDED_SOURCE
      : await fetchPackage(`npm:${spec}`, join(root, '.bebug/cache'), pins);
  const { sources } = await readCorpus(source);
  texts.set(corpus, sources);
  return sources;
}

/** A number in [0, 1) that depends on the mutant and the seed alone. */
function drawn({ corpus, file, line, operator, diff }: Proved): number {
  return Number.parseInt(keyedHex(8, seed, corpus, file, line, operator, diff), 16) / 16 ** 8;
}

function card(
  number: number,
  { corpus, file, line, operator, diff, density, witness }: Proved,
  text: string,
): string {
  const lines = text.split('\n');
  const from = Math.max(0, line - 1 - CONTEXT);
  const code = lines
    .slice(from, line + CONTEXT)
    .map((one, index) => `${from + index + 1 === line ? '>' : ' '}${from + index + 1} ${one}`)
    .join('\n');
  return `## ${number}. ${corpus} ${file}:${line} ${operator}\n\ndiff (clean => mutated): ${diff}\ndensity: ${density}\n\n${code}\n\nwitness:\n${JSON.stringify(witness, null, 1).slice(0, 5000)}\n\n`;
}
