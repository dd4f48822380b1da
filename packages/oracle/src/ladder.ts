import { NO_EVIDENCE, type Proof, type ScreenedMutant } from '@bebug/engine';
import { attackRung } from './attack/rung.ts';
import type { CleanModule } from './clean-module.ts';
import { inputRung } from './input/rung.ts';
import type { AnyRung, Ascent } from './rung.ts';
import type { Pool } from './sandbox/pool.ts';
import { scheduleRung } from './schedule/rung.ts';
import { prepare } from './subject/subject.ts';

/** In the order in which they are climbed. (Rungs 1 to 4 — parser, types, lint, duplicates — are the engine's screen.) */
const RUNGS: readonly AnyRung[] = [inputRung, scheduleRung, attackRung];

/** Reasons that a later rung's own reason says more than. */
const OPEN = new Set(['no callable target', 'no witness']);

/** Climb rung by rung, and stop at the first proof. */
export async function climb(mutant: ScreenedMutant, module: CleanModule, pool: Pool): Promise<Proof> {
  const mutated = await prepare(module.subject, mutant.mutatedText, { comparisons: false });
  if ('why' in mutated)
    return { status: 'unproved', reason: 'does not load', detail: mutated.why, evidence: NO_EVIDENCE };
  const ascent: Ascent = {
    mutant,
    module,
    sides: { pool, cleanCode: module.code, mutatedCode: mutated.code },
    async countingSides() {
      const [cleanCode, counting] = await Promise.all([
        module.countingCode(),
        prepare(module.subject, mutant.mutatedText, { comparisons: true }),
      ]);
      return cleanCode === null || 'why' in counting ? null : { pool, cleanCode, mutatedCode: counting.code };
    },
  };
  let evidence = NO_EVIDENCE;
  let reason = 'no callable target';
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
