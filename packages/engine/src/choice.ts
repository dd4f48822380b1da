import type { Tier } from '@bebug/core';
import { bugId } from './bug-id.ts';
import type { Candidate } from './mutants.ts';
import type { ProvedMutant } from './prospect.ts';
import { attempts, QUEUE_OF, type Queue } from './quotas.ts';

/** Which proved mutants become bugs. */
export class Choice {
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
  neediest(queues: ReadonlyMap<Queue, readonly Candidate[]>): Tier | null {
    let neediest: Tier | null = null;
    let most = 0;
    for (const [tier, quota] of this.#quotas) {
      const lack = (quota - this.#count(tier)) / quota;
      const hasCandidates = queues.get(QUEUE_OF[tier])!.length > 0;
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
