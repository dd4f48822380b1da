import { compareText, type Family } from '@bebug/core';
import type { Profile } from '@bebug/core/truth';
import type { Operator } from '@bebug/operators';
import { sharesOf } from './divergence.ts';

/** What is counted of an operator's mutants: bugs, and tries that came to nothing as a part of one. */
export type Count = (operator: string) => number;

/** A profile as shares of the operators at hand. */
export class Mix {
  readonly profile: Profile;
  /** Family → share that the profile asks for. */
  readonly target: ReadonlyMap<string, number>;
  /** The same over the families that have an operator here. */
  readonly adjusted: ReadonlyMap<string, number>;
  /** Families of the profile without an operator here: their share goes to the others, in proportion. */
  readonly missing: readonly string[];
  readonly #families = new Map<string, string[]>();
  readonly #familyOf: ReadonlyMap<string, Family>;

  constructor(profile: Profile, operators: readonly Pick<Operator, 'id' | 'family'>[]) {
    this.profile = profile;
    this.#familyOf = new Map(operators.map(({ id, family }) => [id, family]));
    for (const { id, family } of operators)
      this.#families.set(family, [...(this.#families.get(family) ?? []), id].sort(compareText));
    this.target = sharesOf(Object.entries(profile.families));
    this.missing = [...this.target.keys()].filter((family) => !this.#families.has(family)).sort(compareText);
    this.adjusted = sharesOf([...this.target].filter(([family]) => this.#families.has(family)));
  }

  /**
   * Of `operators`, the one that is furthest behind its share: first the family, then the operator in it (Sainte-Laguë: the
   * largest share by bugs plus one half). Without a share, what has come least.
   */
  next(operators: ReadonlySet<string>, count: Count): string {
    const families = [...new Set([...operators].map((id) => this.#familyOf.get(id)!))].sort(compareText);
    const own = (family: string): string[] => this.#families.get(family)!;
    const counted = (family: string): number => own(family).reduce((sum, id) => sum + count(id), 0);
    const family = furthestBehind(families, (one) => this.adjusted.get(one) ?? 0, counted);
    const open = own(family).filter((id) => operators.has(id));
    return furthestBehind(open, (id) => this.profile.operators[id] ?? 1, count);
  }
}

function furthestBehind(names: readonly string[], shareOf: Count, count: Count): string {
  const lag = (name: string): number => shareOf(name) / (count(name) + 0.5);
  return names.reduce((best, name) => {
    const [a, b] = [lag(name), lag(best)];
    return a > b || (a === b && count(name) < count(best)) ? name : best;
  });
}
