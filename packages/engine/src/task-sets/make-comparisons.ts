import { BebugError, compareText, formatJsonLines, LABELS, makeComparisonTask } from '@bebug/core';
import type { Comparison } from '@bebug/core/truth';
import type { Comparer } from '../grading/grade-fix.ts';
import type { StoredSet } from '../read-set.ts';
import { balancedPlaces } from './balanced-places.ts';
import { buggyModules } from './buggy-modules.ts';
import { candidateAt, inOrder, labelled, shownFields, type Implementation } from './implementation.ts';
import { planComparisons, type PlannedComparison } from './plan-comparisons.ts';
import { sealTaskSet } from './task-set.ts';

export interface ComparisonOptions {
  readonly seed: number;
  /** Most implementations in one task: 2, or 3 where a module has bugs of different tiers. */
  readonly candidates: number;
  /** Tells whether two bugs in one file are worse than the clean code. */
  readonly comparer: Comparer;
}

/**
 * The files of a comparison set: implementations of one module, of which the clean one is best. Nobody is asked to rank bugs: a tier says
 * how hard a bug is to expose, not how bad it is.
 * @throws BebugError `usage` for a set without a bug
 */
export async function makeComparisons(
  set: StoredSet,
  options: ComparisonOptions,
): Promise<Record<string, string>> {
  const { seed, candidates } = options;
  const planned = await planComparisons(set, await buggyModules(set), options);
  if (planned.length === 0) throw new BebugError('usage', `${set.folder} holds no bug to compare with.`);
  const places = balancedPlaces(
    planned.map(({ id, implementations }) => ({
      id,
      places: implementations.length,
      stratum: implementations[1]!.bugs[0]!.tier,
    })),
    seed,
    'places',
  );
  const shown = planned.map((plan) => ({ plan, order: inOrder(plan, places.get(plan.id)!, seed) }));
  const truth = shown
    .map(({ plan, order }) => comparisonOf(plan, order, set.manifest.canary))
    .toSorted((a, b) => compareText(a.task, b.task));
  return sealTaskSet(set, {
    format: 'bebug-comparisons/1',
    seed,
    options: { candidates },
    tasks: shown.map(({ plan, order }) => makeComparisonTask(shownFields(plan, order))),
    bugs: [...new Set(planned.flatMap(({ implementations }) => implementations.flatMap(({ bugs }) => bugs)))],
    notes: [],
    files: new Map([
      ...shown.flatMap(({ plan: { id, module }, order }) =>
        labelled(`tasks/${id}`, order, module, module.context),
      ),
      ['truth/comparisons.jsonl', formatJsonLines(truth)],
    ]),
  });
}

function comparisonOf(
  { id, module }: PlannedComparison,
  order: readonly Implementation[],
  canary: string,
): Comparison {
  return {
    task: id,
    corpus: module.corpus,
    file: module.file,
    best: LABELS[order.findIndex(({ bugs }) => bugs.length === 0)]!,
    candidates: order.map(candidateAt),
    canary,
  };
}
