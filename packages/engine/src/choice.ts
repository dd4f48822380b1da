import { TIERS, type Tier } from '@bebug/core';
import { bugId } from './bug-id.ts';
import type { CandidateQueue } from './candidate-queue.ts';
import type { ProvedMutant } from './5-examine.ts';
import type { Mix } from './profile/mix.ts';
import { attempts, QUEUE_OF, type Queue } from './quotas.ts';
import { redundancies } from './redundancy.ts';

/**
 * Which proved mutants become bugs. Every tier has its share; within it, the mix decides whose mutants come, and these come in the
 * order in which they were offered, dominated ones behind all others (the hardest first) and duplicates never. So the harder of two stands in for both, but a
 * tier that lacks bugs takes a dominated one before it stays short: redundant is not wrong.
 */
export class Choice {
  readonly #seed: number;
  readonly #mix: Mix;
  readonly #quotas: ReadonlyMap<Tier, number>;
  /** Bugs that are wanted in all. */
  readonly #count: number;
  readonly #offered = new Map<Tier, ProvedMutant[]>();
  readonly #tried = new Map<Tier, number>();
  /** Operator → mutants that were offered and can become bugs. */
  readonly #offers = new Map<string, number>();
  readonly #sites = new Set<string>();
  #elsewhere = 0;
  #twice = 0;

  constructor(quotas: ReadonlyMap<Tier, number>, seed: number, mix: Mix) {
    this.#mix = mix;
    this.#quotas = quotas;
    this.#count = [...quotas.values()].reduce((sum, quota) => sum + quota, 0);
    this.#seed = seed;
  }

  /** How many of the bugs that are wanted there are, redundant mutants left out. */
  get size(): number {
    return Math.min(this.#count, this.#total());
  }

  /**
   * The tier that lacks most of its share, as long as there are candidates to try for it and attempts left. When no tier can come nearer to its share
   * and bugs are missing, the others look for them: the tier that has least.
   */
  neediest(queues: ReadonlyMap<Queue, Pick<CandidateQueue, 'isEmpty'>>): Tier | null {
    const open = [...this.#quotas.keys()].filter((tier) => !queues.get(QUEUE_OF[tier])!.isEmpty);
    const triesLeft = (tier: Tier, quota: number): boolean => (this.#tried.get(tier) ?? 0) < attempts(quota);
    let neediest: Tier | null = null;
    let most = 0;
    for (const tier of open) {
      const quota = this.#quotas.get(tier)!;
      const lack = quota === 0 ? 0 : 1 - this.#distinct(tier) / quota;
      if (triesLeft(tier, quota) && lack > most) [neediest, most] = [tier, lack];
    }
    if (neediest !== null) return neediest;
    const missing = this.#count - this.#total();
    if (missing <= 0) return null;
    const helpers = open.filter((tier) => triesLeft(tier, this.#quotas.get(tier)! + missing));
    return helpers.toSorted((a, b) => this.#distinct(a) - this.#distinct(b))[0] ?? null;
  }

  attempted(tier: Tier, number: number): void {
    this.#tried.set(tier, (this.#tried.get(tier) ?? 0) + number);
  }

  /** Mutants of an operator that were offered and can become bugs. */
  offers(operator: string): number {
    return this.#offers.get(operator) ?? 0;
  }

  offer(proved: ProvedMutant): void {
    const { candidate } = proved.mutant;
    const { start, end } = candidate.site;
    const site = JSON.stringify([candidate.corpus, candidate.file, start, end]);
    if (!this.#quotas.has(proved.tier)) this.#elsewhere++;
    else if (this.#sites.has(site)) this.#twice++;
    else {
      this.#sites.add(site);
      this.#offers.set(candidate.operator, this.offers(candidate.operator) + 1);
      this.#offered.set(proved.tier, [...this.#of(proved.tier), proved]);
    }
  }

  /** The bugs: each tier's share, then what others have to spare, least represented tier first. */
  settle(count: number): { accepted: ProvedMutant[]; surplus: [reason: string, number: number][] } {
    const ranked = TIERS.map((tier) => ({ tier, ...this.#ranked(tier) }));
    const taken = new Map<Tier, ProvedMutant[]>(TIERS.map((tier) => [tier, []]));
    const bugs = new Map<string, number>();
    const bugsOf = (id: string): number => bugs.get(id) ?? 0;
    const takeFrom = (spare: ProvedMutant[]): void => {
      const operators = new Set(spare.map(({ mutant }) => mutant.candidate.operator));
      const next = this.#mix.next(operators, bugsOf);
      const [one] = spare.splice(
        spare.findIndex(({ mutant }) => mutant.candidate.operator === next),
        1,
      );
      taken.get(one!.tier)!.push(one!);
      bugs.set(next, bugsOf(next) + 1);
    };
    // Tiers that leave no choice come first, so that those that do can make up for them.
    const choiceOf = ({ tier, distinct }: (typeof ranked)[number]): number =>
      distinct.length - (this.#quotas.get(tier) ?? 0);
    for (const { tier, distinct, dominated } of [...ranked].sort((a, b) => choiceOf(a) - choiceOf(b)))
      for (const group of [[...distinct], [...dominated]])
        while (group.length > 0 && taken.get(tier)!.length < (this.#quotas.get(tier) ?? 0)) takeFrom(group);
    const size = (): number => [...taken.values()].reduce((sum, group) => sum + group.length, 0);
    const left = (kind: 'distinct' | 'dominated'): ProvedMutant[] =>
      ranked.flatMap(({ tier, [kind]: group }) => group.filter((one) => !taken.get(tier)!.includes(one)));
    const fillUpFrom = (from: ProvedMutant[]): void => {
      let spare = from;
      while (size() < count && spare.length > 0) {
        const sizes = spare.map(({ tier }) => taken.get(tier)!.length);
        const smallest = spare[sizes.indexOf(Math.min(...sizes))]!.tier;
        const group = spare.filter(({ tier }) => tier === smallest);
        takeFrom(group);
        spare = spare.filter(({ tier }) => tier !== smallest).concat(group);
      }
    };
    fillUpFrom(left('distinct'));
    fillUpFrom(left('dominated'));
    const surplus: [string, number][] = [
      ['accept: tier is full', left('distinct').length],
      ['accept: tier not asked for', this.#elsewhere],
      ['accept: site has a bug already', this.#twice],
      ['redundant: a harder mutant shows the same', left('dominated').length],
      [
        'redundant: same behaviour as another mutant',
        ranked.reduce((sum, { duplicates }) => sum + duplicates, 0),
      ],
    ];
    const accepted = [...taken.values()].flat();
    return { accepted: byId(accepted, this.#seed), surplus: surplus.filter(([, number]) => number > 0) };
  }

  #total(): number {
    return [...this.#quotas.keys()].reduce((sum, tier) => sum + this.#distinct(tier), 0);
  }

  /** What a tier has without redundant mutants. */
  #distinct(tier: Tier): number {
    return this.#ranked(tier).distinct.length;
  }

  #ranked(tier: Tier): { distinct: ProvedMutant[]; dominated: ProvedMutant[]; duplicates: number } {
    const offered = this.#of(tier);
    const redundant = redundancies(offered);
    const dominated = offered.filter((one) => redundant.get(one) === 'dominated');
    return {
      distinct: offered.filter((one) => !redundant.has(one)),
      dominated: dominated.sort((a, b) => (a.density ?? 0) - (b.density ?? 0)),
      duplicates: offered.filter((one) => redundant.get(one) === 'duplicate').length,
    };
  }

  #of(tier: Tier): ProvedMutant[] {
    return this.#offered.get(tier) ?? [];
  }
}

/** An order that says nothing about tiers. */
function byId(mutants: readonly ProvedMutant[], seed: number): ProvedMutant[] {
  const key = ({ mutant }: ProvedMutant): string => bugId(seed, mutant.candidate);
  return [...mutants].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
