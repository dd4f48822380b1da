import { z } from 'zod';

/** How near a finding must be to earn credit, the strictest first. `line` is the headline. */
export const STRICTNESS = ['line', 'function', 'file'] as const;
export const strictnessSchema = z.enum(STRICTNESS);
export type Strictness = z.infer<typeof strictnessSchema>;

/** Where a finding lies relative to a bug, the nearest first. */
export const PLACES = ['exact', 'shared-line', 'near', 'function', 'file'] as const;
export const placeSchema = z.enum(PLACES);
export type Place = z.infer<typeof placeSchema>;

/** Weight of a match by place, and what agreement may add: never enough to lift a finding past the next place. */
export const WEIGHTS = {
  exact: 1,
  'shared-line': 0.9,
  near: 0.8,
  function: 0.6,
  file: 0.3,
  category: 0.05,
  semantic: 0.04,
} as const satisfies Record<Place | 'category' | 'semantic', number>;

const ALLOWED: Record<Strictness, readonly Place[]> = {
  line: ['exact', 'shared-line', 'near'],
  function: ['exact', 'shared-line', 'near', 'function'],
  file: PLACES,
};

/** Whether a place earns credit at a strictness. */
export function isAllowed(place: Place, strictness: Strictness): boolean {
  return ALLOWED[strictness].includes(place);
}

export interface MatchOptions {
  readonly strictness: Strictness;
  /** A finding within so many lines of an accepted region is `near`. */
  readonly k: number;
  /** A finding over more lines than this points at nothing: it earns function credit at best. */
  readonly maxSpan: number;
}

export const MATCH_DEFAULTS: MatchOptions = { strictness: 'line', k: 3, maxSpan: 10 };
