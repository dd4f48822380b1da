import { NO_EVIDENCE, type Project, type Proof, type Prover, type ScreenedMutant } from '@bebug/engine';
import { openModule, type CleanModule } from './clean-module.ts';
import { climb } from './ladder.ts';
import { Limiter } from './limiter.ts';
import { replayWitness, type Replayed, type ReplayRequest } from './replay.ts';
import { Pool } from './sandbox/pool.ts';

/** Modules whose shared findings are kept; the rest is found again when needed. */
const OPEN_MODULES = 24;

export interface OracleOptions {
  /** Proofs made at the same time; no result depends on it. */
  readonly workers: number;
  readonly seed: number;
  readonly logger?: { debug(fields: object, message: string): void };
}

/** Proves mutants by running them in sandbox processes, and runs stored proofs again. */
export interface Oracle extends Prover {
  /** @throws BebugError `internal` when it cannot go on; whatever the subject does ends in a `Proof`. */
  prove(mutant: ScreenedMutant): Promise<Proof>;
  replay(request: ReplayRequest): Promise<Replayed>;
  /** Isolation layers that are active on this host, in plain words. */
  readonly layers: readonly string[];
  /** Kill every child and remove the temporary folder. */
  close(): Promise<void>;
}

/** Start the sandbox: probe its layers, bundle its harness, start spare children. */
export async function createOracle({ workers, seed, logger }: OracleOptions): Promise<Oracle> {
  const pool = await Pool.open(workers + 1);
  const limiter = new Limiter(workers);
  const modules = new Map<Project, Map<string, Promise<CleanModule | { readonly why: string }>>>();

  const moduleOf = (project: Project, file: string): Promise<CleanModule | { readonly why: string }> => {
    const ofProject =
      modules.get(project) ?? new Map<string, Promise<CleanModule | { readonly why: string }>>();
    modules.set(project, ofProject);
    const known = ofProject.get(file) ?? openModule(project, file, pool, seed);
    // Least recently used first: re-inserted on every use.
    ofProject.delete(file);
    ofProject.set(file, known);
    for (const oldest of ofProject.keys()) {
      if (ofProject.size <= OPEN_MODULES) break;
      ofProject.delete(oldest);
    }
    return known;
  };

  return {
    layers: pool.layers,
    prove: (mutant) =>
      limiter.run(async () => {
        const { file, operator } = mutant.candidate;
        const module = await moduleOf(mutant.project, file);
        const proof: Proof =
          'why' in module
            ? {
                status: 'unproved',
                reason: 'does not load',
                detail: module.why,
                evidence: NO_EVIDENCE,
              }
            : await climb(mutant, module, pool);
        logger?.debug({ file, operator, status: proof.status }, 'proved or not');
        return proof;
      }),
    replay: (request) => limiter.run(() => replayWitness(request, pool)),
    close: () => pool.close(),
  };
}
