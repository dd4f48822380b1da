import type { Tier } from '@bebug/core';
import type { Evidence, Witness } from '@bebug/core/truth';

/** At or above this share of generated inputs, an ordinary valid input exposes the bug (DESIGN: Tiers). */
const ORDINARY_DENSITY = 0.1;

/**
 * The measured tier of a proved bug. The operator's prior has no say: what the parser, the type checker or a stock linter
 * flags is `easy`; else the cheapest witness decides.
 */
export function grade(evidence: Evidence, witness: Witness, density: number | null): Tier {
  const flagged = [evidence.parser, evidence.types, evidence.lint].some(
    (rung) => rung !== null && rung.new.length > 0,
  );
  if (flagged) return 'easy';
  if (witness.kind === 'schedule' || witness.kind === 'attack' || witness.kind === 'resource')
    return 'expert';
  return density !== null && density >= ORDINARY_DENSITY ? 'moderate' : 'hard';
}
