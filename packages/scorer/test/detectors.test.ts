import { randomStream, type Finding } from '@bebug/core';
import { describe, expect, test } from 'vitest';
import { levelOf, scorecardSchema, scoreRun, STRICTNESS, type Scorecard } from '../src/index.ts';
import { answeredRun, syntheticSet } from './synthetic-set.ts';

const set = syntheticSet();
const options = { draws: 2000, seed: 7 };
const score = (findings: Finding[]): Scorecard => scoreRun({ ...answeredRun(set, findings), options });

const onEveryTask = (linesOf: (count: number) => (readonly [number, number])[]): Finding[] =>
  set.tasks.flatMap(({ id, files, lines }) =>
    linesOf(lines).map(([startLine, endLine]) => ({ task: id, file: files[0]!, startLine, endLine })),
  );

const perfect: Finding[] = set.bugs.map(({ task, file, mutated }) => ({
  task,
  file,
  startLine: mutated.startLine,
  endLine: mutated.endLine,
}));

describe('a perfect detector', () => {
  const card = score(perfect);

  test('scores 1 everywhere', () => {
    for (const strictness of STRICTNESS) {
      const level = levelOf(card, strictness);
      expect([level.precision.value, level.f1.value, level.f05.value, level.recallOverAll.value]).toEqual([
        1, 1, 1, 1,
      ]);
      const slices = [level.overall, ...level.tiers, ...level.families, ...level.operators];
      expect(slices.length).toBe(1 + 4 + 5 + 7);
      for (const { recall, found, bugs } of slices) {
        expect(recall.value).toBe(1);
        expect(found).toBe(bugs);
      }
    }
    expect(card.controls).toMatchObject({
      falsePositives: 0,
      per1000Lines: { value: 0 },
      alarmed: { value: 0, n: 16 },
    });
    expect(card.bugs.every(({ found, finding }) => found && finding !== null)).toBe(true);
  });

  test('is far above chance', () => {
    const { chance } = levelOf(card).overall;
    expect(chance.recall).toBeLessThan(0.25);
    expect(chance.liftBootstrap.bca!.low).toBeGreaterThan(0.7);
    expect(chance.p).toBeCloseTo(1 / 2001, 12);
  });

  test('keeps a Wilson interval below 1, where the bootstrap sees no spread', () => {
    const { recall } = levelOf(card).overall;
    const { precision, f1 } = levelOf(card);
    for (const proportion of [recall, precision]) {
      expect(proportion).toMatchObject({ value: 1, bootstrap: { percentile: null, bca: null } });
      expect(proportion.wilson!.low).toBeLessThan(0.97);
    }
    expect([f1, card.youden]).toMatchObject([
      { value: 1, bootstrap: { percentile: null, bca: null } },
      { value: 1, bootstrap: { percentile: null, bca: null } },
    ]);
    const { per1000Lines, lines } = card.controls;
    expect(per1000Lines).toMatchObject({ value: 0, bootstrap: { bca: null }, poisson: { low: 0 } });
    expect(per1000Lines.poisson!.high).toBeCloseTo(3688.88 / lines, 3);
  });

  test('fits the published schema', () => {
    expect(scorecardSchema.parse(JSON.parse(JSON.stringify(card)))).toEqual(card);
  });
});

test('a silent detector has recall 0, F1 0 and no precision', () => {
  const card = score([]);
  const level = levelOf(card);
  expect(level.overall.recall.value).toBe(0);
  expect(level.precision.value).toBeNull();
  expect(level.precision.bootstrap.bca).toBeNull();
  expect(level.f1.value).toBe(0);
  expect(level.overall.chance).toMatchObject({ recall: 0, lift: 0 });
  expect(scorecardSchema.safeParse(card).success).toBe(true);
});

const indiscriminate: Record<string, Finding[]> = {
  'one finding on each line': onEveryTask((count) =>
    Array.from({ length: count }, (_, line) => [line + 1, line + 1] as const),
  ),
  'one finding over the whole file': onEveryTask((count) => [[1, count]]),
  'the same finding a hundred times': onEveryTask(() => Array.from({ length: 100 }, () => [10, 10] as const)),
};

/** Laid out to cover everything with few findings: scattering them would leave holes, and so a lift. */
const systematic: Record<string, Finding[]> = {
  'a finding on every seventh line': onEveryTask((count) =>
    Array.from({ length: Math.ceil(count / 7) }, (_, at) => Math.min(at * 7 + 4, count)).map(
      (line) => [line, line] as const,
    ),
  ),
  'ten-line findings without a gap': onEveryTask((count) =>
    Array.from({ length: Math.floor(count / 10) }, (_, at) => [at * 10 + 1, at * 10 + 10] as const),
  ),
};

test.for(Object.entries(indiscriminate))('%s has no lift over chance', ([, findings]) => {
  const card = score(findings);
  for (const strictness of STRICTNESS) {
    const { overall } = levelOf(card, strictness);
    const { lift, liftBootstrap } = overall.chance;
    expect(liftBootstrap.percentile?.low ?? lift).toBeLessThanOrEqual(1e-9);
    expect(lift).toBeLessThan(0.05);
  }
});

test.for(Object.entries(systematic))('%s has next to no lift over chance', ([, findings]) => {
  const { overall } = levelOf(score(findings));
  expect(overall.recall.value).toBeGreaterThan(0.95);
  expect(overall.chance.placement).toBe('shift');
  expect(overall.chance.lift).toBeLessThan(0.03);
});

test('flagging every line finds all bugs at next to no precision, and alarms every control', () => {
  const card = score(indiscriminate['one finding on each line']!);
  expect(levelOf(card).overall.recall.value).toBe(1);
  expect(levelOf(card).precision.value).toBeLessThan(0.03);
  expect(card.controls.alarmed.value).toBe(1);
  expect(card.controls.per1000Lines.value).toBe(1000);
});

test('a finding over the whole file earns file credit alone', () => {
  const card = score(indiscriminate['one finding over the whole file']!);
  expect(levelOf(card, 'line').overall.recall.value).toBe(0);
  expect(levelOf(card, 'function').overall.recall.value).toBe(0);
  expect(levelOf(card, 'file').overall.recall.value).toBeGreaterThan(0.7);
});

test('a random detector has a lift of about nothing, in nineteen of twenty seeds', () => {
  let covered = 0;
  for (let seed = 0; seed < 20; seed++) {
    const random = randomStream(seed, 'random detector');
    const findings = onEveryTask((count) =>
      Array.from({ length: 3 }, () => random.integer(1, count)).map((line) => [line, line] as const),
    );
    const card = scoreRun({ ...answeredRun(set, findings), options: { draws: 300, seed } });
    const { lift, liftBootstrap } = levelOf(card).overall.chance;
    expect(Math.abs(lift!)).toBeLessThan(0.2);
    if (liftBootstrap.percentile!.low <= 0 && liftBootstrap.percentile!.high >= 0) covered++;
  }
  expect(covered).toBeGreaterThanOrEqual(17);
});
