import { BebugError, compareText, formatJsonLines, makeProblemTask, type ProblemTask } from '@bebug/core';
import type { Problem } from '@bebug/core/truth';
import type { StoredSet } from '../read-set.ts';
import { balancedPlaces } from './balanced-places.ts';
import { buggyModules } from './buggy-modules.ts';
import { candidateAt, inOrder, labelled, shownFields } from './implementation.ts';
import { planProblems, type PlannedProblem, type ProblemTester, type Solution } from './plan-problems.ts';
import { SPECIFICATION, specificationOf } from './specification.ts';
import { sealTaskSet } from './task-set.ts';

export interface ProblemOptions<Test extends { readonly name: string }> {
  readonly seed: number;
  /** Most solutions in one problem, the right one among them. */
  readonly candidates: number;
  readonly tester: ProblemTester<Test>;
}

/**
 * The files of a set of written problems: specification, tests, and solutions of which one is right. What is wrong with the others was seen to fail
 * the tests, and the right one to pass them.
 * @throws BebugError `set-empty` when no witness of the set makes a test
 */
export async function makeProblems<Test extends { readonly name: string }>(
  set: StoredSet,
  options: ProblemOptions<Test>,
): Promise<Record<string, string>> {
  const { seed, candidates } = options;
  const planned: PlannedProblem[] = [];
  for (const module of await buggyModules(set)) planned.push(...(await planProblems(set, module, options)));
  if (planned.length === 0)
    throw new BebugError(
      'set-empty',
      `No witness in ${set.folder} makes a test that the clean code passes.`,
      {
        hint: 'Problems take bugs that a call of an exported function or class shows.',
      },
    );
  const places = balancedPlaces(
    planned.map(({ id, implementations }) => ({ id, places: implementations.length, stratum: '' })),
    seed,
    'solutions',
  );
  const shown = planned.map((plan) => ({ plan, order: inOrder(plan, places.get(plan.id)!, seed) }));
  const files = new Map<string, string>();
  for (const { plan, order } of shown)
    for (const [path, text] of await filesOf(set, plan, order)) files.set(path, text);
  const truth = shown
    .map(({ plan, order }) => problemOf(plan, order, set.manifest.canary))
    .toSorted((a, b) => compareText(a.task, b.task));
  files.set('truth/problems.jsonl', formatJsonLines(truth));
  const bugs = new Set(planned.flatMap(({ implementations }) => implementations.flatMap((one) => one.bugs)));
  const left = set.bugs.length - bugs.size;
  return sealTaskSet(set, {
    format: 'bebug-problems/1',
    seed,
    options: { candidates },
    tasks: shown.map(({ plan, order }) => taskOf(plan, order)),
    bugs: [...bugs],
    notes: left === 0 ? [] : [`${left} of ${set.bugs.length} bugs are in no problem: no test shows them.`],
    files,
  });
}

async function filesOf(
  set: StoredSet,
  { id, module, testFile }: PlannedProblem,
  order: readonly Solution[],
): Promise<[string, string][]> {
  const { task } = module.bugs[0]!.bug;
  const specification = await specificationOf(set, { task, corpus: module.corpus, file: module.file });
  const others = new Map([...module.context, [testFile.path, testFile.text]]);
  return [[`tasks/${id}/${SPECIFICATION}`, specification], ...labelled(`tasks/${id}`, order, module, others)];
}

function taskOf(plan: PlannedProblem, order: readonly Solution[]): ProblemTask {
  return makeProblemTask({
    ...shownFields(plan, order),
    specification: SPECIFICATION,
    tests: plan.testFile.path,
  });
}

function problemOf(
  { id, module, tests }: PlannedProblem,
  order: readonly Solution[],
  canary: string,
): Problem {
  return {
    task: id,
    corpus: module.corpus,
    file: module.file,
    candidates: order.map((solution, place) => ({
      ...candidateAt(solution, place),
      failing: [...solution.failing],
    })),
    tests: Object.fromEntries(tests),
    canary,
  };
}
