import { keyedHex, randomStream, TIERS } from '@bebug/core';
import type { Comparer } from '../grading/grade-fix.ts';
import type { StoredSet } from '../read-set.ts';
import { balancedPlaces } from './balanced-places.ts';
import { bothBugs } from './both-bugs.ts';
import type { BuggyFile, BuggyModule } from './buggy-modules.ts';
import type { Implementation } from './implementation.ts';

/** What is compared: the clean code of a module first, then one or two implementations with bugs. */
export interface PlannedComparison {
  readonly id: string;
  readonly module: BuggyModule;
  readonly implementations: readonly Implementation[];
}

/** Of three implementations, the one in the middle differs least from the other two. */
const CLEAN_IN_THE_MIDDLE = 0;
const MIDDLES = 3;

/**
 * What to compare: every bug of the modules once, alone against the clean code, or two of different tiers with it.
 *
 * Of three texts, one that differs in one place from each of the others gives itself away. So the clean code is in the middle of one in
 * three of them only; in the others a bug is, beside the clean code and the same bug with a second one. Bugs that cannot be proved together
 * stand alone.
 */
export async function planComparisons(
  set: StoredSet,
  modules: readonly BuggyModule[],
  { seed, candidates, comparer }: { seed: number; candidates: number; comparer: Comparer },
): Promise<PlannedComparison[]> {
  const groups = modules.flatMap((module) => groupBugs(module, seed, candidates));
  const pairs: { readonly module: BuggyModule; readonly pair: Pair; readonly both: string }[] = [];
  const planned: PlannedComparison[] = [];
  for (const { module, bugs } of groups) {
    const [harder, easier] = bugs.toSorted(byTier);
    const pair: Pair | null = easier === undefined ? null : [harder!, easier];
    const both = pair && (await bothBugs(set, module, [pair[0].bug, pair[1].bug], comparer));
    if (pair === null || both === null) planned.push(...bugs.map((one) => plan(module, [alone(one)], seed)));
    else pairs.push({ module, pair, both });
  }
  // Only now: those that are not proved together must not upset the balance.
  const middles = balancedPlaces(
    pairs.map(({ pair }) => ({ id: keyOf(pair), places: MIDDLES, stratum: '' })),
    seed,
    'middles',
  );
  for (const { module, pair, both } of pairs) {
    const [harder, easier] = pair;
    const isCleanInTheMiddle = middles.get(keyOf(pair)) === CLEAN_IN_THE_MIDDLE;
    const other = isCleanInTheMiddle ? alone(easier) : { text: both, bugs: [harder.bug, easier.bug] };
    planned.push(plan(module, [alone(harder), other], seed));
  }
  return planned;
}

type Pair = readonly [harder: BuggyFile, easier: BuggyFile];

function alone({ bug, text }: BuggyFile): Implementation {
  return { text, bugs: [bug] };
}

interface Group {
  readonly module: BuggyModule;
  readonly bugs: readonly BuggyFile[];
}

/** Bugs of different tiers go together while there are such. */
function groupBugs(module: BuggyModule, seed: number, candidates: number): Group[] {
  const groups: Group[] = [];
  let left = randomStream(seed, 'comparisons', module.bugs[0]!.bug.id).shuffle(module.bugs);
  while (left.length > 0) {
    const [first, ...others] = left as [BuggyFile, ...BuggyFile[]];
    const second = candidates > 2 ? others.find(({ bug }) => bug.tier !== first.bug.tier) : undefined;
    groups.push({ module, bugs: second === undefined ? [first] : [first, second] });
    left = others.filter((other) => other !== second);
  }
  return groups;
}

function plan(module: BuggyModule, buggy: readonly Implementation[], seed: number): PlannedComparison {
  const ids = buggy.map(({ bugs }) => bugs.map(({ id }) => id).join());
  return {
    id: `c-${keyedHex(12, seed, 'comparison', ...ids)}`,
    module,
    implementations: [{ text: module.clean, bugs: [] }, ...buggy],
  };
}

function keyOf(bugs: readonly BuggyFile[]): string {
  return bugs.map(({ bug }) => bug.id).join();
}

/** The hardest first. */
function byTier({ bug: a }: BuggyFile, { bug: b }: BuggyFile): number {
  return TIERS.indexOf(b.tier) - TIERS.indexOf(a.tier);
}
