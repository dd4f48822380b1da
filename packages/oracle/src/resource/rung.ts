import type { ResourceWitness } from '@bebug/core/truth';
import type { CleanModule } from '../clean-module.ts';
import { distances, nearestFirst } from '../input/reach.ts';
import type { Ascent, Climb, Rung } from '../rung.ts';
import { prepare } from '../subject/subject.ts';
import { CleanLoads, mostOf, type CleanLoad } from './clean-loads.ts';
import { COUNTERS, type Counter } from './counter.ts';
import { comparable, measured, type Comparable } from './curves.ts';
import { LEAST_RATIO, order, ORDERS_APART, outgrown } from './growth.ts';
import { storedPlan } from './plan.ts';
import { replayResource } from './replay.ts';

const REPLAYS = 2;
const TARGETS = 3;

const known = new WeakMap<CleanModule, CleanLoads>();

/** Rung 9: does counted work, or what is left open, grow differently with the size of the input? */
export const resourceRung: Rung<'resource'> = {
  name: 'resource',
  async climb(ascent) {
    const { module, sides } = ascent;
    const loads = known.get(module) ?? new CleanLoads(module, sides.pool);
    known.set(module, loads);
    const found = await loadsFor(ascent, loads);
    if (found.length === 0) return null;
    const { candidate, mutatedText } = ascent.mutant;
    const change = { file: candidate.file, text: mutatedText };
    const mutated = await prepare(module.subject, change, { natives: true });
    const cleanCode = await loads.code();
    if ('why' in mutated || cleanCode === null) return null;
    return search(module, found, { ...sides, cleanCode, mutatedCode: mutated.code });
  },
};

/** The driver's loads, then those of the exports that reach the edits, nearest first. */
async function loadsFor(
  { mutant, module }: Ascent,
  loads: CleanLoads,
): Promise<readonly (readonly CleanLoad[])[]> {
  const { candidate, project } = mutant;
  const file = project.sourceFile(candidate.file);
  const near = nearestFirst(distances(file, candidate.edits), module.exportTargets).slice(0, TARGETS);
  const groups = module.described.loads.length > 0 ? [await loads.ofDriver()] : [];
  for (const target of near) groups.push(await loads.ofTarget(target));
  return groups.filter((group) => group.length > 0);
}

async function search(
  { subject }: CleanModule,
  groups: readonly (readonly CleanLoad[])[],
  sides: Ascent['sides'],
): Promise<Climb<'resource'>> {
  let measurements = 0;
  let reason = 'no witness';
  for (const group of groups) {
    const results = await measured(group, sides.pool, sides.mutatedCode);
    for (const [index, load] of group.entries()) {
      const mutated = results[index]!;
      measurements += load.sizes.length;
      const seen = comparable(load.sizes, load.clean, mutated);
      const counter = (Object.keys(COUNTERS) as Counter[]).find(
        (one) =>
          outgrown(one, seen.sizes, seen.clean, seen.mutated) !== null &&
          !(load.plan && isLuck(group, seen, one)),
      );
      if (counter === undefined) continue;
      const effect = outgrown(counter, seen.sizes, seen.clean, seen.mutated)!;
      const witness: ResourceWitness = {
        kind: 'resource',
        driver: load.plan ? null : subject.driver,
        load: load.name,
        plan: load.plan ? storedPlan(load.plan) : null,
        counter,
        sizes: [...seen.sizes],
        clean: seen.clean.map((counts) => counts[counter]),
        mutated: seen.mutated.map((counts) => counts[counter]),
        effect,
      };
      let holds = true;
      for (let replay = 0; replay < REPLAYS && holds; replay++)
        holds = (await replayResource(witness, sides)) === null;
      if (holds)
        return { evidence: { measurements, exposed: true }, witness, density: null, reason: '', detail: '' };
      reason = 'flaky subject';
    }
  }
  return {
    evidence: { measurements, exposed: false },
    witness: null,
    density: null,
    reason,
    detail: `${measurements} measurements grow alike`,
  };
}

/**
 * Work that the clean code does too, for other items of this size, is no growth: it only ended early for these. Nor is work where
 * the clean code's does not grow at all: a search that happens to find at once looks like that.
 */
function isLuck(
  group: readonly CleanLoad[],
  { sizes, clean, mutated }: Comparable,
  counter: Counter,
): boolean {
  if (COUNTERS[counter].leaves) return false;
  const counts = clean.map((one) => one[counter]);
  if ((order({ sizes, counts }) ?? 0) < ORDERS_APART) return true;
  return mutated.at(-1)![counter] < LEAST_RATIO * mostOf(group, sizes.at(-1)!, counter);
}
