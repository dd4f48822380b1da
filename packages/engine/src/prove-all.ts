import type { Project } from './2-open-project.ts';
import { Screen } from './4-screen.ts';
import { examine, type Examined } from './5-examine.ts';
import { orderCandidates } from './candidate-queue.ts';
import type { Candidate, Prover } from './mutants.ts';
import type { BatchChecker } from './screen/batch-checker.ts';
import type { VerdictCache } from './screen/kept/verdict-cache.ts';

export interface ProveAllOptions {
  /** Candidates under examination at the same time: changes nothing but time. */
  readonly workers: number;
  /** Checks types many at a time: changes nothing but time. */
  readonly checker?: BatchChecker;
  /** What the screen said in earlier runs: changes nothing but time. */
  readonly kept?: VerdictCache;
  /**
   * Nothing comes after it is aborted; those under way are waited for. (What interrupts this process may have hit its sandboxes
   * too, so that their verdicts are worth nothing.)
   */
  readonly signal?: AbortSignal;
}

/** Candidates that are announced to the screen together: enough to share a check, few enough to see the first result soon. */
const ANNOUNCED = 240;

/** What the ladder says of every candidate, in their order, each as soon as those before it are known. */
export async function* proveAll(
  project: Project,
  candidates: readonly Candidate[],
  prover: Prover,
  { workers, signal, checker, kept }: ProveAllOptions,
): AsyncGenerator<{ readonly candidate: Candidate; readonly examined: Examined }> {
  const screen = new Screen(checker, kept);
  const waiting = candidates.entries();
  const underWay: { candidate: Candidate; examined: Promise<Examined> }[] = [];
  const begin = async (): Promise<void> => {
    while (underWay.length <= workers && signal?.aborted !== true) {
      const { value: next, done } = waiting.next();
      if (done) return;
      const [index, candidate] = next;
      if (index % ANNOUNCED === 0) await screen.announce(project, candidates.slice(index, index + ANNOUNCED));
      const examined = examine(project, candidate, screen, prover);
      // Awaited in its turn, where a rejection is heard; until then it must not count as unhandled.
      examined.catch(() => undefined);
      underWay.push({ candidate, examined });
      // Screening is synchronous: let the proofs that are under way be heard in between.
      await new Promise<void>((resolve) => void setImmediate(resolve));
    }
  };
  await begin();
  while (underWay.length > 0) {
    const { candidate, examined } = underWay.shift()!;
    const result = await examined;
    if (signal?.aborted === true) break;
    yield { candidate, examined: result };
    await begin();
  }
  await Promise.allSettled(underWay.map(({ examined }) => examined));
}

/** `limit` of the candidates, of all operators and files in turn, in the order in which they came. */
export function sampleOf(candidates: readonly Candidate[], limit: number, seed: number): Candidate[] {
  const chosen = new Set(orderCandidates(candidates, seed).slice(0, limit));
  return candidates.filter((candidate) => chosen.has(candidate));
}
