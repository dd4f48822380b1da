import { groupBy, keyedHex, randomStream } from '@bebug/core';
import type { Bug, InputWitness } from '@bebug/core/truth';
import { proofTexts } from '../proof-texts.ts';
import type { StoredSet } from '../read-set.ts';
import { isDriver } from '../source-file-names.ts';
import { withBoth } from './both-bugs.ts';
import type { BuggyFile, BuggyModule } from './buggy-modules.ts';
import type { Implementation } from './implementation.ts';

/** A witness as a test that needs nothing but the module. */
interface PrintedTest {
  readonly name: string;
}

/** What printing and running tests needs of the oracle. */
export interface ProblemTester<Test extends PrintedTest = PrintedTest> {
  /** `null` where a witness calls what a test cannot reach, or where what comes back cannot be written down. */
  printTest(witness: InputWitness): Test | null;
  printTestFile(path: string, tests: readonly Test[]): string;
  /** Run tests on the clean code and on variants of it; `null` when none passes on the clean code. */
  runTests(request: {
    readonly files: ReadonlyMap<string, string>;
    readonly file: string;
    readonly tests: { readonly path: string; readonly text: string; readonly names: readonly string[] };
    readonly variants: readonly string[];
  }): Promise<{
    readonly passing: ReadonlySet<string>;
    readonly failing: readonly (ReadonlySet<string> | null)[];
  } | null>;
}

/** A solution, and the tests that were seen to fail on it: none on the right one. */
export interface Solution extends Implementation {
  readonly failing: readonly string[];
}

export interface PlannedProblem {
  readonly id: string;
  readonly module: BuggyModule;
  /** The right one first. */
  readonly implementations: readonly Solution[];
  readonly testFile: { readonly path: string; readonly text: string };
  /** Name of a test → the bug whose witness it is. */
  readonly tests: ReadonlyMap<string, string>;
}

/**
 * Problems of one module: its bugs in the order of the seed, so many at a time that no problem shows more than `candidates` solutions.
 *
 * Of several texts, the one that differs in one place from each of the others gives itself away. So one of them is in the middle by lot: the
 * clean code as often as any other. Where a bug is, the other wrong solutions have that bug and one of their own.
 */
export async function planProblems<Test extends PrintedTest>(
  set: StoredSet,
  module: BuggyModule,
  { seed, candidates, tester }: { seed: number; candidates: number; tester: ProblemTester<Test> },
): Promise<PlannedProblem[]> {
  const tested = module.bugs.flatMap(({ bug, text }) => {
    const test = bug.witness.kind === 'input' ? tester.printTest(bug.witness) : null;
    return test === null ? [] : [{ bug, text, test }];
  });
  const once = [...groupBy(tested, ({ test }) => test.name).values()].map(([first]) => first!);
  let left: readonly (BuggyFile & { readonly test: Test })[] = randomStream(
    seed,
    'problems',
    module.bugs[0]!.bug.id,
  ).shuffle(once);
  const problems: PlannedProblem[] = [];
  while (left.length > 0) {
    const some = clearOfEachOther(module.clean, left).slice(0, candidates - 1);
    const problem = await planProblem(set, module, some, seed, tester);
    if (problem !== null) problems.push(problem);
    left = left.filter((one) => !some.includes(one));
  }
  return problems;
}

/** The first, and those that can share a text with it and with each other: each must be able to be in the middle. */
function clearOfEachOther<T extends BuggyFile>(clean: string, files: readonly T[]): T[] {
  const chosen: T[] = [];
  for (const one of files)
    if (chosen.every((other) => withBoth(clean, [one.bug, other.bug]) !== null)) chosen.push(one);
  return chosen;
}

async function planProblem<Test extends PrintedTest>(
  set: StoredSet,
  module: BuggyModule,
  some: readonly (BuggyFile & { readonly test: Test })[],
  seed: number,
  tester: ProblemTester<Test>,
): Promise<PlannedProblem | null> {
  const { file, clean, context } = module;
  const bugs = some.map(({ bug }) => bug);
  const wrong = aroundTheMiddle(module, some, seed);
  const path = file.replace(/\.(?=[^.]+$)/u, '.test.');
  const text = tester.printTestFile(
    file,
    some.map(({ test }) => test),
  );
  const names = some.map(({ test }) => test.name);
  const proofs = await proofTexts(set, { task: bugs[0]!.task, corpus: module.corpus });
  const results = await tester.runTests({
    files: new Map([...context, ...[...proofs].filter(([one]) => !isDriver(one))]),
    file,
    tests: { path, text, names },
    variants: wrong.map((one) => one.text),
  });
  // A test that fails on the clean code says nothing, and is shown to nobody.
  if (results === null || results.passing.size < names.length) return null;
  const solutions = wrong.flatMap((one, index): Solution[] => {
    const failing = results.failing[index];
    return failing == null || failing.size === 0 ? [] : [{ ...one, failing: [...failing] }];
  });
  if (solutions.length === 0) return null;
  return {
    id: `p-${keyedHex(12, seed, 'problem', ...bugs.map(({ id }) => id))}`,
    module,
    implementations: [{ text: clean, bugs: [], failing: [] }, ...solutions],
    testFile: { path, text },
    tests: new Map(some.map(({ test, bug }) => [test.name, bug.id])),
  };
}

/** Wrong solutions, as many as bugs: each bug alone, or one alone and the others with it. */
function aroundTheMiddle({ clean }: BuggyModule, some: readonly BuggyFile[], seed: number): Implementation[] {
  const middle = randomStream(seed, 'middle', ...some.map(({ bug }) => bug.id)).integer(0, some.length);
  const centre = some[middle - 1];
  return some.map(({ bug, text }): Implementation => {
    if (centre === undefined || centre.bug === bug) return { text, bugs: [bug] };
    const pair: readonly [Bug, Bug] = [centre.bug, bug];
    return { text: withBoth(clean, pair)!, bugs: pair };
  });
}
