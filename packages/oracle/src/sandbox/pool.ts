import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Child } from './child.ts';
import { writeHarness } from './harness-file.ts';
import { probeIsolation, type Isolation } from './layers.ts';

/**
 * Fresh children, a few of them started ahead of need. A child is used for one job of one side of one subject and then
 * killed: no job can see what ran before it, whatever the number of workers.
 */
export class Pool {
  readonly layers: readonly string[];
  readonly #isolation: Isolation;
  readonly #folder: string;
  readonly #spares: Child[] = [];
  readonly #out = new Set<Child>();
  readonly #spareCount: number;
  #closed = false;

  private constructor(isolation: Isolation, folder: string, spareCount: number) {
    this.#isolation = isolation;
    this.layers = isolation.layers;
    this.#folder = folder;
    this.#spareCount = spareCount;
  }

  static async open(spareCount: number): Promise<Pool> {
    const folder = await mkdtemp(join(tmpdir(), 'bebug-sandbox-'));
    await writeHarness(folder);
    const pool = new Pool(probeIsolation(), folder, spareCount);
    for (let spare = 0; spare < spareCount; spare++) pool.#spares.push(pool.#spawn());
    return pool;
  }

  /** A child that has done nothing yet; to be given back with `discard`. */
  take(): Child {
    for (;;) {
      const child = this.#spares.shift() ?? this.#spawn();
      // A spare that died while it waited (a signal from outside) is passed over.
      if (!child.alive && this.#spares.length > 0) continue;
      this.#out.add(child);
      return child;
    }
  }

  /** Nobody uses a child twice. */
  discard(child: Child): void {
    this.#out.delete(child);
    child.kill();
    while (!this.#closed && this.#spares.length < this.#spareCount) this.#spares.push(this.#spawn());
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const child of [...this.#spares, ...this.#out]) child.kill();
    this.#spares.length = 0;
    await rm(this.#folder, { recursive: true, force: true });
  }

  #spawn(): Child {
    return new Child(this.#isolation, this.#folder);
  }
}
