import type { Case } from '../sandbox/case.ts';
import type { Result } from '../sandbox/side.ts';
import type { CleanOutcomes } from './clean-outcomes.ts';
import type { SourceOfCases } from './source-of-cases.ts';
import type { Generation } from './style.ts';
import type { View } from './views.ts';

/** Cases of the unbiased generation: they measure the density. */
const SANE_CASES = 200;
const EVOLVED_TARGETS = 2;
/** Batches behind them, by how near the target is: guided, then extreme. */
const BATCHES: readonly {
  readonly generation: Generation;
  readonly from: number;
  readonly to: number;
  readonly targets: number;
}[] = [
  { generation: 'guided', from: 0, to: 300, targets: 4 },
  { generation: 'guided', from: 300, to: 1200, targets: 2 },
  { generation: 'extreme', from: 0, to: 300, targets: 2 },
];
/** Steps of clean code in the unbiased batch beyond which later batches are cut, in proportion. */
const ORDINARY_STEPS = 1_000_000;
/** Below this nothing is bred: every round would cost as much again. */
const LEAST_SHARE = 1 / 3;
const GUIDED_SEQUENCES = 900;
/** Cases of a batch in which a better witness is looked for than the one at hand. */
const CHEAP_CASES = 300;
const DRIVER_SHARE = 0.5;

/** Cases of one target that are run together. */
export interface Batch {
  readonly source: SourceOfCases;
  readonly generation: Generation;
  readonly from: number;
  readonly to: number;
  /** Its cases and how they end in the clean code, where they were bred for this mutant alone. */
  readonly bred?: { readonly cases: readonly Case[]; readonly clean: readonly Result[] };
}

/** Its cases, in order. */
export function casesOf({ source, generation, from, to, bred }: Batch): readonly Case[] {
  return bred?.cases ?? source.cases(generation, from, to);
}

/** What is bred costs as much again in every round: too much where the clean code is heavy. */
export async function isBred(source: SourceOfCases, outcomes: CleanOutcomes): Promise<boolean> {
  return source.evolution !== null && (await share(source, outcomes)) >= LEAST_SHARE;
}

/** A batch in which a better witness is looked for than the one at hand. */
export function isCheap({ generation, from, to }: Batch): boolean {
  return from === 0 && to <= CHEAP_CASES && (generation === 'sane' || generation === 'guided');
}

/** Every batch of a view, in the order of the search; nothing is bred unless `isOpen`. */
export async function* batchesOf(
  { sources, sequence, outcomes }: View,
  isOpen: () => boolean,
): AsyncGenerator<Batch> {
  yield* await plan(sources, outcomes);
  for (const source of sources.slice(0, EVOLVED_TARGETS)) if (isOpen()) yield* evolved(source, outcomes);
  if (sequence === null) return;
  yield { source: sequence, generation: 'sane', from: 0, to: SANE_CASES };
  const to = Math.ceil(GUIDED_SEQUENCES * (await share(sequence, outcomes)));
  yield { source: sequence, generation: 'guided', from: 0, to };
  if (isOpen()) yield* evolved(sequence, outcomes);
}

async function* evolved(source: SourceOfCases, outcomes: CleanOutcomes): AsyncGenerator<Batch> {
  if (!(await isBred(source, outcomes))) return;
  const to = await outcomes.evolve(source);
  if (to > 0) yield { source, generation: 'evolved', from: 0, to };
}

/** How much of a later batch is run: heavy code gets fewer cases. Counted by steps, never by time. */
async function share(source: SourceOfCases, outcomes: CleanOutcomes): Promise<number> {
  const results = await outcomes.of(source, 'sane', 0, SANE_CASES);
  const steps = results.reduce(
    (sum, result) => sum + (result.ending === 'breached' ? ORDINARY_STEPS : result.steps),
    0,
  );
  return Math.min(1, ORDINARY_STEPS / Math.max(1, steps));
}

/** Batches of made cases. */
async function plan(sources: readonly SourceOfCases[], outcomes: CleanOutcomes): Promise<Batch[]> {
  const batches: Batch[] = sources.map((source) => ({ source, generation: 'sane', from: 0, to: SANE_CASES }));
  const shares = await Promise.all(sources.map((source) => share(source, outcomes)));
  for (const { generation, from, to, targets } of BATCHES) {
    for (const [index, source] of sources.slice(0, targets).entries()) {
      const isDriver = source.target.kind === 'driver';
      // A driver's arguments are its author's: there is nothing extreme to add, and its cases are costly.
      if (isDriver && generation === 'extreme') continue;
      const size = Math.ceil((to - from) * shares[index]! * (isDriver ? DRIVER_SHARE : 1));
      batches.push({ source, generation, from, to: from + size });
    }
  }
  return batches;
}
