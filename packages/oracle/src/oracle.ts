import { LRUCache } from 'lru-cache';
import type { Place } from '@bebug/core/truth';
import type { Project, Proof, Prover, ScreenedMutant } from '@bebug/engine';
import { openModule, type CleanModule, type Unusable } from './clean-module.ts';
import { climb } from './ladder.ts';
import { Limiter } from './limiter.ts';
import { likenessOn, type Likeness } from './likeness/likeness.ts';
import { likenessOfCall, type CallRequest } from './likeness/call.ts';
import { replayWitness, type Replayed, type ReplayRequest } from './replay.ts';
import { runPrintedTests, type TestRequest, type TestResults } from './printed-tests/run-printed-tests.ts';
import { Pool } from './sandbox/pool.ts';
import { TestBench, type OpenedTests, type TestOptions } from './tests/bench.ts';
import { probeEnclosure, type Enclosure } from './tests/enclosure.ts';

/** Modules whose shared findings are kept; the rest is found again when needed. */
const OPEN_MODULES = 24;

export interface OracleOptions {
  /** Proofs made at the same time; no result depends on it. */
  readonly workers: number;
  readonly seed: number;
  /** Run the projects' own tests where all else leaves a mutant open. */
  readonly tests?: TestOptions;
  readonly logger?: { debug(fields: object, message: string): void };
}

/** Proves mutants by running them in sandbox processes, and runs stored proofs again. */
export interface Oracle extends Prover {
  /** @throws BebugError `internal` when it cannot go on; whatever the subject does ends in a `Proof`. */
  prove(mutant: ScreenedMutant): Promise<Proof>;
  replay(request: ReplayRequest): Promise<Replayed>;
  /** Whether code that is to mend a bug ends like the clean code where the witness shows the bug. */
  compare(request: ReplayRequest): Promise<Likeness>;
  /** Whether clean and mutated code end alike in a call that somebody wrote down; told, never evaluated outside the sandbox. */
  compareCall(request: CallRequest): Promise<Likeness>;
  /**
   * Copy a project and run its tests on the clean code; `null` when no test command was given. Done by `prove` where it was not
   * done before; calling it first tells early that the command is of no use.
   * @throws BebugError `tests-unusable`
   */
  openTests(project: Project): Promise<OpenedTests | null>;
  /** Run a file of tests on a clean module and on variants of it; `null` when none passes on the clean code. */
  runTests(request: TestRequest): Promise<TestResults | null>;
  /** Isolation layers that are active on this host, in plain words. */
  readonly layers: readonly string[];
  /** Kill every child and remove the temporary folder. */
  close(): Promise<void>;
}

/** Start the sandbox: probe its layers, bundle its harness, start spare children. */
export async function createOracle({ workers, seed, tests, logger }: OracleOptions): Promise<Oracle> {
  const pool = await Pool.open(workers + 1);
  const bench = tests === undefined ? null : new TestBench(tests);
  const limiter = new Limiter(workers);
  let enclosure: Enclosure | undefined;
  const modules = new LRUCache<string, Promise<CleanModule | Unusable>>({
    max: OPEN_MODULES,
  });
  const numbers = new WeakMap<Project, number>();
  let projects = 0;

  const moduleOf = (project: Project, file: string, place: Place | null): Promise<CleanModule | Unusable> => {
    const number = numbers.get(project) ?? projects++;
    numbers.set(project, number);
    const key = `${number} ${place ?? ''} ${file}`;
    const known = modules.get(key) ?? openModule(project, file, pool, seed, place);
    modules.set(key, known);
    return known;
  };

  return {
    layers: [...pool.layers, ...(bench?.layers ?? [])],
    openTests: async (project) => (bench === null ? null : limiter.run(() => bench.open(project))),
    prove: (mutant) =>
      limiter.run(async () => {
        const { file, operator } = mutant.candidate;
        const proof = await climb(
          mutant,
          (path, place) => moduleOf(mutant.project, path, place),
          pool,
          bench,
        );
        logger?.debug({ file, operator, status: proof.status }, 'proved or not');
        return proof;
      }),
    replay: (request) => limiter.run(() => replayWitness(request, pool, bench)),
    compare: (request) => limiter.run(() => likenessOn(request, pool)),
    runTests: (request) => limiter.run(() => runPrintedTests(request, (enclosure ??= probeEnclosure()))),
    compareCall: (request) => limiter.run(() => likenessOfCall(request, pool)),
    async close() {
      await pool.close();
      await bench?.close();
    },
  };
}
