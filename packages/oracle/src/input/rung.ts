import type { Density, InputWitness } from '@bebug/core/truth';
import { ORDINARY_DENSITY, type Kills } from '@bebug/engine';
import { differs, searchFuel } from '../difference.ts';
import type { Case } from '../sandbox/case.ts';
import type { ModuleSource } from '../clean-module.ts';
import type { Climb, Rung } from '../rung.ts';
import { Side, type Result, type Sides } from '../sandbox/side.ts';
import type { CleanOutcomes } from './clean-outcomes.ts';
import { density } from './density.ts';
import { killsOf } from './kills.ts';
import { printCase } from './print.ts';
import { replayInput } from './replay.ts';
import { shrink } from './shrink.ts';
import type { SourceOfCases } from './source-of-cases.ts';
import type { Generation } from './style.ts';
import { nearestFirst } from './reach.ts';
import { inputOf } from './witness-input.ts';

/** Cases of the unbiased generation: they measure the density. */
const SANE_CASES = 200;
const TARGETS = 4;
const INTERNAL_TARGETS = 2;
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
const DRIVER_SHARE = 0.5;
/** Hits that are tried as witnesses before a batch is given up. */
const CANDIDATES = 4;

interface Batch {
  readonly source: SourceOfCases;
  readonly generation: Generation;
  readonly from: number;
  readonly to: number;
}

interface Hit {
  readonly index: number;
  readonly given: Case;
  readonly clean: Result;
  readonly mutated: Result;
}

/** Rung 5: does a generated use of an exported target end differently? */
export const inputRung: Rung<'input'> = {
  name: 'input',
  async climb({ mutant, module, sides }) {
    const { driverSource, exportSources, internalSources, outcomes } = module;
    const { candidate, project } = mutant;
    const near = (all: readonly ModuleSource[]): SourceOfCases[] =>
      nearestFirst(project.sourceFile(candidate.file), candidate.edits, all).map(({ source }) => source);
    const reaching = near(exportSources);
    const sources = driverSource ? [driverSource, ...reaching] : reaching;
    // What no export refers to is dead code: a difference there is none for anybody.
    if (sources.length === 0) return null;
    const inside = near(internalSources);
    return search({ sources, inside }, outcomes, sides);
  },
};

/** Both lists come nearest first; what is not exported (`inside`) is asked when nothing else shows a difference. */
async function search(
  {
    sources,
    inside,
  }: { readonly sources: readonly SourceOfCases[]; readonly inside: readonly SourceOfCases[] },
  outcomes: CleanOutcomes,
  sides: Sides,
): Promise<Climb<'input'>> {
  const near = sources.slice(0, TARGETS);
  const mutated = new Side(sides.pool, sides.mutatedCode);
  const kills: Kills[] = [];
  let executions = 0;
  let asked = 0;
  let refused: string | null = null;
  let flaky = '';
  let measured: Density | null = null;
  const attempt = async (batch: Batch): Promise<InputWitness | null> => {
    const before = await outcomes.of(batch.source, batch.generation, batch.from, batch.to);
    const { hits, ran, judged, isWhole } = await compare(batch, before, mutated);
    asked += judged;
    refused ??= before.find(isRefusal)?.breach.message ?? null;
    if (isWhole) kills.push(killsOf(batch, hits));
    const first = executions;
    executions += ran;
    if (batch.generation === 'sane' && !isInternal(batch.source)) {
      const found = judged === 0 ? null : density(hits.length, judged);
      if (found && (measured === null || found.hits > 0)) measured = found;
    }
    // Nobody outside can call what is not exported: there, a difference must be an ordinary one to count.
    if (isInternal(batch.source) && hits.length < judged * ORDINARY_DENSITY) return null;
    const settled = await witnessAmong(batch, hits, first, mutated, sides);
    if (settled === 'flaky')
      flaky = `${batch.source.target.kind === 'driver' ? 'driver' : batch.source.target.name} does not repeat itself`;
    return settled === 'flaky' ? null : settled;
  };
  try {
    let witness: InputWitness | null = null;
    for await (const batch of batchesOf(near, inside, outcomes)) {
      witness = await attempt(batch);
      if (witness) break;
    }
    const evidence = { executions, exposed: witness !== null, density: measured };
    const density = (measured as Density | null)?.estimate ?? null;
    if (witness) return { evidence, witness, density, kills, reason: '', detail: '' };
    const nothing = { evidence, witness, density };
    const breach = mutated.breaches[0];
    if (flaky !== '') return { ...nothing, reason: 'flaky subject', detail: flaky };
    if (asked === 0 && refused !== null)
      return { ...nothing, reason: 'needs the outside world', detail: refused };
    if (breach) return { ...nothing, reason: 'sandbox breach', detail: `${breach.kind}: ${breach.message}` };
    return { ...nothing, reason: 'no witness', detail: `${executions} inputs end alike` };
  } finally {
    mutated.close();
  }
}

async function* batchesOf(
  near: readonly SourceOfCases[],
  inside: readonly SourceOfCases[],
  outcomes: CleanOutcomes,
): AsyncGenerator<Batch> {
  yield* await plan(near, outcomes);
  for (const source of near.slice(0, EVOLVED_TARGETS)) {
    const to = await outcomes.evolve(source);
    if (to > 0) yield { source, generation: 'evolved', from: 0, to };
  }
  yield* insideBatches(inside);
}

function insideBatches(inside: readonly SourceOfCases[]): Batch[] {
  return inside
    .slice(0, INTERNAL_TARGETS)
    .map((source) => ({ source, generation: 'sane', from: 0, to: SANE_CASES }));
}

function isInternal({ target }: SourceOfCases): boolean {
  return target.kind !== 'driver' && target.internal === true;
}

/** Every batch in the order of the search. Heavy code gets fewer cases: counted by steps, never by time. */
async function plan(sources: readonly SourceOfCases[], outcomes: CleanOutcomes): Promise<Batch[]> {
  const batches: Batch[] = sources.map((source) => ({ source, generation: 'sane', from: 0, to: SANE_CASES }));
  const shares = await Promise.all(
    sources.map(async (source) => {
      const results = await outcomes.of(source, 'sane', 0, SANE_CASES);
      const steps = results.reduce(
        (sum, result) => sum + (result.ending === 'breached' ? ORDINARY_STEPS : result.steps),
        0,
      );
      return Math.min(1, ORDINARY_STEPS / Math.max(1, steps));
    }),
  );
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

async function compare(
  batch: Batch,
  before: readonly Result[],
  mutated: Side,
): Promise<{ hits: Hit[]; ran: number; judged: number; isWhole: boolean }> {
  const cases = batch.source.cases(batch.generation, batch.from, batch.to);
  // Where the clean code gives no outcome, nothing the mutant does can be a difference: such cases are not run.
  const judged = [...cases.keys()].filter((index) => isOutcome(before[index]!));
  const fuel = judged.map((index) => searchFuel(before[index]!));
  const after = await mutated.run(
    judged.map((index) => cases[index]!),
    fuel,
  );
  const hits: Hit[] = [];
  for (const [order, index] of judged.entries()) {
    const [clean, other] = [before[index]!, after[order]!];
    if (differs(clean, other, fuel[order]!))
      hits.push({ index, given: cases[index]!, clean, mutated: other });
  }
  const isWhole = after.every(({ ending }) => ending !== 'breached');
  return { hits, ran: cases.length, judged: judged.length, isWhole };
}

function isRefusal(result: Result): result is Extract<Result, { ending: 'breached' }> {
  return result.ending === 'breached' && result.breach.kind === 'refused';
}

function isOutcome({ ending }: Result): boolean {
  return ending !== 'breached' && ending !== 'diverged' && ending !== 'load-failed';
}

/** The first hit that shrinks and replays; those on which the clean code returns come first. */
async function witnessAmong(
  batch: Batch,
  hits: readonly Hit[],
  executions: number,
  mutated: Side,
  sides: Sides,
): Promise<InputWitness | 'flaky' | null> {
  const returning = hits.filter(({ clean }) => clean.ending === 'returned');
  const others = hits.filter(({ clean }) => clean.ending !== 'returned');
  let flaky = false;
  for (const hit of [...returning, ...others].slice(0, CANDIDATES)) {
    for (const given of await smallerFirst(batch, hit, mutated, sides)) {
      const confirmed = await replayInput(given, sides);
      if (confirmed === 'flaky') flaky = true;
      if (confirmed === null || confirmed === 'flaky') continue;
      return {
        kind: 'input',
        target: batch.source.target,
        input: inputOf(given),
        call: printCase(given),
        generation: batch.generation,
        executions: executions + hit.index + 1,
        ...confirmed,
      };
    }
  }
  return flaky ? 'flaky' : null;
}

async function smallerFirst(batch: Batch, hit: Hit, mutated: Side, sides: Sides): Promise<Case[]> {
  const clean = new Side(sides.pool, sides.cleanCode);
  try {
    const start = batch.source.value(batch.generation, batch.from + hit.index);
    const endings = { clean: hit.clean.ending, mutated: hit.mutated.ending };
    const small = await shrink(batch.source, batch.generation, start, endings, clean, mutated);
    return JSON.stringify(small) === JSON.stringify(hit.given) ? [hit.given] : [small, hit.given];
  } finally {
    clean.close();
  }
}
