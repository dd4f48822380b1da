import type { Place } from '@bebug/core/truth';
import { NO_EVIDENCE, type Proof, type ScreenedMutant } from '@bebug/engine';
import { attackRung } from './attack/rung.ts';
import type { CleanModule, Unusable } from './clean-module.ts';
import { importersOf, type Importer } from './input/importers.ts';
import { entriesOf } from './input/public.ts';
import { distances, reaches } from './input/reach.ts';
import { inputRung } from './input/rung.ts';
import type { AnyRung, Ascent, OtherView } from './rung.ts';
import { resourceRung } from './resource/rung.ts';
import type { Pool } from './sandbox/pool.ts';
import { scheduleRung } from './schedule/rung.ts';
import { prepare } from './subject/subject.ts';
import type { TestBench } from './tests/bench.ts';

/** In the order in which they are climbed. (Rungs 1 to 4 — parser, types, lint, duplicates — are the engine's screen.) */
const RUNGS: readonly AnyRung[] = [inputRung, scheduleRung, attackRung, resourceRung];

/** Reasons that a later rung's own reason says more than. */
const OPEN = new Set(['no callable target', 'not reachable from an export', 'no witness']);

/** Importing modules that are looked at, the nearest and an entry of the package, or the outermost: each costs as much as the module itself. */
const IMPORTERS = 3;

/** Clean modules of a project by their path and where they run, opened once. */
export type OpenModule = (file: string, place: Place | null) => Promise<CleanModule | Unusable>;

/**
 * Climb rung by rung, and stop at the first proof. The project's own tests stand last: a run of them costs what thousands of
 * evaluations do. They need no module that loads by itself.
 */
export async function climb(
  mutant: ScreenedMutant,
  open: OpenModule,
  pool: Pool,
  tests: TestBench | null,
): Promise<Proof> {
  const module = await openAnywhere(mutant.candidate.file, open);
  const proof: Proof =
    'why' in module
      ? { status: 'unproved', reason: 'does not load', detail: module.why, evidence: NO_EVIDENCE }
      : await climbInside(mutant, module, open, pool);
  if (proof.status === 'proved' || tests === null) return proof;
  const { evidence, witness, density, reason, detail } = await tests.climb(mutant);
  const all = { ...proof.evidence, tests: evidence };
  if (witness) return { status: 'proved', evidence: all, witness, density, kills: [] };
  return { ...proof, ...(OPEN.has(proof.reason) && { reason, detail }), evidence: all };
}

/** The clean module as it runs in a process of its own; where it does not load there, in the first place that it asks about and where it does. */
async function openAnywhere(file: string, open: OpenModule): Promise<CleanModule | Unusable> {
  const usual = await open(file, null);
  if (!('why' in usual)) return usual;
  for (const place of usual.places) {
    const module = await open(file, place);
    if (!('why' in module)) return module;
  }
  return usual;
}

/** The rungs that run the module itself, in the sandbox. */
async function climbInside(
  mutant: ScreenedMutant,
  module: CleanModule,
  open: OpenModule,
  pool: Pool,
): Promise<Proof> {
  const change = { file: mutant.candidate.file, text: mutant.mutatedText };
  const mutated = await prepare(module.subject, change, { comparisons: false });
  if ('why' in mutated)
    return { status: 'unproved', reason: 'does not load', detail: mutated.why, evidence: NO_EVIDENCE };
  const { file, edits } = mutant.candidate;
  const own: Importer = { file, distances: distances(mutant.project.sourceFile(file), edits) };
  let known: readonly Importer[] | null = null;
  const importers = (): readonly Importer[] => (known ??= importersAround(mutant, own, module));
  const viewsThrough = async (through: readonly Importer[], place: Place | null): Promise<OtherView[]> => {
    const views: OtherView[] = [];
    for (const one of through) {
      const other = await open(one.file, place);
      if ('why' in other) continue;
      const changed = await prepare(other.subject, change, { comparisons: false });
      if ('why' in changed) continue;
      const sides = { pool, cleanCode: other.code, mutatedCode: changed.code };
      views.push({ module: other, sides, distances: one.distances });
    }
    return views;
  };
  const ascent: Ascent = {
    mutant,
    module,
    sides: { pool, cleanCode: module.code, mutatedCode: mutated.code },
    async countingSides() {
      const [cleanCode, counting] = await Promise.all([
        module.countingCode(),
        prepare(module.subject, change, { comparisons: true }),
      ]);
      return cleanCode === null || 'why' in counting ? null : { pool, cleanCode, mutatedCode: counting.code };
    },
    importers: () => viewsThrough(importers(), module.subject.place),
    async elsewhere() {
      const views: OtherView[] = [];
      for (const place of module.places)
        if (place !== module.subject.place) views.push(...(await viewsThrough([own, ...importers()], place)));
      return views;
    },
  };
  let evidence = NO_EVIDENCE;
  let reason = isReachable(mutant, module) ? 'no callable target' : 'not reachable from an export';
  let detail = module.unreachable.map(({ name, why }) => `${name}: ${why}`).join('; ');
  for (const rung of RUNGS) {
    const found = await rung.climb(ascent);
    if (!found) continue;
    evidence = { ...evidence, [rung.name]: found.evidence };
    if (found.witness) {
      const { witness, density, kills = [] } = found;
      return { status: 'proved', evidence, witness, density, kills };
    }
    if (OPEN.has(reason)) ({ reason, detail } = found);
  }
  return { status: 'unproved', reason, detail, evidence };
}

/** The modules through which the edits are looked at: the nearest, and an entry of the package or the outermost. */
function importersAround(
  { candidate: { file }, project }: ScreenedMutant,
  { distances: reached }: Importer,
  { exportedNames }: CleanModule,
): readonly Importer[] {
  const importers = importersOf(project, file, new Set(reached.size > 0 ? reached.keys() : exportedNames));
  const further = importers.splice(IMPORTERS - 1);
  const entries = entriesOf(project);
  const outermost = further.findLast((one) => entries.has(one.file)) ?? further.at(-1);
  return outermost ? [...importers, outermost] : importers;
}

/** False where the edits stand in a declaration that nothing exported refers to. */
function isReachable({ candidate, project }: ScreenedMutant, { exportedNames }: CleanModule): boolean {
  return reaches(project.sourceFile(candidate.file), candidate.edits, exportedNames);
}
