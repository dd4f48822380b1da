import { CLEAN_FUEL } from '../difference.ts';
import type { Case } from '../sandbox/case.ts';
import type { Pool } from '../sandbox/pool.ts';
import type { Program } from '../sandbox/protocol.ts';
import { runInFreshChild, Side, type Result } from '../sandbox/side.ts';
import { Herd } from './herd.ts';
import type { SourceOfCases } from './source-of-cases.ts';
import type { Generation } from './style.ts';

const ROUNDS = 5;
const BROOD = 200;
/** Steps beyond which no further round begins: every mutant of the file pays for them again. */
const MOST_STEPS = 1_500_000;
const BREEDERS = [
  ['sane', 200],
  ['guided', 300],
] as const;

/** What the clean code does on the cases of a file's targets: found when first needed, in a fresh child, and kept. */
export class CleanOutcomes {
  readonly #pool: Pool;
  readonly #code: Program;
  readonly #known = new Map<SourceOfCases, Map<string, Promise<readonly Result[]>>>();

  readonly #bred = new Map<SourceOfCases, Promise<number>>();

  constructor(pool: Pool, code: Program) {
    this.#pool = pool;
    this.#code = code;
  }

  of(source: SourceOfCases, generation: Generation, from: number, to: number): Promise<readonly Result[]> {
    const key = `${generation} ${from} ${to}`;
    const batches = this.#known.get(source) ?? new Map<string, Promise<readonly Result[]>>();
    this.#known.set(source, batches);
    const known = batches.get(key) ?? this.#run(source, generation, from, to);
    batches.set(key, known);
    return known;
  }

  /**
   * Breed cases from those that lead the clean code along different ways (told by how they end, what they enter, and the order of their steps), round
   * by round, and keep them with `source`. Returns how many there are. They do not depend on any mutant.
   */
  evolve(source: SourceOfCases): Promise<number> {
    const known = this.#bred.get(source) ?? this.#breed(source);
    this.#bred.set(source, known);
    return known;
  }

  /** Rounds of cases, each made by `brood` when those before have been looked at, with how they end: until enough steps are taken. */
  async *rounds(
    count: number,
    brood: () => readonly Case[],
  ): AsyncGenerator<{
    readonly cases: readonly Case[];
    readonly clean: readonly Result[];
  }> {
    const side = new Side(this.#pool, this.#code);
    try {
      let steps = 0;
      for (let round = 0; round < count && steps < MOST_STEPS; round++) {
        const cases = brood();
        const clean = (await side.run(cases, CLEAN_FUEL)).map(compact);
        steps += clean.reduce((sum, one) => sum + (one.ending === 'breached' ? 0 : one.steps), 0);
        yield { cases, clean };
      }
    } finally {
      side.close();
    }
  }

  async #breed(source: SourceOfCases): Promise<number> {
    const { evolution } = source;
    if (evolution === null) return 0;
    const random = source.stream('evolved');
    const herd = new Herd();
    const cases: Case[] = [];
    const results: Result[] = [];
    const learn = (tried: readonly Case[], ended: readonly Result[]): void => {
      for (const [index, result] of ended.entries())
        if (result.ending !== 'breached') herd.learn(tried[index]!, result);
    };
    for (const [generation, to] of BREEDERS)
      learn(source.cases(generation, 0, to), await this.of(source, generation, 0, to));
    if (herd.isEmpty) return 0;
    const brood = (): Case[] =>
      Array.from({ length: BROOD }, () => evolution.neighbour(herd.pick(random), random));
    for await (const round of this.rounds(ROUNDS, brood)) {
      learn(round.cases, round.clean);
      cases.push(...round.cases);
      results.push(...round.clean);
    }
    source.keepEvolved(cases);
    const batches = this.#known.get(source)!;
    batches.set(`evolved 0 ${cases.length}`, Promise.resolve(results));
    return cases.length;
  }

  async #run(
    source: SourceOfCases,
    generation: Generation,
    from: number,
    to: number,
  ): Promise<readonly Result[]> {
    const cases = source.cases(generation, from, to);
    return (await runInFreshChild(this.#pool, this.#code, cases, CLEAN_FUEL)).map(compact);
  }
}

/** What comparing needs: thousands are kept for each open module, and a witness is written down from runs of its own. */
function compact(result: Result): Result {
  return result.ending === 'breached' ? result : { ...result, detail: '' };
}
