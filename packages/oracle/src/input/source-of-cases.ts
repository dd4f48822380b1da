import { keyedInteger, randomStream, type RandomStream } from '@bebug/core';
import type { Target } from '@bebug/core/truth';
import fc from 'fast-check';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Case } from '../sandbox/case.ts';
import type { Evolution } from './evolution.ts';
import type { Generation } from './style.ts';
import type { Uses } from './uses.ts';

/**
 * The cases of one target, by generation and number: always the same for one seed, whoever asks and in which order.
 * They do not depend on the mutant, so the clean code's outcomes are found once and serve every mutant of the file.
 */
export class SourceOfCases {
  readonly target: Target;
  /** How its cases change; `null` for a driver, whose arguments are its author's. */
  readonly evolution: Evolution | null;
  readonly #uses: Uses;
  readonly #key: readonly (string | number)[];
  readonly #arbitraries = new Map<Generation, fc.Arbitrary<Case>>();
  readonly #made = new Map<string, readonly Case[]>();
  #evolved: readonly Case[] = [];

  constructor(
    target: Target,
    uses: Uses,
    key: readonly (string | number)[],
    evolution: Evolution | null = null,
  ) {
    this.target = target;
    this.evolution = evolution;
    this.#uses = uses;
    this.#key = key;
  }

  /** A stream of random numbers of its own. */
  stream(...key: readonly (string | number)[]): RandomStream {
    return randomStream(...this.#key, ...key);
  }

  /** The evolved generation, once it has been bred. */
  keepEvolved(cases: readonly Case[]): void {
    this.#made.set(`evolved 0 ${cases.length}`, cases);
    this.#evolved = cases;
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
    if (generation === 'evolved') return new fc.Value(this.#evolved[index]!, undefined);
    const random = new fc.Random(xoroshiro128plus(keyedInteger(...this.#key, generation, index)));
    // fast-check's own bias towards small and special values is left out of the unbiased generation.
    const bias = generation === 'sane' ? undefined : 2 + Math.floor(Math.log10(index + 1));
    return this.#arbitrary(generation).generate(random, bias);
  }

  shrink(generation: Generation, value: fc.Value<Case>): fc.Stream<fc.Value<Case>> {
    if (generation !== 'evolved') return this.#arbitrary(generation).shrink(value.value, value.context);
    return fc.stream(this.evolution!.simpler(value.value)).map((given) => new fc.Value(given, undefined));
  }

  #arbitrary(generation: Generation): fc.Arbitrary<Case> {
    const known = this.#arbitraries.get(generation) ?? this.#uses(generation);
    this.#arbitraries.set(generation, known);
    return known;
  }
}
