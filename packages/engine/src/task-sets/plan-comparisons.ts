import { keyedHex, randomStream, TIERS, type Tier } from '@bebug/core';
import type { Bug } from '@bebug/core/truth';
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
 * three of them only; in the others a bug is, beside the clean code and the same bug with a second one. Where that cannot be proved, each
 * bug stands alone.
 */
export async function planComparisons(
  set: StoredSet,
  modules: readonly BuggyModule[],
  { seed, candidates, comparer }: { seed: number; candidates: number; comparer: Comparer },
): Promise<PlannedComparison[]> {
  const groups = modules.flatMap((module) => groupBugs(module, seed, candidates));
  const middles = balancedPlaces(
    groups
      .filter(({ bugs }) => bugs.length > 1)
      .map(({ bugs }) => ({ id: keyOf(bugs), places: MIDDLES, stratum: '' })),
    seed,
    'middles',
  );
  const planned: PlannedComparison[] = [];
  for (const { module, bugs } of groups) {
    const alone = bugs.map(({ bug, text }): Implementation => ({ text, bugs: [bug] }));
    if (alone.length === 1 || middles.get(keyOf(bugs)) === CLEAN_IN_THE_MIDDLE) {
      planned.push(plan(module, alone, seed));
      continue;
    }
    const [harder, easier] = bugs.map(({ bug }) => bug).toSorted(byTier) as [Bug, Bug];
    const both = await bothBugs(set, module, [harder, easier], comparer);
    if (both === null) planned.push(...alone.map((one) => plan(module, [one], seed)));
    else {
      const middle = alone.find(({ bugs: [bug] }) => bug === harder)!;
      planned.push(plan(module, [middle, { text: both, bugs: [harder, easier] }], seed));
    }
  }
  return planned;
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
function byTier({ tier: a }: { readonly tier: Tier }, { tier: b }: { readonly tier: Tier }): number {
  return TIERS.indexOf(b) - TIERS.indexOf(a);
}
