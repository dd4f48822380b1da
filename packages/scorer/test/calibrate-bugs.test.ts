import { randomStream, type Finding } from '@bebug/core';
import { expect, test } from 'vitest';
import { calibrateBugs, scoreRun, type Scorecard } from '../src/index.ts';
import { answeredRun, makeRun, syntheticSet } from './synthetic-set.ts';

const set = syntheticSet({ bugTasks: 40 });
const options = { draws: 1, seed: 1 };
const DIFFICULTY = { easy: -2, moderate: -0.5, hard: 0.5, expert: 2 };

/** A detector of this ability, on the logit scale; `odd` bugs are found by the weak alone. */
function runOf(ability: number, index: number, odd: ReadonlySet<string> = new Set()): Scorecard {
  const random = randomStream(5, 'calibrate', index);
  const findings = set.bugs
    .filter(({ id, tier }) => {
      const logit = odd.has(id) ? -3 * ability : ability - DIFFICULTY[tier];
      return random.integer(0, 9999) / 1e4 < 1 / (1 + Math.exp(-logit));
    })
    .map(({ task, file, mutated: { startLine, endLine } }): Finding => ({ task, file, startLine, endLine }));
  const input = answeredRun(set, findings);
  return scoreRun({ ...input, run: makeRun(input.setHash, `d${index}`), options });
}

const abilities = (count: number): number[] =>
  Array.from({ length: count }, (_, index) => (4 * index) / (count - 1) - 2);

test('harder tiers come out harder, abler detectors abler', () => {
  const {
    model,
    isProvisional,
    isConverged,
    tiers,
    abilities: measured,
  } = calibrateBugs(abilities(30).map((ability, index) => runOf(ability, index)));
  expect({ model, isProvisional, isConverged }).toEqual({
    model: 'rasch',
    isProvisional: true,
    isConverged: true,
  });
  const means = tiers.map(({ meanB }) => meanB!);
  expect(means).toEqual(means.toSorted((a, b) => a - b));
  expect(measured.at(-1)!.theta).toBeGreaterThan(measured[0]!.theta + 2);
});

test('from forty runs on, slopes are measured, and a bug that only the weak find is flagged', () => {
  const odd = set.bugs.find(({ tier }) => tier === 'moderate')!.id;
  const {
    model,
    bugs,
    abilities: measured,
  } = calibrateBugs(abilities(40).map((ability, index) => runOf(ability, index, new Set([odd]))));
  expect(model).toBe('2pl');
  const flagged = bugs.find(({ bug }) => bug === odd)!;
  expect(flagged.flags).toContain('found by the weak, missed by the strong');
  expect(flagged.a).toBeLessThan(0);
  const [weakest, ablest] = [measured[0]!.interval!, measured.at(-1)!.interval!];
  expect(weakest.high).toBeLessThan(ablest.low);
});

test('a bug that lies far from its tier is said to belong to another', () => {
  const wrong = set.bugs.find(({ tier }) => tier === 'easy')!.id;
  const runs = abilities(39).map((ability, index) => runOf(ability, index));
  const moved = runs.map((run, index) => ({
    ...run,
    bugs: run.bugs.map((bug) => (bug.bug === wrong ? { ...bug, found: index > 36 } : bug)),
  }));
  expect(calibrateBugs(moved).bugs.find(({ bug }) => bug === wrong)!.measuredTier).toBe('expert');
});

test('one run says nothing of difficulty', () => {
  expect(() => calibrateBugs([runOf(0, 0)])).toThrow(/fewer than two runs/u);
});
