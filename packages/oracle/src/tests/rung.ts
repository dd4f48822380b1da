import type { TestsWitness } from '@bebug/core/truth';
import type { Climb } from '../rung.ts';
import type { Change } from './run.ts';
import type { Suite } from './suite.ts';

/** Replays in fresh processes; more of them where a test was seen to pass and to fail on the same code. */
const REPLAYS = 2;
const RESTLESS_REPLAYS = 6;
/** Failing tests that a witness names. */
const NAMED = 20;
/** In the place of a message that is another one in each run. */
const VARIES = 'fails, with a message that varies';

/**
 * Rung 6, climbed last because it is dear: does a test fail on the mutant that passes on the clean code? Counts after two replays,
 * clean and mutated, each in fresh processes on a fresh copy, in turns.
 */
export async function climbTests(suite: Suite, change: Change): Promise<Climb<'tests'>> {
  const { text: command, runner } = suite.command;
  const none = (reason: string, detail: string): Climb<'tests'> => ({
    evidence: { command, failing: 0, exposed: false },
    witness: null,
    density: null,
    reason,
    detail,
  });
  const found = await suite.run(change);
  if (found.kind === 'open') return none('no witness', found.why);
  if (found.failed.size === 0) return none('no witness', `all ${suite.size} tests pass as before`);
  let failing = found.failed;
  let { restless } = suite;
  for (let replay = 0; replay < (restless ? RESTLESS_REPLAYS : REPLAYS) && failing.size > 0; replay++) {
    const seen = await replayed(suite, change);
    if (typeof seen === 'string') return none('flaky subject', seen);
    const before = failing;
    failing = agreed(before, seen);
    // Nothing is remembered for the next mutant: a verdict must not depend on what was looked at before.
    if (failing.size < before.size || failing.size < seen.size) restless = true;
  }
  if (failing.size === 0)
    return none('flaky subject', 'no test fails on the mutant each time, and never on the clean code');
  const named = [...failing].sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, NAMED);
  const witness: TestsWitness = {
    kind: 'tests',
    command,
    runner,
    failing: named.map(([test, message]) => ({ test, message })),
  };
  return {
    evidence: { command, failing: failing.size, exposed: true },
    witness,
    density: null,
    reason: '',
    detail: '',
  };
}

/** Run a stored witness again: every test that it names fails on the mutant as it says, and on the clean code never. */
export async function replayTests(
  suite: Suite,
  change: Change,
  witness: TestsWitness,
): Promise<string | null> {
  for (let replay = 0; replay < REPLAYS; replay++) {
    const seen = await replayed(suite, change);
    if (typeof seen === 'string') return seen;
    for (const { test, message } of witness.failing) {
      const again = seen.get(test);
      if (again === undefined) return `the test ${test} does not fail on the mutant alone`;
      if (message !== VARIES && again !== message) return `the test ${test} fails otherwise than stored`;
    }
  }
  return null;
}

/** Tests that fail on the mutant and not on the clean code, both run anew; a sentence when one of the two says nothing. */
async function replayed(suite: Suite, change: Change): Promise<Map<string, string> | string> {
  const clean = await suite.run(null);
  if (clean.kind === 'open') return `on the clean code ${clean.why}`;
  const mutated = await suite.run(change);
  if (mutated.kind === 'open') return mutated.why;
  const passesAgain = (test: string): boolean =>
    !clean.failed.has(test) && (clean.passed.has(test) || !suite.passes(test));
  return new Map([...mutated.failed].filter(([test]) => passesAgain(test)));
}

function agreed(before: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): Map<string, string> {
  const both = new Map<string, string>();
  for (const [test, message] of before) {
    const again = now.get(test);
    if (again !== undefined) both.set(test, again === message ? message : VARIES);
  }
  return both;
}
