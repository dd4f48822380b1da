import type { ExportTarget } from '../input/targets.ts';
import type { CleanModule } from '../clean-module.ts';
import type { Pool } from '../sandbox/pool.ts';
import type { Program } from '../sandbox/protocol.ts';
import type { Result } from '../sandbox/side.ts';
import { prepare } from '../subject/subject.ts';
import type { Counts } from './counter.ts';
import { measured, type Load } from './curves.ts';
import { derivedLoads } from './derive.ts';
import { SIZES } from './growth.ts';
import type { LoadPlan } from './plan.ts';

/** Draws of a target's other arguments: a load whose clean run refuses at some size is drawn again. */
const DRAWS = 6;

/** A load with what the clean code takes for it, and for other draws of the same. */
export interface CleanLoad extends Load {
  readonly clean: readonly Result[];
  readonly others: readonly (readonly Result[])[];
}

/** The loads of one clean module and their clean curves: made once for all its mutants. */
export class CleanLoads {
  readonly #module: CleanModule;
  readonly #pool: Pool;
  readonly #ofTargets = new Map<string, Promise<readonly CleanLoad[]>>();
  #code: Promise<Program | null> | null = null;
  #ofDriver: Promise<readonly CleanLoad[]> | null = null;

  constructor(module: CleanModule, pool: Pool) {
    this.#module = module;
    this.#pool = pool;
  }

  /** The clean code with counted native work; `null` when it cannot be made. */
  code(): Promise<Program | null> {
    return (this.#code ??= prepare(this.#module.subject, null, { natives: true }).then((made) =>
      'why' in made ? null : made.code,
    ));
  }

  ofDriver(): Promise<readonly CleanLoad[]> {
    return (this.#ofDriver ??= this.#measured(
      this.#module.described.loads.map(({ name, sizes }) => ({ name, sizes, plan: null })),
    ));
  }

  ofTarget(target: ExportTarget): Promise<readonly CleanLoad[]> {
    const { name } = target.target;
    const known = this.#ofTargets.get(name) ?? this.#derive(target);
    this.#ofTargets.set(name, known);
    return known;
  }

  async #derive(target: ExportTarget): Promise<readonly CleanLoad[]> {
    const drawn = Array.from({ length: DRAWS }, (_, index) =>
      derivedLoads(target, [this.#module.subject.file, index]),
    );
    const count = drawn[0]!.length;
    const runs = await this.#measured(
      drawn.flatMap((plans, draw) =>
        plans.map((plan): Load => ({ name: nameOf(plan, draw), sizes: SIZES, plan })),
      ),
    );
    return drawn[0]!.flatMap((_, index): CleanLoad[] => {
      const [first, ...others] = runs.filter(
        ({ clean }, at) => at % count === index && clean.every(({ ending }) => ending === 'returned'),
      );
      return first ? [{ ...first, others: others.map(({ clean }) => clean) }] : [];
    });
  }

  async #measured(loads: readonly Load[]): Promise<readonly CleanLoad[]> {
    const code = await this.code();
    if (code === null) return [];
    const results = await measured(loads, this.#pool, code);
    return loads.map((load, index) => ({ ...load, clean: results[index]!, others: [] }));
  }
}

function nameOf({ largest, scaled, calls }: LoadPlan, draw: number): string {
  const parts = calls
    ? `n calls of ${[...new Set(largest.calls.map(([member]) => member ?? 'the result'))].join(', ')}`
    : `arguments ${scaled.map((index) => index + 1).join(', ')} of size n`;
  return `${largest.name}: ${parts} (draw ${draw + 1})`;
}

/** The most that the clean code does for any load of this size: a mutant that only loses a lucky early end stays below. */
export function mostOf(loads: readonly CleanLoad[], size: number, counter: keyof Counts): number {
  let most = 0;
  for (const { sizes, clean, others } of loads)
    for (const results of [clean, ...others]) {
      const result = results[sizes.indexOf(size)];
      if (result && result.ending !== 'breached') most = Math.max(most, result.counts?.[counter] ?? 0);
    }
  return most;
}
