import { CLEAN_FUEL, CONTRASTS, provenContrast, searchFuel, type Contrast } from '../difference.ts';
import { evaluatedAnew } from '../lasting.ts';
import type { Case } from '../sandbox/case.ts';
import { runInFreshChild, type Result, type Side, type Sides } from '../sandbox/side.ts';
import { hasEntered } from '../subject/region.ts';
import { casesOf, type Batch } from './batches.ts';

/** Cases after which a batch may end. */
const CHUNK = 100;
const ENOUGH_STEPS = 1_000_000;
const ENOUGH_HITS = 4;

/** A case of a batch that ends differently. */
export interface Hit {
  readonly index: number;
  readonly given: Case;
  readonly clean: Result;
  readonly mutated: Result;
  readonly contrast: Contrast;
}

/** What running a batch on the mutant showed. */
export interface Compared {
  readonly hits: Hit[];
  /** Cases in which the mutant takes more steps, or fewer. */
  readonly infected: readonly Case[];
  /** Cases that were run, or need not be. */
  readonly ran: number;
  /** Those of them that have an outcome in the clean code. */
  readonly judged: number;
  /** None was left out, and none breached the sandbox. */
  readonly isWhole: boolean;
}

/**
 * Run the cases of `batch` that tell on the mutant and compare them with how the clean code ended (`before`). A case tells where it enters `region`, a
 * bit of what its run says; all do where there is none.
 */
export async function compare(
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
    if (batch.generation !== 'sane' && steps > ENOUGH_STEPS && hits.length >= ENOUGH_HITS)
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
export async function differingAnew(
  hits: readonly Hit[],
  { pool, cleanCode, mutatedCode }: Sides,
): Promise<Hit[]> {
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

export function isRefusal(result: Result): result is Extract<Result, { ending: 'breached' }> {
  return result.ending === 'breached' && result.breach.kind === 'refused';
}

/** Cases that do not come by the edits end alike: they are not run again. */
function tells(clean: Result, region: number | undefined): boolean {
  return hasEntered(clean.ending === 'breached' ? undefined : clean.entered, region);
}

function isOutcome({ ending }: Result): boolean {
  return ending !== 'breached' && ending !== 'diverged' && ending !== 'load-failed';
}
