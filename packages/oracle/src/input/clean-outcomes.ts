import { CLEAN_FUEL } from '../difference.ts';
import type { Pool } from '../sandbox/pool.ts';
import type { Program } from '../sandbox/protocol.ts';
import { Side, type Result } from '../sandbox/side.ts';
import type { SourceOfCases } from './source-of-cases.ts';
import type { Generation } from './style.ts';

/** What the clean code does on the cases of a file's targets: found when first needed, in a fresh child, and kept. */
export class CleanOutcomes {
  readonly #pool: Pool;
  readonly #code: Program;
  readonly #known = new Map<SourceOfCases, Map<string, Promise<readonly Result[]>>>();

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

  async #run(
    source: SourceOfCases,
    generation: Generation,
    from: number,
    to: number,
  ): Promise<readonly Result[]> {
    const side = new Side(this.#pool, this.#code);
    try {
      const cases = source.cases(generation, from, to);
      return await side.run(
        cases,
        cases.map(() => CLEAN_FUEL),
      );
    } finally {
      side.close();
    }
  }
}
