import type { Mutant } from '@bebug/core';
import type { Diagnostic, Evidence, Explanation, Witness } from '@bebug/core/truth';
import type { Stretch } from '@bebug/operators';
import type { Project } from './2-open-project.ts';

/** A mutant as the scan found it, with what its record will need. Offsets are in the clean file. */
export interface Candidate extends Mutant {
  readonly corpus: string;
  readonly cwe: number | null;
  readonly title: string;
  readonly explanation: Explanation;
  /** Where the bug is: the edits at the node itself, without those that clean up elsewhere. */
  readonly site: Stretch;
  /** Further places where it may rightly be reported. */
  readonly regions: readonly Stretch[];
  /** Innermost named function around the site. */
  readonly enclosing: (Stretch & { readonly name: string }) | null;
}

/** A candidate that passed the screen. */
export interface ScreenedMutant {
  readonly candidate: Candidate;
  readonly project: Project;
  readonly mutatedText: string;
  /** Rungs 1 to 3 of the ladder: what each tool says of the mutant and not of the clean code. `null`: not reached. */
  readonly parser: readonly Diagnostic[];
  readonly types: readonly Diagnostic[] | null;
  readonly lint: readonly Diagnostic[] | null;
}

/** What the rungs above the screen measured. */
export type ProofEvidence = Pick<Evidence, 'input' | 'tests' | 'schedule' | 'attack' | 'resource'>;

/** No rung has been climbed. */
export const NO_EVIDENCE: ProofEvidence = {
  input: null,
  tests: null,
  schedule: null,
  attack: null,
  resource: null,
};

/**
 * One row of the kill matrix: the generated cases of one batch on which a mutant ends differently. Batches are the same for
 * all mutants of a file, so that rows with the same target, generation and range can be compared case by case.
 */
export interface Kills {
  readonly target: string;
  readonly generation: string;
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  /** Hexadecimal; bit `n` stands for case `from + n`. */
  readonly hits: string;
  /** Digest of how the mutant ends on those cases. */
  readonly outcomes: string;
}

export type Proof =
  | {
      readonly status: 'proved';
      readonly evidence: ProofEvidence;
      readonly witness: Witness;
      readonly density: number | null;
      /** Batches that were run whole; empty where no rung runs generated cases. */
      readonly kills: readonly Kills[];
    }
  | {
      readonly status: 'unproved';
      /** Short and from a fixed list, so that it can be counted: `no witness`, `no callable target`, `flaky subject`, … */
      readonly reason: string;
      readonly detail: string;
      readonly evidence: ProofEvidence;
    };

/** What the engine needs of the oracle. */
export interface Prover {
  prove(mutant: ScreenedMutant): Promise<Proof>;
}
