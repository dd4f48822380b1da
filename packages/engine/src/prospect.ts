import { keyedHex, TIERS, type Tier } from '@bebug/core';
import type { Evidence, Funnel, Witness } from '@bebug/core/truth';
import type { Project } from './2-open-project.ts';
import { Screen } from './4-screen.ts';
import { grade } from './6-grade.ts';
import { orderCandidates } from './candidate-queue.ts';
import type { Candidate, Proof, Prover, ScreenedMutant } from './mutants.ts';
import { attempts, PRIORS_FOR, tierQuotas } from './quotas.ts';

/** A mutant with its proof and its measured tier. */
export interface ProvedMutant {
  readonly mutant: ScreenedMutant;
  readonly tier: Tier;
  readonly evidence: Evidence;
  readonly witness: Witness;
  readonly density: number | null;
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
  readonly funnel: Funnel;
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
    TIERS.map((tier) => [
      tier,
      orderCandidates(
        candidates.filter((one) => one.tier === tier),
        options.seed,
      ),
    ]),
  );
  const tally = new Tally();
  const chosen = new Choice(tierQuotas(options.count, options.tiers), options.seed);
  const screen = new Screen();
  for (let tier = chosen.neediest(queues); tier !== null; tier = chosen.neediest(queues)) {
    const queue = PRIORS_FOR[tier].map((prior) => queues.get(prior)!).find((one) => one.length > 0)!;
    const batch = queue.splice(0, BATCH);
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
    tests: null,
    resource: null,
    ...proof.evidence,
  };
  const { witness, density } = proof;
  return { mutant, tier: grade(evidence, witness, density), evidence, witness, density };
}

/** Code that does not parse or type-check needs no witness: the tool's verdict is the proof. A linter's opinion is not. */
function byTools(mutant: ScreenedMutant): Proof | null {
  const evidence = { input: null, schedule: null, attack: null };
  if (mutant.parser.length > 0) {
    return {
      status: 'proved',
      evidence,
      witness: { kind: 'parser', diagnostics: [...mutant.parser] },
      density: null,
    };
  }
  if (mutant.types !== null && mutant.types.length > 0) {
    return {
      status: 'proved',
      evidence,
      witness: { kind: 'types', diagnostics: [...mutant.types] },
      density: null,
    };
  }
  return null;
}

class Tally {
  examined = 0;
  proved = 0;
  readonly #dropped = new Map<string, number>();

  drop(reason: string, number = 1): void {
    this.#dropped.set(reason, (this.#dropped.get(reason) ?? 0) + number);
  }

  funnel(candidates: number, accepted: number): Funnel {
    const dropped = Object.fromEntries([...this.#dropped].sort(([a], [b]) => (a < b ? -1 : 1)));
    return { candidates, examined: this.examined, dropped, proved: this.proved, accepted };
  }
}

/** Which proved mutants become bugs. */
class Choice {
  readonly #seed: number;
  readonly #quotas: ReadonlyMap<Tier, number>;
  readonly #taken = new Map<Tier, ProvedMutant[]>();
  readonly #spare: ProvedMutant[] = [];
  readonly #tried = new Map<Tier, number>();
  readonly #sites = new Set<string>();
  #elsewhere = 0;
  #twice = 0;

  constructor(quotas: ReadonlyMap<Tier, number>, seed: number) {
    this.#quotas = quotas;
    this.#seed = seed;
  }

  get size(): number {
    return [...this.#taken.values()].reduce((sum, group) => sum + group.length, 0);
  }

  /** The tier that lacks most of its share, as long as there are candidates to try for it and attempts left. */
  neediest(queues: ReadonlyMap<Tier, readonly Candidate[]>): Tier | null {
    let neediest: Tier | null = null;
    let most = 0;
    for (const [tier, quota] of this.#quotas) {
      const lack = (quota - this.#count(tier)) / quota;
      const hasCandidates = PRIORS_FOR[tier].some((prior) => queues.get(prior)!.length > 0);
      if (hasCandidates && (this.#tried.get(tier) ?? 0) < attempts(quota) && lack > most) {
        neediest = tier;
        most = lack;
      }
    }
    return neediest;
  }

  attempted(tier: Tier, number: number): void {
    this.#tried.set(tier, (this.#tried.get(tier) ?? 0) + number);
  }

  offer(proved: ProvedMutant): void {
    const { candidate } = proved.mutant;
    const { start, end } = candidate.site;
    const site = JSON.stringify([candidate.corpus, candidate.file, start, end]);
    if (!this.#quotas.has(proved.tier)) this.#elsewhere++;
    else if (this.#sites.has(site)) this.#twice++;
    else {
      this.#sites.add(site);
      if (this.#count(proved.tier) < this.#quotas.get(proved.tier)!) this.#group(proved.tier).push(proved);
      else this.#spare.push(proved);
    }
  }

  /** The bugs, filled up from the spare ones, least represented tier first. */
  settle(count: number): { accepted: ProvedMutant[]; surplus: [reason: string, number: number][] } {
    while (this.size < count && this.#spare.length > 0) {
      const smallest = this.#spare.reduce((a, b) => (this.#count(b.tier) < this.#count(a.tier) ? b : a));
      this.#spare.splice(this.#spare.indexOf(smallest), 1);
      this.#group(smallest.tier).push(smallest);
    }
    const surplus: [string, number][] = [
      ['accept: tier is full', this.#spare.length],
      ['accept: tier not asked for', this.#elsewhere],
      ['accept: site has a bug already', this.#twice],
    ];
    const accepted = [...this.#taken.values()].flat();
    return { accepted: byId(accepted, this.#seed), surplus: surplus.filter(([, number]) => number > 0) };
  }

  #count(tier: Tier): number {
    return this.#taken.get(tier)?.length ?? 0;
  }

  #group(tier: Tier): ProvedMutant[] {
    const group = this.#taken.get(tier) ?? [];
    this.#taken.set(tier, group);
    return group;
  }
}

/** An order that says nothing about tiers. */
function byId(mutants: readonly ProvedMutant[], seed: number): ProvedMutant[] {
  const key = ({ mutant }: ProvedMutant): string => bugId(seed, mutant.candidate);
  return [...mutants].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** Ids depend on the seed and the edit, so that they are stable and tell nothing. */
export function bugId(seed: number, candidate: Candidate): string {
  return `b-${keyedHex(12, seed, 'bug', candidate.corpus, candidate.file, JSON.stringify(candidate.edits))}`;
}
