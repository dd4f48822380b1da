import type { Density, InputWitness } from '@bebug/core/truth';
import type { Kills } from '@bebug/engine';
import { CONTRASTS } from '../difference.ts';
import type { Climb, Rung } from '../rung.ts';
import type { Breach } from '../sandbox/breach.ts';
import type { Case } from '../sandbox/case.ts';
import { Side } from '../sandbox/side.ts';
import { isAboutOrder } from './about-order.ts';
import { batchesOf, casesOf, isBred, isCheap, type Batch } from './batches.ts';
import { density } from './density.ts';
import { compare, differingAnew, isRefusal, type Hit } from './hits.ts';
import { Hunt } from './hunt.ts';
import { killsOf, nameOfTarget } from './kills.ts';
import { distances, reaches } from './reach.ts';
import type { SourceOfCases } from './source-of-cases.ts';
import { huntedIn, viewsOf, type View } from './views.ts';
import { witnessAmong, type Settled } from './witness-among.ts';

/** Rounds of cases bred for one mutant without coming nearer, rounds in all, and cases of a round. */
const HUNTS = 6;
const MOST_HUNTS = 18;
const BROOD = 150;

/** Rung 5: does a generated use of an exported target end differently? */
export const inputRung: Rung<'input'> = {
  name: 'input',
  async climb(ascent) {
    const { mutant, module } = ascent;
    const { candidate, project } = mutant;
    const file = project.sourceFile(candidate.file);
    // What no export refers to is dead code: a difference there is none for anybody.
    if (!reaches(file, candidate.edits, module.exportedNames) && module.driverSource === null) return null;
    // What a driver tells, and in which order, its author chose.
    const found = new Search(module.driverSource !== null || isAboutOrder(mutant));
    const views: View[] = [];
    for await (const view of viewsOf(ascent, distances(file, candidate.edits))) {
      views.push(view);
      const witness = await found.through(view);
      if (witness) return found.proved(witness);
      // Modules that import this one are looked through for what others call, not for a plainer input.
      if (found.isKnown) break;
    }
    const key = candidate.edits.flatMap(({ start, end, text }) => [start, end, text]);
    for (const { view, source } of huntedIn(views)) await found.hunt(view, source, key);
    if (found.proof) return found.proved(found.proof);
    return found.isEmpty ? null : found.nothing();
  },
};

interface Attempted {
  readonly witness: InputWitness;
  /** Of `WORTH`. */
  readonly worth: number;
}

/**
 * How good a witness is. `doubted` proves nothing: only the project itself calls what it calls, and it may do so with other values; or the
 * difference is slight, and the values odd; or these make no sense at all. A `slight` difference proves less than a plain one in what only the
 * project calls (`inner`), and that less than one in what others call (`known`). Of `most` worth is one of these whose input and answer nobody
 * would argue about.
 */
const WORTH = { doubted: 1, slight: 2, inner: 3, known: 4, most: 5 } as const;

const DOUBTED =
  'only a slight difference shows it, or a call of the project’s own, and that only given an empty, repeated, inverted or misread value, after a failure, or in which objects are the same';

/** Contrasts that prove nothing, in words. */
const ARGUABLE: { readonly [contrast: number]: string } = {
  [CONTRASTS.nothing]: 'only `null` and `undefined` are told apart',
  [CONTRASTS.order]: 'only the order of what is told differs, and nothing says that it matters',
};

/** What all views together have shown of one mutant. */
class Search {
  readonly #kills: Kills[] = [];
  readonly #isAboutOrder: boolean;
  #executions = 0;
  #asked = 0;
  #isEmpty = true;
  #best: Attempted | null = null;
  #arguable: string | null = null;
  #refused: string | null = null;
  #breach: Breach | null = null;
  #flaky = '';
  #isLucky = false;
  #density: Density | null = null;
  /** Targets near which cases were bred. */
  readonly #hunted = new Set<string>();
  /** Cases in which the mutant takes other ways, though it ends alike. */
  readonly #infected = new Set<Case>();

  constructor(isAboutOrder: boolean) {
    this.#isAboutOrder = isAboutOrder;
  }

  /** There was nothing to call. */
  get isEmpty(): boolean {
    return this.#isEmpty;
  }

  /** The best witness that proves something, where none is as good as can be. */
  get proof(): InputWitness | null {
    return this.#hasAtLeast(WORTH.slight) ? this.#best!.witness : null;
  }

  /** There is a plain witness that others than the project can call. */
  get isKnown(): boolean {
    return this.#hasAtLeast(WORTH.known);
  }

  /** A witness as good as can be among the uses that `view` allows, if there is one. */
  async through(view: View): Promise<InputWitness | null> {
    if (view.sources.length === 0 && view.sequence === null) return null;
    this.#isEmpty = false;
    const mutated = new Side(view.sides.pool, view.sides.mutatedCode);
    try {
      for await (const batch of batchesOf(view, () => !this.#isPlain)) {
        if (!this.#isWorthwhile(batch, view)) continue;
        const found = await this.#attempt(batch, view, mutated);
        if (found?.worth === WORTH.most) return found.witness;
        this.#keep(found);
      }
      return null;
    } finally {
      this.#breach ??= mutated.breaches[0] ?? null;
      mutated.close();
    }
  }

  /** Look among cases bred from those that came nearest to the edits, for this mutant (`key`) alone. */
  async hunt(view: View, source: SourceOfCases, key: readonly (string | number)[]): Promise<void> {
    // There are differences enough, and none that counts.
    if (this.#isLucky || this.#flaky !== '') return;
    const isInner = view.inner.has(source);
    // Where only what the project calls shows it, what others call may show it, too.
    const isDone = (): boolean => (isInner ? this.proof !== null : this.isKnown);
    if (isDone()) return;
    const mutated = new Side(view.sides.pool, view.sides.mutatedCode);
    try {
      for await (const batch of this.#bredIn(view, source, key)) {
        const found = await this.#attempt(batch, view, mutated);
        this.#keep(found);
        if (isDone()) return;
      }
    } finally {
      mutated.close();
    }
  }

  async *#bredIn(
    view: View,
    source: SourceOfCases,
    key: readonly (string | number)[],
  ): AsyncGenerator<Batch> {
    const { evolution } = source;
    if (evolution === null || !(await isBred(source, view.outcomes))) return;
    const hunt = new Hunt(evolution, view.regions);
    const learn = ({ cases, clean }: NonNullable<Batch['bred']>): void => {
      for (const [index, given] of cases.entries())
        hunt.learn(given, clean[index]!, this.#infected.has(given));
    };
    for await (const batch of batchesOf(view, () => true)) {
      if (batch.source !== source) continue;
      const clean = await view.outcomes.of(source, batch.generation, batch.from, batch.to);
      learn({ cases: casesOf(batch), clean });
    }
    // What comes near in one place comes as near in another.
    const name = nameOfTarget({ ...source.target, ...view.home, place: undefined });
    if (hunt.isEmpty || this.#hunted.has(name)) return;
    this.#hunted.add(name);
    const random = source.stream('hunt', ...key);
    const brood = (): Case[] => hunt.brood(BROOD, random);
    let nearest = hunt.distance;
    let left = HUNTS;
    for await (const bred of view.outcomes.rounds(MOST_HUNTS, brood)) {
      yield { source, generation: 'evolved', from: 0, to: bred.cases.length, bred };
      learn(bred);
      // Where it comes nearer, it goes on.
      left = hunt.distance < nearest ? HUNTS : left - 1;
      nearest = hunt.distance;
      if (left === 0) return;
    }
  }

  /** Keep it where it is better than the best. */
  #keep(found: Attempted | null): void {
    if (found && found.worth > (this.#best?.worth ?? 0)) this.#best = found;
  }

  get #isPlain(): boolean {
    return this.#hasAtLeast(WORTH.inner);
  }

  #hasAtLeast(worth: number): boolean {
    return this.#best !== null && this.#best.worth >= worth;
  }

  /** With a plain witness at hand, a better one is looked for where it costs little. Extreme values are not what a project gives to its own functions. */
  #isWorthwhile(batch: Batch, view: View): boolean {
    const isInner = view.inner.has(batch.source);
    if (isInner && batch.generation === 'extreme') return false;
    if (!this.#isPlain) return true;
    // A plainer input is looked for among calls of the same target.
    if (this.isKnown && nameOfTarget(batch.source.target) !== nameOfTarget(this.#best!.witness.target))
      return false;
    return isCheap(batch) && !this.#hasAtLeast(isInner ? WORTH.inner : WORTH.most);
  }

  proved(witness: InputWitness): Climb<'input'> {
    const { evidence, density } = this.#measured(true);
    return { evidence, witness, density, kills: this.#kills, reason: '', detail: '' };
  }

  nothing(): Climb<'input'> {
    const nothing = { ...this.#measured(false), witness: null };
    if (this.#flaky !== '') return { ...nothing, reason: 'flaky subject', detail: this.#flaky };
    const arguable = this.#best ? DOUBTED : this.#arguable;
    if (arguable !== null) return { ...nothing, reason: 'arguable difference', detail: arguable };
    if (this.#asked === 0 && this.#refused !== null)
      return { ...nothing, reason: 'needs the outside world', detail: this.#refused };
    if (this.#breach)
      return {
        ...nothing,
        reason: 'sandbox breach',
        detail: this.#breach.inWords,
      };
    return { ...nothing, reason: 'no witness', detail: `${this.#executions} inputs end alike` };
  }

  #measured(exposed: boolean): Pick<Climb<'input'>, 'evidence' | 'density'> {
    const evidence = { executions: this.#executions, exposed, density: this.#density };
    return { evidence, density: this.#density?.estimate ?? null };
  }

  async #attempt(batch: Batch, view: View, mutated: Side): Promise<Attempted | null> {
    const { source, generation, from, to } = batch;
    const target = { ...source.target, ...view.home };
    const before = batch.bred?.clean ?? (await view.outcomes.of(source, generation, from, to));
    const compared = await compare(batch, before, view.regions[0], mutated);
    const { ran, judged, isWhole } = compared;
    for (const given of compared.infected) this.#infected.add(given);
    let hits = this.#telling(compared.hits);
    const isInner = view.inner.has(source);
    let settled = await witnessAmong({ batch, hits, isInner }, mutated, view.sides);
    if (settled === null && hits.length > 0 && view.sides.mutatedCode.lasting.length > 0) {
      // None repeats itself in fresh children: what lasts may have told them apart.
      hits = this.#telling(await differingAnew(hits, view.sides));
      settled = await witnessAmong({ batch, hits, isInner }, mutated, view.sides);
    }
    this.#asked += judged;
    this.#refused ??= before.find(isRefusal)?.breach.message ?? null;
    if (isWhole && !batch.bred) this.#kills.push(killsOf({ target, generation, from, to }, hits));
    const first = this.#executions;
    this.#executions += ran;
    if (generation === 'sane' && judged > 0) {
      const measured = density(hits.length, judged);
      if (this.#density === null || measured.hits > 0) this.#density = measured;
    }
    if (settled === 'luck') this.#isLucky = true;
    if (settled === 'flaky') this.#flaky = `${nameOfTarget(target)} does not repeat itself`;
    if (settled === null || typeof settled === 'string') return null;
    const executions = first + settled.index + 1;
    const worth = worthOf(settled, isInner);
    return { witness: { kind: 'input', target, ...settled.witness, executions }, worth };
  }

  /** Those that differ in something that counts; that there are others is kept for the reason. */
  #telling(hits: readonly Hit[]): Hit[] {
    return hits.filter((hit) => {
      if (hit.contrast >= CONTRASTS.slight || (hit.contrast === CONTRASTS.order && this.#isAboutOrder))
        return true;
      this.#arguable ??= ARGUABLE[hit.contrast]!;
      return false;
    });
  }
}

function worthOf(settled: Settled, isInner: boolean): number {
  const { isSlight, isArguable, isAfterRefusal, isFarFetched, isMisread, isSenseless } = settled;
  if (isSenseless) return WORTH.doubted;
  const isOdd = isArguable || isAfterRefusal || isMisread;
  if (isInner) return isSlight || isOdd ? WORTH.doubted : WORTH.inner;
  if (isSlight) return isOdd ? WORTH.doubted : WORTH.slight;
  return isOdd || isFarFetched ? WORTH.known : WORTH.most;
}
