import type { Tier } from '@bebug/core';
import type { Evidence, Funnel, Witness } from '@bebug/core/truth';
import type { Project } from './2-open-project.ts';
import { Screen } from './4-screen.ts';
import { grade } from './6-grade.ts';
import { orderCandidates } from './candidate-queue.ts';
import { Choice } from './choice.ts';
import {
  NO_EVIDENCE,
  type Candidate,
  type Kills,
  type Proof,
  type Prover,
  type ScreenedMutant,
} from './mutants.ts';
import { QUEUE_OF, QUEUES, tierQuotas } from './quotas.ts';
import { Tally } from './tally.ts';

/** A mutant with its proof and its measured tier. */
export interface ProvedMutant {
  readonly mutant: ScreenedMutant;
  readonly tier: Tier;
  readonly evidence: Evidence;
  readonly witness: Witness;
  readonly density: number | null;
  readonly kills: readonly Kills[];
}

export interface ProspectOptions {
  readonly seed: number;
  readonly count: number;
  readonly tiers: readonly Tier[];
  /** Told after each batch. */
  readonly onProgress?: (progress: { accepted: number; wanted: number; examined: number }) => void;
  readonly signal?: AbortSignal;
}

export interface Prospect {
  readonly accepted: readonly ProvedMutant[];
  /** Without what combining refuses: that comes later. */
  readonly funnel: Omit<Funnel, 'refused'>;
}

/** Mutants whose proofs are under way together. Fixed, so that the number of workers changes nothing but time. */
const BATCH = 12;

/**
 * Screen, prove and grade candidates until every tier has its share or nothing is left to try. What a tier cannot fill is
 * given to the others from the proved mutants that were surplus there.
 */
export async function prospect(
  projects: ReadonlyMap<string, Project>,
  candidates: readonly Candidate[],
  prover: Prover,
  options: ProspectOptions,
): Promise<Prospect> {
  const queues = new Map(
    QUEUES.map((queue) => [
      queue,
      orderCandidates(
        candidates.filter((one) => QUEUE_OF[one.tier] === queue),
        options.seed,
      ),
    ]),
  );
  const tally = new Tally();
  const chosen = new Choice(tierQuotas(options.count, options.tiers), options.seed);
  const screen = new Screen();
  for (let tier = chosen.neediest(queues); tier !== null; tier = chosen.neediest(queues)) {
    const batch = queues.get(QUEUE_OF[tier])!.splice(0, BATCH);
    chosen.attempted(tier, batch.length);
    const verdicts: Promise<ProvedMutant | string>[] = [];
    for (const candidate of batch) {
      if (options.signal?.aborted) break;
      verdicts.push(examine(projects.get(candidate.corpus)!, candidate, screen, prover));
      // Screening is synchronous: let the proofs that are under way be heard in between.
      await new Promise<void>((resolve) => void setImmediate(resolve));
    }
    const settled = await Promise.all(verdicts);
    // Proofs that were under way have ended, and a journal holds them.
    options.signal?.throwIfAborted();
    for (const verdict of settled) {
      tally.examined++;
      if (typeof verdict === 'string') tally.drop(verdict);
      else {
        tally.proved++;
        chosen.offer(verdict);
      }
    }
    options.onProgress?.({ accepted: chosen.size, wanted: options.count, examined: tally.examined });
  }
  const { accepted, surplus } = chosen.settle(options.count);
  for (const [reason, number] of surplus) tally.drop(reason, number);
  return { accepted, funnel: tally.funnel(candidates.length, accepted.length) };
}

/** The proof of one candidate, or the stage and reason for which it fell. */
async function examine(
  project: Project,
  candidate: Candidate,
  screen: Screen,
  prover: Prover,
): Promise<ProvedMutant | string> {
  const verdict = screen.check(project, candidate);
  if (verdict.status === 'dropped') return verdict.reason;
  const { mutant } = verdict;
  const proof = byTools(mutant) ?? (await prover.prove(mutant));
  if (proof.status === 'unproved') return `prove: ${proof.reason}`;
  const evidence: Evidence = {
    parser: { new: [...mutant.parser] },
    types: mutant.types && { new: [...mutant.types] },
    lint: mutant.lint && { new: [...mutant.lint] },
    ...proof.evidence,
  };
  const { witness, density, kills } = proof;
  return { mutant, tier: grade(evidence, witness, density), evidence, witness, density, kills };
}

/** Code that does not parse or type-check needs no witness: the tool's verdict is the proof. A linter's opinion is not. */
function byTools(mutant: ScreenedMutant): Proof | null {
  const evidence = NO_EVIDENCE;
  if (mutant.parser.length > 0) {
    return {
      status: 'proved',
      evidence,
      witness: { kind: 'parser', diagnostics: [...mutant.parser] },
      density: null,
      kills: [],
    };
  }
  if (mutant.types !== null && mutant.types.length > 0) {
    return {
      status: 'proved',
      evidence,
      witness: { kind: 'types', diagnostics: [...mutant.types] },
      density: null,
      kills: [],
    };
  }
  return null;
}
