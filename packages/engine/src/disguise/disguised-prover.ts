import type { Project } from '../2-open-project.ts';
import type { Proof, Prover, ScreenedMutant } from '../mutants.ts';
import { NO_EVIDENCE } from '../mutants.ts';
import type { Disguise } from './disguise.ts';

/** Proves nothing in a file whose disguise the oracle can see through. */
export class DisguisedProver implements Prover {
  readonly #prover: Prover;
  readonly #disguises: ReadonlyMap<Project, Disguise>;

  constructor(prover: Prover, disguises: readonly Disguise[]) {
    this.#prover = prover;
    this.#disguises = new Map(disguises.map((one) => [one.project, one]));
  }

  async prove(mutant: ScreenedMutant): Promise<Proof> {
    if (await this.isSame(mutant.project, mutant.candidate.file)) return this.#prover.prove(mutant);
    const detail = 'other names make a difference in this file';
    return { status: 'unproved', reason: 'the disguise shows', detail, evidence: NO_EVIDENCE };
  }

  isSame(project: Project, file: string): Promise<boolean> {
    return this.#disguises.get(project)?.isSame(file, this.#prover) ?? Promise.resolve(true);
  }
}
