import { keyedInteger } from '@bebug/core';
import type { Target } from '@bebug/core/truth';
import fc from 'fast-check';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Case } from '../sandbox/case.ts';
import type { Generation } from './style.ts';
import type { Uses } from './uses.ts';

/**
 * The cases of one target, by generation and number: always the same for one seed, whoever asks and in which order.
 * They do not depend on the mutant, so the clean code's outcomes are found once and serve every mutant of the file.
 */
export class SourceOfCases {
  readonly target: Target;
  readonly #uses: Uses;
  readonly #key: readonly (string | number)[];
  readonly #arbitraries = new Map<Generation, fc.Arbitrary<Case>>();
  readonly #made = new Map<string, readonly Case[]>();

  constructor(target: Target, uses: Uses, key: readonly (string | number)[]) {
    this.target = target;
    this.#uses = uses;
    this.#key = key;
  }

  /** Cases `from` to `to` (exclusive) of a generation. */
  cases(generation: Generation, from: number, to: number): readonly Case[] {
    const key = `${generation} ${from} ${to}`;
    const made =
      this.#made.get(key) ??
      Array.from({ length: to - from }, (_, offset) => this.value(generation, from + offset).value);
    this.#made.set(key, made);
    return made;
  }

  /** One case with what is needed to shrink it. */
  value(generation: Generation, index: number): fc.Value<Case> {
    const random = new fc.Random(xoroshiro128plus(keyedInteger(...this.#key, generation, index)));
    // fast-check's own bias towards small and special values is left out of the unbiased generation.
    const bias = generation === 'sane' ? undefined : 2 + Math.floor(Math.log10(index + 1));
    return this.#arbitrary(generation).generate(random, bias);
  }

  shrink(generation: Generation, value: fc.Value<Case>): fc.Stream<fc.Value<Case>> {
    return this.#arbitrary(generation).shrink(value.value, value.context);
  }

  #arbitrary(generation: Generation): fc.Arbitrary<Case> {
    const known = this.#arbitraries.get(generation) ?? this.#uses(generation);
    this.#arbitraries.set(generation, known);
    return known;
  }
}
