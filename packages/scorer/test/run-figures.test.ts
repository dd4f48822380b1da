import type { Finding } from '@bebug/core';
import { describe, expect, test } from 'vitest';
import { answeredRun, syntheticSet } from './synthetic-set.ts';
import { levelOf, type Scorecard } from '../src/scorecard.ts';
import { scoreRun } from '../src/score-run.ts';
import type { ScoreInput } from '../src/score-input.ts';
import { scoresOf } from '../src/scores.ts';

const set = syntheticSet({ bugTasks: 6 });
const right = (at: number, more: Partial<Finding> = {}): Finding => {
  const { task, file, mutated } = set.bugs[at]!;
  return { task, file, startLine: mutated.startLine, endLine: mutated.endLine, ...more };
};
const cardOf = (findings: readonly Finding[], more: Partial<ScoreInput> = {}): Scorecard =>
  scoreRun({ ...answeredRun(set, [...findings]), options: { draws: 3, seed: 5 }, ...more });
const alarm = (at: number, line: number): Finding => {
  const { task } = set.controls[at]!;
  const { files } = set.tasks.find(({ id }) => id === task)!;
  return { task, file: files[0]!, startLine: line, endLine: line };
};

test('a scorecard says of what run it is, and how it was made', () => {
  const sources = { findings: 'a'.repeat(64), known: null, twins: null };
  const run = {
    ...answeredRun(set, []).run,
    tokens: { input: 30, output: 12 },
    cost: 3,
    promptHash: 'b'.repeat(64),
  };
  const card = cardOf([right(0), right(1)], {
    run,
    sources,
    options: { draws: 3, seed: 5, strictness: 'function', k: 2, maxSpan: 7 },
  });
  expect(card).toMatchObject({
    ...{ format: 'bebug-scorecard/1', detector: 'synthetic', version: '1', setHash: set.setHash },
    run: { started: run.started, finished: null, promptHash: run.promptHash, tokens: run.tokens, cost: 3 },
    costPerBug: { tokens: 21, dollars: 1.5 },
    method: {
      ...{ strictness: 'function', k: 2, maxSpan: 7, seed: 5, draws: 3, confidence: 0.95 },
      ...{ clusters: 'corpus and source file', allowNoControls: false, sources },
    },
    ...{ confidence: null, timeToFind: null, explanations: null, discrimination: null },
  });
  expect(card.levels.map(({ strictness }) => strictness)).toEqual(['line', 'function', 'file']);
  expect(levelOf(card).strictness).toBe('function');
  expect(cardOf([]).method.sources).toEqual({ findings: null, known: null, twins: null });
  expect(cardOf([]).costPerBug).toEqual({ tokens: null, dollars: null });
});

describe('of eight bugs in six tasks, four found with two alarms', () => {
  expect(set.bugs).toHaveLength(8);
  const found = [0, 2, 3, 4];
  const card = cardOf([...found.map((at) => right(at)), alarm(0, 3), alarm(0, 5)]);
  const level = levelOf(card);

  test('recall, precision and F are 1/2, 2/3, 4/7 and 5/8', () => {
    expect(level.overall.recall).toMatchObject({ value: 0.5, successes: 4, n: 8 });
    expect(level.recallOverAll).toMatchObject({ value: 0.5, successes: 4, n: 8 });
    expect(level.precision).toMatchObject({ successes: 4, n: 6 });
    expect(level.precision.value).toBeCloseTo(2 / 3, 12);
    expect(level.precision.wilson!.low).toBeCloseTo(0.3, 1);
    expect(level.f1.value).toBeCloseTo(4 / 7, 12);
    expect(level.f05.value).toBeCloseTo(5 / 8, 12);
    expect([level.f1.bootstrap.n, level.precision.bootstrap.n]).toEqual([10, 6]);
  });

  test('slices are named, ordered and complete', () => {
    const { tiers, families, operators, cwes } = level;
    const counts = (
      of: (bug: (typeof set.bugs)[number]) => string | null,
    ): Record<string, [number, number]> => {
      const all: Record<string, [number, number]> = {};
      for (const [at, bug] of set.bugs.entries()) {
        const name = of(bug);
        if (name === null) continue;
        const [bugs, hits] = all[name] ?? [0, 0];
        all[name] = [bugs + 1, hits + Number(found.includes(at))];
      }
      return all;
    };
    for (const [slices, of] of [
      [tiers, ({ tier }) => tier],
      [families, ({ family }) => family],
      [operators, ({ operator }) => operator],
      [cwes, ({ cwe }) => (cwe === null ? null : `CWE-${cwe}`)],
    ] as readonly [typeof tiers, Parameters<typeof counts>[0]][])
      expect(Object.fromEntries(slices.map((slice) => [slice.name, [slice.attempted, slice.found]]))).toEqual(
        counts(of),
      );
    expect(tiers.map(({ name }) => name)).toEqual(['easy', 'moderate', 'hard', 'expert']);
    expect(operators.map(({ name }) => name)).toEqual(operators.map(({ name }) => name).toSorted());
  });

  test('Youden’s J is tasks with a find less controls with an alarm', () => {
    const tasks = new Set(set.bugs.map(({ task }) => task));
    const hit = new Set(found.map((at) => set.bugs[at]!.task));
    expect(card.youden.value).toBeCloseTo(hit.size / tasks.size - 1 / set.controls.length, 12);
    expect(card.youden.bootstrap.n).toBe(tasks.size + set.controls.length);
  });

  test('and none is moved by what it is called or how sure it is', () => {
    const loud = cardOf([
      ...found.map((at) => right(at, { category: 'Off by One', confidence: 1, elapsedMs: 7 })),
      alarm(0, 3),
      alarm(0, 5),
    ]);
    expect(levelOf(loud).precision).toEqual(level.precision);
    expect(loud.bugs.filter((bug) => bug.found).map(({ category }) => category)).toEqual(
      found.map(() => 'off-by-one'),
    );
    expect(card.bugs.every(({ category }) => category === null)).toBe(true);
    expect(loud.timeToFind).toMatchObject({ bugs: 4, found: 4, medianMs: 7 });
    expect(card.pointing).toMatchObject({ matches: 4, meanOverlap: 1, category: { n: 0 } });
  });
});

test('two runs are compared with the sampling that they were made with, one is not', () => {
  const cards = [cardOf([right(0)]), cardOf([right(1)])];
  const scores = scoresOf(cards);
  expect(scores).toMatchObject({ format: 'bebug-scores/1', scorecards: cards });
  expect(scores.comparison!.pairs[0]!.bootstrap).toMatchObject({ draws: 3, seed: 5 });
  expect(scoresOf(cards.slice(1)).comparison).toBeNull();
});

test('findings on a task that come in two parts, and texts that are missing, are told by name', () => {
  const texts = new Map([...set.taskTexts].filter(([task]) => task !== set.bugs[0]!.task));
  expect(() => cardOf([right(0)], { taskTexts: texts })).toThrow(
    `The text of tasks/${set.bugs[0]!.task}/${set.bugs[0]!.file} is missing.`,
  );
});
