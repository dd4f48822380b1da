import type { Density, InputWitness, Target } from '@bebug/core/truth';
import type { Kills } from '@bebug/engine';
import fc from 'fast-check';
import { CLEAN_FUEL, CONTRASTS, provenContrast, searchFuel, type Contrast } from '../difference.ts';
import type { Case } from '../sandbox/case.ts';
import type { CleanModule, ModuleSource } from '../clean-module.ts';
import { evaluatedAnew } from '../lasting.ts';
import type { Ascent, Climb, OtherView, Rung } from '../rung.ts';
import type { Breach } from '../sandbox/breach.ts';
import { isUnsound, THREW } from '../sandbox/words.ts';
import { runInFreshChild, Side, type Result, type Sides } from '../sandbox/side.ts';
import type { CleanOutcomes } from './clean-outcomes.ts';
import { isAboutOrder } from './about-order.ts';
import { density } from './density.ts';
import { Hunt } from './hunt.ts';
import { killsOf, nameOfTarget } from './kills.ts';
import { printCase } from './print.ts';
import { replayInput } from './replay.ts';
import { isArguable, shrink, textsIn } from './shrink.ts';
import type { SourceOfCases } from './source-of-cases.ts';
import type { Generation } from './style.ts';
import { distances, nearestFirst, reaches } from './reach.ts';
import { bitsOf, hasEntered, regionsAround } from '../subject/region.ts';
import { SHAPED } from './texts.ts';
import { inputOf } from './witness-input.ts';

/** Cases of the unbiased generation: they measure the density. */
const SANE_CASES = 200;
const TARGETS = 4;
const EVOLVED_TARGETS = 2;
const HUNTED_TARGETS = 2;
/** Rounds of cases bred for one mutant without coming nearer, rounds in all, and cases of a round. */
const HUNTS = 6;
const MOST_HUNTS = 18;
const BROOD = 150;
/** Batches behind them, by how near the target is: guided, then extreme. */
const BATCHES: readonly {
  readonly generation: Generation;
  readonly from: number;
  readonly to: number;
  readonly targets: number;
}[] = [
  { generation: 'guided', from: 0, to: 300, targets: 4 },
  { generation: 'guided', from: 300, to: 1200, targets: 2 },
  { generation: 'extreme', from: 0, to: 300, targets: 2 },
];
/** Steps of clean code in the unbiased batch beyond which later batches are cut, in proportion. */
const ORDINARY_STEPS = 1_000_000;
/** Below this nothing is bred: every round would cost as much again. */
const LEAST_SHARE = 1 / 3;
const GUIDED_SEQUENCES = 900;
/** Cases of a batch in which a better witness is looked for than the one at hand. */
const CHEAP_CASES = 300;
const DRIVER_SHARE = 0.5;
/** Hits that are tried as witnesses before a batch is given up. */
const CANDIDATES = 4;
/** Cases after which a batch may end. */
const CHUNK = 100;
const ENOUGH_STEPS = 1_000_000;
/** Texts of the usual formats. */
const USUAL: ReadonlySet<string> = new Set(SHAPED);
/** A callback that fails, in JSON. */
const FAILURE = /"\$(?:throw|rejection)":/u;
/** Texts in a verdict, and in them what something that is no text, or not whole, is when it is made one. */
const QUOTED = /"(?:[^"\\]|\\.)*"/gu;
const SPELLED_NOTHING = /\b(?:undefined|null|NaN)\b|\[object |\uFFFD/gu;
/** A line of a verdict that says that there is no answer. */
const NO_ANSWER = /^returned (?:null|NaN)$/u;

interface Batch {
  readonly source: SourceOfCases;
  readonly generation: Generation;
  readonly from: number;
  readonly to: number;
  /** Its cases and how they end in the clean code, where they were bred for this mutant alone. */
  readonly bred?: { readonly cases: readonly Case[]; readonly clean: readonly Result[] };
}

interface Hit {
  readonly index: number;
  readonly given: Case;
  readonly clean: Result;
  readonly mutated: Result;
  readonly contrast: Contrast;
}

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

/** Targets of one module, and both codes with that module as the subject. */
interface View {
  /** Nearest first. */
  readonly sources: readonly SourceOfCases[];
  /** Those of the sources that only the project itself calls: with what, its types may not say. */
  readonly inner: ReadonlySet<SourceOfCases>;
  /** The module's exports in turn. */
  readonly sequence: SourceOfCases | null;
  /** Path of the module, where it is not the mutated one, and where it runs, if not in a process of its own: for the witness. */
  readonly home: Pick<Target, 'module' | 'place'>;
  readonly outcomes: CleanOutcomes;
  readonly sides: Sides;
  /** Regions around the edits, from the smallest, which a case must enter to tell, as bits of what its run says. */
  readonly regions: readonly number[];
}

/** The module's own exports, then those of modules that import it, then both in other places. */
async function* viewsOf(ascent: Ascent, distance: ReadonlyMap<string, number>): AsyncGenerator<View> {
  const { module, sides } = ascent;
  const near = (all: readonly ModuleSource[], from: ReadonlyMap<string, number>): SourceOfCases[] =>
    nearestFirst(from, all).map(({ source }) => source);
  const withDriver = (of: CleanModule, sources: readonly SourceOfCases[]): SourceOfCases[] =>
    [...(of.driverSource ? [of.driverSource] : []), ...sources].slice(0, TARGETS);
  const innerOf = (of: CleanModule): Set<SourceOfCases> =>
    new Set([
      ...of.exportSources.flatMap(({ source, isKnown }) => (isKnown ? [] : [source])),
      ...(of.sequenceSource && !of.isKnown ? [of.sequenceSource] : []),
    ]);
  const { outcomes } = module;
  const { file } = ascent.mutant.candidate;
  const around = await regionsAround(module.subject, { file, text: ascent.mutant.mutatedText });
  const homeOf = ({ subject }: CleanModule): View['home'] => ({
    ...(subject.file !== file && { module: subject.file }),
    ...(subject.place !== null && { place: subject.place }),
  });
  const own = { home: homeOf(module), outcomes, sides, regions: bitsOf(module.covering, around) };
  yield {
    ...own,
    sources: withDriver(module, near(module.exportSources, distance)),
    inner: innerOf(module),
    sequence: module.sequenceSource,
  };
  const through = (view: OtherView): View => ({
    // A barrel's own exports are beside the point.
    sources:
      view.distances.size === 0
        ? []
        : withDriver(view.module, near(view.module.exportSources, view.distances)),
    inner: innerOf(view.module),
    sequence: view.module.sequenceSource,
    home: homeOf(view.module),
    outcomes: view.module.outcomes,
    sides: view.sides,
    regions: bitsOf(view.module.covering, around),
  });
  for (const view of await ascent.importers()) yield through(view);
  for (const view of await ascent.elsewhere()) yield through(view);
}

/** What is hunted in, what others than the project can call first: a witness there is worth more. */
function huntedIn(views: readonly View[]): { readonly view: View; readonly source: SourceOfCases }[] {
  const all = views.flatMap((view) =>
    [...view.sources.slice(0, HUNTED_TARGETS), ...(view.sequence ? [view.sequence] : [])].map((source) => ({
      view,
      source,
    })),
  );
  const isInner = ({ view, source }: (typeof all)[number]): boolean => view.inner.has(source);
  return [...all.filter((one) => !isInner(one)), ...all.filter(isInner)];
}

interface Attempted {
  readonly witness: InputWitness;
  /** Of `WORTH`. */
  readonly worth: number;
}

/**
 * How good a witness is. `doubted` proves nothing: only the project itself calls what it calls, and it may do so with other values; or the
 * difference is slight, and the values odd. A `slight` difference proves less than a plain one in what only the project calls (`inner`), and that
 * less than one in what others call (`known`). Of `most` worth is one of these whose input and answer nobody would argue about.
 */
const WORTH = { doubted: 1, slight: 2, inner: 3, known: 4, most: 5 } as const;

const DOUBTED =
  'only a slight difference shows it, or a call of the project’s own, and that only given an empty, repeated or misread value, after a failure, or in which objects are the same';

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
        if (found && found.worth > (this.#best?.worth ?? 0)) this.#best = found;
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
        if (found && found.worth > (this.#best?.worth ?? 0)) this.#best = found;
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
    if (evolution === null || (await share(source, view.outcomes)) < LEAST_SHARE) return;
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
  const { isSlight, isArguable, isAfterRefusal, isFarFetched, isMisread } = settled;
  const isOdd = isArguable || isAfterRefusal || isMisread;
  if (isInner) return isSlight || isOdd ? WORTH.doubted : WORTH.inner;
  if (isSlight) return isOdd ? WORTH.doubted : WORTH.slight;
  return isOdd || isFarFetched ? WORTH.known : WORTH.most;
}

function isCheap({ generation, from, to }: Batch): boolean {
  return from === 0 && to <= CHEAP_CASES && (generation === 'sane' || generation === 'guided');
}

/** Every batch of a view, in the order of the search; nothing is bred unless `isOpen`. */
async function* batchesOf(
  { sources, sequence, outcomes }: View,
  isOpen: () => boolean,
): AsyncGenerator<Batch> {
  yield* await plan(sources, outcomes);
  for (const source of sources.slice(0, EVOLVED_TARGETS)) if (isOpen()) yield* evolved(source, outcomes);
  if (sequence === null) return;
  yield { source: sequence, generation: 'sane', from: 0, to: SANE_CASES };
  const to = Math.ceil(GUIDED_SEQUENCES * (await share(sequence, outcomes)));
  yield { source: sequence, generation: 'guided', from: 0, to };
  if (isOpen()) yield* evolved(sequence, outcomes);
}

async function* evolved(source: SourceOfCases, outcomes: CleanOutcomes): AsyncGenerator<Batch> {
  if ((await share(source, outcomes)) < LEAST_SHARE) return;
  const to = await outcomes.evolve(source);
  if (to > 0) yield { source, generation: 'evolved', from: 0, to };
}

/** How much of a later batch is run: heavy code gets fewer cases. Counted by steps, never by time. */
async function share(source: SourceOfCases, outcomes: CleanOutcomes): Promise<number> {
  const results = await outcomes.of(source, 'sane', 0, SANE_CASES);
  const steps = results.reduce(
    (sum, result) => sum + (result.ending === 'breached' ? ORDINARY_STEPS : result.steps),
    0,
  );
  return Math.min(1, ORDINARY_STEPS / Math.max(1, steps));
}

/** Batches of made cases. */
async function plan(sources: readonly SourceOfCases[], outcomes: CleanOutcomes): Promise<Batch[]> {
  const batches: Batch[] = sources.map((source) => ({ source, generation: 'sane', from: 0, to: SANE_CASES }));
  const shares = await Promise.all(sources.map((source) => share(source, outcomes)));
  for (const { generation, from, to, targets } of BATCHES) {
    for (const [index, source] of sources.slice(0, targets).entries()) {
      const isDriver = source.target.kind === 'driver';
      // A driver's arguments are its author's: there is nothing extreme to add, and its cases are costly.
      if (isDriver && generation === 'extreme') continue;
      const size = Math.ceil((to - from) * shares[index]! * (isDriver ? DRIVER_SHARE : 1));
      batches.push({ source, generation, from, to: from + size });
    }
  }
  return batches;
}

interface Compared {
  readonly hits: Hit[];
  /** Cases in which the mutant takes more steps, or fewer. */
  readonly infected: readonly Case[];
  readonly ran: number;
  readonly judged: number;
  readonly isWhole: boolean;
}

function casesOf({ source, generation, from, to, bred }: Batch): readonly Case[] {
  return bred?.cases ?? source.cases(generation, from, to);
}

async function compare(
  batch: Batch,
  before: readonly Result[],
  region: number | undefined,
  mutated: Side,
): Promise<Compared> {
  const cases = casesOf(batch);
  // Where the clean code gives no outcome, nothing the mutant does can be a difference: such cases are not run.
  const judged = [...cases.keys()].filter((index) => isOutcome(before[index]!));
  const telling = judged.filter((index) => tells(before[index]!, region));
  const hits: Hit[] = [];
  const infected: Case[] = [];
  let isWhole = true;
  let steps = 0;
  for (let from = 0; from < telling.length; from += CHUNK) {
    // A mutant that hangs takes all the steps that it gets: enough of that is enough, where no share is measured.
    if (batch.generation !== 'sane' && steps > ENOUGH_STEPS && hits.length >= CANDIDATES)
      return { hits, ran: telling[from]!, judged: judged.indexOf(telling[from]!), isWhole: false, infected };
    const chunk = telling.slice(from, from + CHUNK);
    const fuel = chunk.map((index) => searchFuel(before[index]!));
    const after = await mutated.run(
      chunk.map((index) => cases[index]!),
      fuel,
    );
    for (const [order, index] of chunk.entries()) {
      const [clean, other] = [before[index]!, after[order]!];
      hits.push(...hitOf(index, cases[index]!, [clean, other], fuel[order]!));
      if (other.ending === 'breached') isWhole = false;
      else {
        steps += other.steps;
        if (clean.ending !== 'breached' && other.steps !== clean.steps) infected.push(cases[index]!);
      }
    }
  }
  return { hits, ran: cases.length, judged: judged.length, isWhole, infected };
}

/** Those of `hits` that differ where nothing lasts. */
async function differingAnew(hits: readonly Hit[], { pool, cleanCode, mutatedCode }: Sides): Promise<Hit[]> {
  const cases = hits.map(({ given }) => given);
  const before = await runInFreshChild(pool, evaluatedAnew(cleanCode), cases, CLEAN_FUEL);
  const fuel = before.map(searchFuel);
  const after = await runInFreshChild(pool, evaluatedAnew(mutatedCode), cases, fuel);
  return hits.flatMap(({ index, given }, at) =>
    isOutcome(before[at]!) ? hitOf(index, given, [before[at]!, after[at]!], fuel[at]!) : [],
  );
}

/** The case, where its two runs prove a difference. */
function hitOf(index: number, given: Case, [clean, mutated]: readonly [Result, Result], fuel: number): Hit[] {
  const plainness = provenContrast(clean, mutated, fuel);
  return plainness === CONTRASTS.none ? [] : [{ index, given, clean, mutated, contrast: plainness }];
}

function isRefusal(result: Result): result is Extract<Result, { ending: 'breached' }> {
  return result.ending === 'breached' && result.breach.kind === 'refused';
}

/** Cases that do not come by the edits end alike: they are not run again. */
function tells(clean: Result, region: number | undefined): boolean {
  return hasEntered(clean.ending === 'breached' ? undefined : clean.entered, region);
}

function isOutcome({ ending }: Result): boolean {
  return ending !== 'breached' && ending !== 'diverged' && ending !== 'load-failed';
}

type Shown = Omit<InputWitness, 'kind' | 'target' | 'executions'>;

interface Settled {
  readonly witness: Shown;
  readonly index: number;
  readonly isSlight: boolean;
  readonly isArguable: boolean;
  /** An earlier call fails on both sides. */
  readonly isAfterRefusal: boolean;
  /** A callback fails, or the clean code has no answer where the mutant has one: seldom what somebody had in mind. */
  readonly isFarFetched: boolean;
  /** What the clean code makes of it is hardly what anybody wants. */
  readonly isMisread: boolean;
}

/** Cases of a batch that differ. */
interface Found {
  readonly batch: Batch;
  readonly hits: readonly Hit[];
  /** Only the project calls what they call. */
  readonly isInner: boolean;
}

/**
 * The first hit that shrinks and replays: those that differ most plainly come first, then those on which the clean code returns, then those that
 * nobody would argue about, and then, of what only the project calls, those with texts of a usual format.
 */
async function witnessAmong(
  { batch, hits, isInner }: Found,
  mutated: Side,
  sides: Sides,
): Promise<Settled | 'flaky' | 'luck' | null> {
  // What the clean code makes `NaN` of, or an infinite number, was seldom a sensible input.
  const plainness = (hit: Hit): number =>
    16 * hit.contrast +
    8 * Number(isSensible(hit)) +
    4 * Number(hit.clean.ending === 'returned') +
    2 * Number(!isArguable(hit.given)) +
    Number(isInner && [...textsIn(hit.given)].some((text) => USUAL.has(text)));
  let failed: 'flaky' | 'luck' | null = null;
  const plainest = hits
    .map((hit) => ({ hit, plainness: plainness(hit) }))
    .sort((a, b) => b.plainness - a.plainness)
    .slice(0, CANDIDATES);
  for (const { hit } of plainest) {
    for (const given of await smallerFirst(batch, hit, { mutated, sides, isInner })) {
      const confirmed = await replayInput(given, sides);
      if (confirmed === 'flaky' || confirmed === 'luck') failed = failed === 'flaky' ? failed : confirmed;
      // What it was made smaller from is no better.
      if (confirmed === 'luck') break;
      if (confirmed === null || confirmed === 'flaky') continue;
      const { generation } = batch;
      const witness = { input: inputOf(given), call: printCase(given), generation, ...confirmed };
      return {
        witness,
        index: hit.index,
        isSlight: hit.contrast === CONTRASTS.slight,
        isArguable: isArguable(given),
        isAfterRefusal: isAfterRefusal(hit),
        isFarFetched: isFarFetched(hit),
        isMisread: isMisread(hit),
      };
    }
  }
  return failed;
}

function isFarFetched(hit: Hit): boolean {
  return FAILURE.test(JSON.stringify(hit.given)) || NO_ANSWER.test(toldFirst(hit).at(-1) ?? '');
}

/** What is done with something after it has refused a call is seldom what anybody promises. */
function isAfterRefusal(hit: Hit): boolean {
  return toldFirst(hit)
    .slice(1, -1)
    .some((line) => line.startsWith(`${THREW} `));
}

/** Lines of the clean code's verdict, its ending first, up to the first that the mutant's has not. */
function toldFirst({ clean, mutated }: Pick<Hit, 'clean' | 'mutated'>): readonly string[] {
  if (clean.ending === 'breached' || mutated.ending === 'breached') return [];
  const other = mutated.verdict.split('\n');
  const lines = clean.verdict.split('\n');
  return lines.slice(0, lines.findIndex((line, index) => index > 0 && line !== other[index]) + 1);
}

function isSensible(hit: Hit): boolean {
  const { clean } = hit;
  return clean.ending !== 'breached' && !isUnsound(clean.verdict, false) && !isMisread(hit);
}

/**
 * A text that the clean code gives spells what is no text (`undefined`), or bytes that spell none, and nothing that was given does: something else
 * was meant there.
 */
function isMisread({ given, clean }: Hit): boolean {
  if (clean.ending === 'breached') return false;
  const words = clean.verdict.match(QUOTED)?.flatMap((text) => text.match(SPELLED_NOTHING) ?? []) ?? [];
  if (words.length === 0) return false;
  const own = JSON.stringify(given);
  return words.some((word) => !own.includes(word));
}

async function smallerFirst(
  batch: Batch,
  hit: Hit,
  { mutated, sides, isInner }: { readonly mutated: Side; readonly sides: Sides; readonly isInner: boolean },
): Promise<Case[]> {
  const clean = new Side(sides.pool, sides.cleanCode);
  try {
    const start = batch.bred
      ? new fc.Value(hit.given, undefined)
      : batch.source.value(batch.generation, batch.from + hit.index);
    const kept = {
      clean: hit.clean.ending,
      mutated: hit.mutated.ending,
      contrast: hit.contrast,
      texts: isInner,
    };
    const small = await shrink(batch.source, batch.generation, start, kept, clean, mutated);
    return JSON.stringify(small) === JSON.stringify(hit.given) ? [hit.given] : [small, hit.given];
  } finally {
    clean.close();
  }
}
