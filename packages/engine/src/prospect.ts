import { groupBy, type Tier } from '@bebug/core';
import type { Funnel } from '@bebug/core/truth';
import type { Project } from './2-open-project.ts';
import { Screen } from './4-screen.ts';
import { examine, type Examined, type ProvedMutant } from './5-examine.ts';
import { CandidateQueue } from './candidate-queue.ts';
import { Choice } from './choice.ts';
import { isConspicuous } from './conspicuous/conspicuous.ts';
import type { Candidate, Prover } from './mutants.ts';
import type { Mix } from './profile/mix.ts';
import { QUEUE_OF, QUEUES, tierQuotas } from './quotas.ts';
import type { BatchChecker } from './screen/batch-checker.ts';
import type { VerdictCache } from './screen/kept/verdict-cache.ts';
import { Tally } from './tally.ts';

export interface ProspectOptions {
  readonly seed: number;
  readonly count: number;
  readonly tiers: readonly Tier[];
  /** How often each kind of bug should come, as far as the tiers' shares and the corpora allow. */
  readonly mix: Mix;
  /** Checks types many at a time: changes nothing but time. */
  readonly checker?: BatchChecker;
  /** What the screen said in earlier runs: changes nothing but time. */
  readonly kept?: VerdictCache;
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

/** What a try counts, so that an operator whose candidates come to nothing does not hold up the others. */
const PART_OF_A_BUG = 1 / 12;

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
      new CandidateQueue(
        candidates.filter((one) => QUEUE_OF[one.tier] === queue),
        options.seed,
        options.mix,
        (one) => isConspicuous(one, projects.get(one.corpus)!.sourceFile(one.file)),
      ),
    ]),
  );
  const tally = new Tally();
  const chosen = new Choice(tierQuotas(options.count, options.tiers), options.seed, options.mix);
  const tried = new Map<string, number>();
  const screen = new Screen(options.checker, options.kept);
  for (let tier = chosen.neediest(queues); tier !== null; tier = chosen.neediest(queues)) {
    const come = (id: string): number => chosen.offers(id) + (tried.get(id) ?? 0) * PART_OF_A_BUG;
    const batch = queues.get(QUEUE_OF[tier])!.take(BATCH, come);
    for (const { operator } of batch) tried.set(operator, (tried.get(operator) ?? 0) + 1);
    chosen.attempted(tier, batch.length);
    for (const [corpus, own] of groupBy(batch, (one) => one.corpus))
      await screen.announce(projects.get(corpus)!, own);
    const verdicts: Promise<Examined>[] = [];
    for (const candidate of batch) {
      if (options.signal?.aborted) break;
      verdicts.push(examine(projects.get(candidate.corpus)!, candidate, screen, prover));
      // Screening is synchronous: let the proofs that are under way be heard in between.
      await new Promise<void>((resolve) => void setImmediate(resolve));
    }
    const settled = await Promise.all(verdicts);
    // Proofs that were under way have ended; a journal holds those from before the interruption.
    options.signal?.throwIfAborted();
    for (const verdict of settled) {
      tally.examined++;
      if (verdict.status !== 'proved') tally.drop(verdict.reason);
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
