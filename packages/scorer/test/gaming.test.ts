import type { Finding } from '@bebug/core';
import { describe, expect, test } from 'vitest';
import { compareRuns, levelOf, scoreRun, STRICTNESS, type Scorecard } from '../src/index.ts';
import { answeredRun, syntheticSet } from './synthetic-set.ts';

const set = syntheticSet();
const score = (findings: readonly Finding[]): Scorecard =>
  scoreRun({ ...answeredRun(set, [...findings]), options: { draws: 200, seed: 7 } });
const controls = new Set(set.controls.map(({ task }) => task));

/** An honest detector: two bugs of three, one false alarm on every other task, and surer where it is right. */
const honest: Finding[] = [
  ...set.bugs
    .filter((_, index) => index % 3 > 0)
    .map(({ task, file, mutated }, index) => ({
      task,
      file,
      startLine: mutated.startLine,
      endLine: mutated.endLine,
      confidence: 0.6 + (index % 4) / 10,
    })),
  ...set.tasks
    .filter((_, index) => index % 2 === 0)
    .map(({ id, files, lines }, index) => ({
      task: id,
      file: files[0]!,
      startLine: lines,
      endLine: lines,
      confidence: 0.2 + (index % 5) / 10,
    })),
];
const honestCard = score(honest);

/** Every figure that a leaderboard could be ranked by; more is better. */
function figures(card: Scorecard): Record<string, number> {
  const { overall, precision, f1, f05 } = levelOf(card);
  return {
    recall: overall.recall.value!,
    lift: overall.chance.lift!,
    precision: precision.value ?? 0,
    f1: f1.value!,
    f05: f05.value!,
    averagePrecision: card.confidence?.averagePrecision.value ?? 0,
    afroc: card.confidence?.afroc.value ?? 0,
    recallAtOneFalseAlarm: card.confidence?.recallAtOneFalseAlarm ?? 0,
    quiet: -(card.controls.alarmed.value ?? 0),
    surety: -(card.confidence?.brier ?? 1),
  };
}

const onEachTask = (
  linesOf: (count: number) => readonly (readonly [number, number])[],
  confidence: number,
): Finding[] =>
  set.tasks.flatMap(({ id, files, lines }) =>
    linesOf(lines).map(([startLine, endLine]) => ({
      task: id,
      file: files[0]!,
      startLine,
      endLine,
      confidence,
    })),
  );
const eachLine = (count: number): [number, number][] =>
  Array.from({ length: count }, (_, index) => [index + 1, index + 1]);

describe('every line flagged', () => {
  const card = score(onEachTask(eachLine, 1));
  const all = figures(card);

  test('has all the recall and no lift over chance, at any strictness', () => {
    expect(all['recall']).toBe(1);
    for (const strictness of STRICTNESS)
      expect(levelOf(card, strictness).overall.chance.lift).toBeLessThanOrEqual(1e-9);
  });

  test('has no precision, no average precision, and tells no bug from a clean task', () => {
    expect(all['precision']).toBeLessThan(0.03);
    expect(all['averagePrecision']).toBeLessThan(0.03);
    expect(all['afroc']).toBe(0.5);
    expect(all['recallAtOneFalseAlarm']).toBe(0);
    expect(card.controls).toMatchObject({ alarmed: { value: 1 }, per1000Lines: { value: 1000 } });
  });
});

describe('one finding that spans the file', () => {
  const card = score(onEachTask((count) => [[1, count]], 1));

  test('finds nothing at line and function level', () => {
    for (const strictness of ['line', 'function'] as const) {
      const level = levelOf(card, strictness);
      expect([level.overall.recall.value, level.precision.value, level.f1.value]).toEqual([0, 0, 0]);
    }
  });

  test('earns at file level what chance earns there', () => {
    expect(levelOf(card, 'file').overall.chance.lift).toBeLessThanOrEqual(1e-9);
  });
});

describe('the same finding a hundred times', () => {
  test('changes no figure where it is right', () => {
    const rights = honest.filter((_, index) => honestCard.findings[index]!.verdict === 'match');
    const copies = rights.flatMap((finding) => Array.from({ length: 99 }, () => finding));
    expect(copies.length).toBeGreaterThan(1000);
    const card = score([...honest, ...copies]);
    const { lift, ...rest } = figures(card);
    const { lift: honestLift, ...honestRest } = figures(honestCard);
    expect(rest).toEqual(honestRest);
    // Chance gets the copies, too.
    expect(lift).toBeLessThanOrEqual(honestLift!);
    expect(levelOf(card).findings.duplicates).toBe(copies.length + levelOf(honestCard).findings.duplicates);
  });

  test('costs precision where it is wrong', () => {
    const wrong = honest.filter((_, index) => honestCard.findings[index]!.isFalseAlarm);
    const card = score([...honest, ...wrong.flatMap((finding) => Array.from({ length: 99 }, () => finding))]);
    expect(figures(card)['precision']).toBeLessThan(0.05);
    expect(figures(card)['averagePrecision']).toBeLessThanOrEqual(figures(honestCard)['averagePrecision']!);
  });

  test('at other confidences moves no bug beyond the surest of them', () => {
    const echoed = honest.flatMap((finding) =>
      Array.from({ length: 20 }, (_, index) => ({
        ...finding,
        confidence: (finding.confidence! * index) / 20,
      })),
    );
    const card = score([...honest, ...echoed]);
    for (const name of ['recall', 'averagePrecision', 'afroc'] as const)
      expect(figures(card)[name]).toBeLessThanOrEqual(figures(honestCard)[name]! + 1e-12);
  });
});

describe('findings on controls only', () => {
  const alarms = onEachTask((count) => [[Math.ceil(count / 2), Math.ceil(count / 2)]], 1).filter(({ task }) =>
    controls.has(task),
  );

  test('find nothing, and stand below a detector that says nothing', () => {
    const { lift, surety, quiet, ...rest } = figures(score(alarms));
    expect(Object.values(rest)).toEqual(Object.values(rest).map(() => 0));
    expect([lift, surety, quiet]).toEqual([0, -1, -1]);
    expect(levelOf(score([])).f1.value).toBe(0);
  });

  test('only take away from an honest run', () => {
    const before = figures(honestCard);
    for (const [name, after] of Object.entries(figures(score([...honest, ...alarms]))))
      expect([name, after <= before[name]! + 1e-12]).toEqual([name, true]);
  });
});

describe('confidence 1 in everything', () => {
  const card = score(honest.map((finding) => ({ ...finding, confidence: 1 })));
  const sure = figures(card);
  const before = figures(honestCard);

  test('changes nothing that does not look at confidence', () => {
    for (const name of ['recall', 'lift', 'precision', 'f1', 'f05', 'quiet'])
      expect(sure[name]).toBe(before[name]);
  });

  test('loses everything that does', () => {
    for (const name of ['averagePrecision', 'afroc', 'recallAtOneFalseAlarm', 'surety'])
      expect([name, sure[name]! < before[name]!]).toEqual([name, true]);
  });

  test('leaves a ranking of one step: average precision is precision times recall', () => {
    expect(sure['averagePrecision']).toBeCloseTo(sure['precision']! * sure['recall']!, 12);
  });
});

describe('answering only where something is found', () => {
  const answered = new Set(
    honest.filter((_, index) => honestCard.findings[index]!.verdict === 'match').map(({ task }) => task),
  );
  const run = answeredRun(
    set,
    honest.filter(({ task }) => answered.has(task)),
  );
  const picky = scoreRun({
    ...run,
    responses: run.responses.filter(({ task }) => answered.has(task)),
    options: { draws: 200, seed: 7 },
  });

  test('raises recall over what was attempted, and not over all', () => {
    expect(figures(picky)['recall']).toBeGreaterThan(figures(honestCard)['recall']!);
    expect(levelOf(picky).recallOverAll.value).toBe(levelOf(honestCard).recallOverAll.value);
    expect(picky.tasks.bugsNotAttempted).toBeGreaterThan(0);
  });

  test('gains no place', () => {
    const sampling = { draws: 200, seed: 7 };
    expect(compareRuns([honestCard, picky], sampling)).toMatchObject({
      tied: [[0, 1]],
      ranks: [
        { low: 1, high: 1 },
        { low: 1, high: 1 },
      ],
    });
    // One bug found, and nothing else attempted: all of what both attempted, and last all the same.
    const task = [...answered].find((id) => set.bugs.filter((bug) => bug.task === id).length === 1);
    const one = scoreRun({
      ...run,
      findings: run.findings.filter((finding) => finding.task === task),
      responses: run.responses.filter((response) => response.task === task),
      options: sampling,
    });
    expect(figures(one)['recall']).toBe(1);
    expect(compareRuns([one, honestCard], sampling)).toMatchObject({
      tied: [[1, 0]],
      ranks: [
        { low: 2, high: 2 },
        { low: 1, high: 1 },
      ],
    });
  });
});

describe('with a confirmed defect of the clean code', () => {
  const control = set.tasks.find(({ id }) => controls.has(id))!;
  const defect = { task: control.id, file: control.files[0]!, startLine: 5, endLine: 5 };
  const withKnown = (finding: Finding, verdict?: 'valid'): Scorecard =>
    scoreRun({
      ...answeredRun(set, [finding]),
      known: [{ ...defect, verdict }],
      options: { draws: 20, seed: 7 },
    });

  test('a finding that spans the file stays a false positive and finds no real bug', () => {
    for (const verdict of [undefined, 'valid'] as const) {
      const whole = withKnown({ ...defect, startLine: 1, endLine: control.lines }, verdict);
      expect([whole.findings[0]!.verdict, whole.realBugs.found]).toEqual(['false-positive', 0]);
      const narrow = withKnown({ ...defect, endLine: 14 }, verdict);
      expect([narrow.findings[0]!.verdict, narrow.realBugs.found]).toEqual([verdict ?? 'known', 1]);
    }
  });

  test('a wide finding that people confirmed itself is what they say', () => {
    const wide = { ...defect, startLine: 1, endLine: control.lines, explanation: 'All of it.' };
    const card = scoreRun({
      ...answeredRun(set, [wide, { ...wide, explanation: 'Something else.' }]),
      known: [{ ...wide, verdict: 'valid' }],
      options: { draws: 20, seed: 7 },
    });
    expect(card.findings.map(({ verdict }) => verdict)).toEqual(['valid', 'false-positive']);
  });
});
