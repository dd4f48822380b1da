import type { Proof, ProofEvidence, ScreenedMutant } from '@bebug/engine';
import { climbAttack } from './attack/rung.ts';
import type { CleanModule } from './clean-module.ts';
import { climbInput, type Sides } from './input/rung.ts';
import type { SourceOfCases } from './input/source-of-cases.ts';
import { distances } from './input/targets.ts';
import type { Pool } from './sandbox/pool.ts';
import { climbSchedule } from './schedule/rung.ts';
import { prepare } from './subject/subject.ts';

const NOTHING: ProofEvidence = { input: null, schedule: null, attack: null };

/** Climb input, schedule and attack in turn, and stop at the first proof. */
export async function climb(mutant: ScreenedMutant, module: CleanModule, pool: Pool): Promise<Proof> {
  const { subject, described } = module;
  const mutated = await prepare(subject, mutant.mutatedText, { comparisons: false });
  if ('why' in mutated) return unproved('does not load', mutated.why, NOTHING);
  const sides: Sides = { pool, cleanCode: module.code, mutatedCode: mutated.code };
  let evidence = NOTHING;
  let reason = 'no callable target';
  let detail = module.unreachable.map(({ name, why }) => `${name}: ${why}`).join('; ');

  const sources = sourcesFor(mutant, module);
  if (sources.length > 0) {
    const search = await climbInput(sources, module.outcomes, sides);
    evidence = { ...evidence, input: search.evidence };
    if (search.witness)
      return {
        status: 'proved',
        evidence,
        witness: search.witness,
        density: search.evidence.density?.estimate ?? null,
      };
    ({ reason, detail } = search);
  }
  if (subject.driver !== null && described.scenarios.length > 0) {
    const search = await climbSchedule(subject.driver, described.scenarios, module.spaces, sides);
    evidence = { ...evidence, schedule: search.evidence };
    if (search.witness) return { status: 'proved', evidence, witness: search.witness, density: null };
    if (reason === 'no callable target' || reason === 'no witness') ({ reason, detail } = search);
  }
  if (subject.driver !== null && described.attacks.length > 0) {
    const search = await climbAttack(subject.driver, described.attacks, async ({ comparisons }) => {
      if (!comparisons) return sides;
      const [cleanCode, counting] = await Promise.all([
        module.countingCode(),
        prepare(subject, mutant.mutatedText, { comparisons }),
      ]);
      return cleanCode === null || 'why' in counting ? null : { pool, cleanCode, mutatedCode: counting.code };
    });
    evidence = { ...evidence, attack: search.evidence };
    if (search.witness) return { status: 'proved', evidence, witness: search.witness, density: null };
    if (reason === 'no callable target' || reason === 'no witness') ({ reason, detail } = search);
  }
  return unproved(reason, detail, evidence);
}

/** The driver first; then exports by how many references they are away from the edits, those that do not reach them left out. */
function sourcesFor(
  { candidate, project }: ScreenedMutant,
  { driverSource, exportSources }: CleanModule,
): SourceOfCases[] {
  const distance = distances(project.sourceFile(candidate.file), candidate.edits);
  const home = (name: string): number =>
    distance.size === 0 ? 0 : (distance.get(name.split('.')[0]!) ?? Infinity);
  const reaching = exportSources
    .map(({ name, source }) => ({ source, away: home(name) }))
    .filter(({ away }) => away < Infinity)
    .sort((a, b) => a.away - b.away)
    .map(({ source }) => source);
  return driverSource ? [driverSource, ...reaching] : reaching;
}

function unproved(reason: string, detail: string, evidence: ProofEvidence): Proof {
  return { status: 'unproved', reason, detail, evidence };
}
