import { parseJsonLines } from '@bebug/core';
import { problemSchema } from '@bebug/core/truth';
import { expect, test } from 'vitest';
import { makeProblems } from '../src/task-sets/make-problems.ts';
import type { ProblemTester } from '../src/task-sets/plan-problems.ts';
import { MODULES, setOfTwos } from './set-of-twos.ts';

/** Tests that are named by turns, and fail on every text that has a `<=`: the first of them, or both. */
function tester(change: Partial<ProblemTester> = {}): ProblemTester {
  let printed = 0;
  return {
    printTest: () => ({ name: `test ${++printed}` }),
    printTestFile: (path, tests) => `// ${path}: ${tests.map(({ name }) => name).join()}\n`,
    runTests: ({ tests: { names }, variants }) =>
      Promise.resolve({
        passing: new Set(names),
        failing: variants.map((text) => new Set(names.slice(0, text.split('<=').length - 1))),
      }),
    ...change,
  };
}

test('a problem is a specification, tests, one right solution and wrong ones, and tells nobody which', async () => {
  const set = await setOfTwos();
  const options = { seed: 2, candidates: 4 };
  const files = await makeProblems(set, { ...options, tester: tester() });
  expect(await makeProblems(set, { ...options, tester: tester() })).toEqual(files);
  const truth = parseJsonLines(problemSchema, files['truth/problems.jsonl']!, 'problems');
  expect(truth).toHaveLength(MODULES);
  const middles = new Set<number>();
  for (const { task, file, candidates, tests } of truth) {
    const specification = files[`tasks/${task}/specification.d.ts`]!;
    expect(specification).toContain('export declare const a: (x: number) => boolean;');
    expect(specification).not.toContain('<');
    expect(candidates.map(({ bugs }) => bugs.length).filter((count) => count === 0)).toHaveLength(1);
    expect(Object.keys(tests)).toHaveLength(2);
    middles.add(Math.max(...candidates.map(({ bugs }) => bugs.length)));
    for (const { label, bugs, failing } of candidates) {
      expect(files[`tasks/${task}/${label}/${file}`]!.split('<=').length - 1).toBe(bugs.length);
      expect(failing.length).toBe(bugs.length);
      const beside = files[`tasks/${task}/${label}/${file.replace('.ts', '.test.ts')}`]!;
      expect(beside).toMatch(new RegExp(`^// ${file}: test \\d+,test \\d+\n$`, 'u'));
    }
  }
  // Both shapes are there: two wrong ones that differ from the right one in one place, and a wrong one in the middle.
  expect(middles).toEqual(new Set([1, 2]));
  const secrets = [set.manifest.canary, ...set.bugs.flatMap(({ id, task }) => [id, task])];
  const shown = Object.entries(files).filter(([path]) => /^tasks[./]/u.test(path));
  for (const entry of shown) for (const secret of secrets) expect(entry.join('\n')).not.toContain(secret);
});

test.for<[string, Partial<ProblemTester>]>([
  ['no witness can be printed', { printTest: () => null }],
  ['no test passes on the clean code', { runTests: () => Promise.resolve(null) }],
  [
    'a test fails on the clean code',
    {
      runTests: ({ variants }) =>
        Promise.resolve({ passing: new Set(), failing: variants.map(() => new Set(['x'])) }),
    },
  ],
  [
    'no wrong solution fails a test',
    {
      runTests: ({ tests: { names }, variants }) =>
        Promise.resolve({ passing: new Set(names), failing: variants.map(() => new Set<string>()) }),
    },
  ],
  [
    'no run on a wrong solution says anything',
    {
      runTests: ({ tests: { names }, variants }) =>
        Promise.resolve({ passing: new Set(names), failing: variants.map(() => null) }),
    },
  ],
])('where %s, there is no problem', async ([, change]) => {
  const making = makeProblems(await setOfTwos(), { seed: 1, candidates: 4, tester: tester(change) });
  await expect(making).rejects.toMatchObject({ code: 'set-empty' });
});
