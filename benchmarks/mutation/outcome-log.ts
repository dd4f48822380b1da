/** What became of each mutant, a line as soon as it is known: a run that is stopped loses nothing. */
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { MutantResult } from '@stryker-mutator/api/core';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import type { Reporter } from '@stryker-mutator/api/report';
import { NOT_SAMPLED } from './in-process-runner.ts';

export const SOURCES = join(import.meta.dirname, '../../packages/scorer/src');
const LOG = join(import.meta.dirname, '../../.bebug/mutation/outcomes.jsonl');

export interface Outcome {
  /** Under `SOURCES`. */
  readonly file: string;
  /** `line:column-line:column`, from 1. */
  readonly place: string;
  readonly mutator: string;
  readonly replacement: string;
  readonly status: string;
}

/** Outcomes of a text of the file, and whether they are all. */
type Line = { readonly file: string; readonly source: string } & (Outcome | { readonly isComplete: true });

function sourceOf(file: string): string {
  return createHash('sha256')
    .update(readFileSync(join(SOURCES, file)))
    .digest('hex');
}

function write(line: Line): void {
  mkdirSync(dirname(LOG), { recursive: true });
  appendFileSync(LOG, `${JSON.stringify(line)}\n`);
}

export function writeComplete(file: string): void {
  write({ file, source: sourceOf(file), isComplete: true });
}

/** What is known of the files as they are now; the last word on a mutant counts. */
export function readOutcomes(): Map<
  string,
  { readonly outcomes: ReadonlyMap<string, Outcome>; readonly isComplete: boolean }
> {
  const known = new Map<string, { outcomes: Map<string, Outcome>; isComplete: boolean }>();
  const lines = existsSync(LOG) ? readFileSync(LOG, 'utf8').trimEnd().split('\n') : [];
  for (const line of lines.map((text) => JSON.parse(text) as Line)) {
    const { file } = line;
    if (line.source !== sourceOf(file)) continue;
    const ofFile = known.get(file) ?? { outcomes: new Map<string, Outcome>(), isComplete: false };
    known.set(file, ofFile);
    if ('isComplete' in line) ofFile.isComplete = true;
    else ofFile.outcomes.set(keyOf(line), line);
  }
  return known;
}

const keyOf = ({ place, mutator, replacement }: Omit<Outcome, 'file' | 'status'>): string =>
  [place, mutator, replacement].join(' ');

class OutcomeLog implements Reporter {
  /** When survivors are tested again: the mutants between them are none of them. */
  readonly #before = process.env['MUTATION_RETEST'] === undefined ? null : readOutcomes();

  onMutantTested({ fileName, location, mutatorName, replacement, status, statusReason }: MutantResult): void {
    if (statusReason === NOT_SAMPLED) return;
    const { start, end } = location;
    const file = relative(SOURCES, fileName);
    const place = `${start.line}:${start.column}-${end.line}:${end.column}`;
    const about = { place, mutator: mutatorName, replacement };
    if (this.#before !== null && this.#before.get(file)?.outcomes.has(keyOf(about)) !== true) return;
    write({ file, source: sourceOf(file), ...about, status });
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.Reporter, 'outcome-log', OutcomeLog)];
