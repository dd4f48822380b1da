import type { Tier } from '@bebug/core';
import type { Evidence, Witness } from '@bebug/core/truth';
import type { Project } from './2-open-project.ts';
import type { Screen } from './4-screen.ts';
import { grade } from './6-grade.ts';
import {
  NO_EVIDENCE,
  type Candidate,
  type Kills,
  type Proof,
  type Prover,
  type ScreenedMutant,
} from './mutants.ts';

/** A mutant with its proof and its measured tier. */
export interface ProvedMutant {
  readonly mutant: ScreenedMutant;
  readonly tier: Tier;
  readonly evidence: Evidence;
  readonly witness: Witness;
  readonly density: number | null;
  readonly kills: readonly Kills[];
}

/** What became of one candidate on the ladder. */
export type Examined =
  | ({ readonly status: 'proved' } & ProvedMutant)
  | {
      /** `dropped` by the screen, or `unproved` behind it. */
      readonly status: 'dropped' | 'unproved';
      /** The rung at which it fell, or the last one that was climbed; `null`: none had anything to look at. */
      readonly rung: keyof Evidence | 'duplicate' | null;
      /** `screen: …` or `prove: …`, from a fixed list, so that it can be counted. */
      readonly reason: string;
      readonly detail: string;
    };

const PROOF_RUNGS = ['input', 'tests', 'schedule', 'attack', 'resource'] as const;

/** Screen, prove and grade one candidate. */
export async function examine(
  project: Project,
  candidate: Candidate,
  screen: Screen,
  prover: Prover,
): Promise<Examined> {
  const verdict = screen.check(project, candidate);
  if (verdict.status === 'dropped') {
    const { rung, reason, diagnostics } = verdict;
    const detail = diagnostics
      .slice(0, 1)
      .map(({ rule, message }) => `${rule} ${message}`)
      .join('');
    return { status: 'dropped', rung, reason, detail };
  }
  const { mutant } = verdict;
  const proof = byTools(mutant) ?? (await prover.prove(mutant));
  if (proof.status === 'unproved') {
    const rung = PROOF_RUNGS.findLast((name) => proof.evidence[name] !== null) ?? null;
    return { status: 'unproved', rung, reason: `prove: ${proof.reason}`, detail: proof.detail };
  }
  const evidence: Evidence = {
    parser: { new: [...mutant.parser] },
    types: mutant.types && { new: [...mutant.types] },
    lint: mutant.lint && { new: [...mutant.lint] },
    ...proof.evidence,
  };
  const { witness, density, kills } = proof;
  const tier = grade(evidence, witness, density);
  return { status: 'proved', mutant, tier, evidence, witness, density, kills };
}

/** Code that does not parse or type-check needs no witness: the tool's verdict is the proof. A linter's opinion is not. */
function byTools(mutant: ScreenedMutant): Proof | null {
  const proof = { status: 'proved', evidence: NO_EVIDENCE, density: null, kills: [] } as const;
  if (mutant.parser.length > 0)
    return { ...proof, witness: { kind: 'parser', diagnostics: [...mutant.parser] } };
  if (mutant.types !== null && mutant.types.length > 0)
    return { ...proof, witness: { kind: 'types', diagnostics: [...mutant.types] } };
  return null;
}
