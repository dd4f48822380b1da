import type { Bug } from '@bebug/core/truth';
import type { PlacedBug } from './accepted-regions.ts';

/** What scoring needs to know of a bug: its proof and its explanation, most of a large set's truth, are not part of it. */
export type ScoredBug = PlacedBug & Pick<Bug, 'corpus' | 'tier' | 'fix'>;

/** That alone, so that the rest can be forgotten. */
export function scoredBug({
  id,
  task,
  corpus,
  file,
  title,
  operator,
  family,
  cwe,
  tier,
  mutated,
  regions,
  enclosing,
  fix,
}: ScoredBug): ScoredBug {
  return {
    ...{ id, task, corpus, file, title, operator, family, cwe, tier },
    ...{ mutated, regions, enclosing, fix },
  };
}
