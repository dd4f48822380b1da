import { randomStream, type Finding, type Response } from '@bebug/core';
import { describe, expect, test } from 'vitest';
import { levelOf, scoreRun, wilson, type Scorecard, type TwinRun } from '../src/index.ts';
import { answeredRun, syntheticSet } from './synthetic-set.ts';

const set = syntheticSet({ bugTasks: 20 });
const options = { draws: 200, seed: 7 };
const single = set.bugs.filter(({ task }) => set.bugs.filter((bug) => bug.task === task).length === 1);
const [first, second, third, fourth, fifth] = single as [
  (typeof single)[number],
  ...(typeof single)[number][],
];
const on = (bug = first, line = bug.mutated.startLine): Finding => ({
  task: bug.task,
  file: bug.file,
  startLine: line,
  endLine: line,
});
const answers = (status: (task: string) => Response['status'] = () => 'answered'): Response[] =>
  set.tasks.map(({ id }) => ({ task: id, status: status(id), findings: 0 }));
const score = (findings: Finding[], twins?: Partial<TwinRun>, bugs = set.bugs): Scorecard =>
  scoreRun({
    ...answeredRun({ ...set, bugs }, findings),
    options,
    ...(twins && { twins: { findings: [], responses: answers(), ...twins } }),
  });

describe('a worked example: five bugs, of which', () => {
  const bugs = [first, second!, third!, fourth!, fifth!];
  const unanswered = new Map<string, Response['status']>([
    [fourth!.task, 'failed'],
    [fifth!.task, 'skipped'],
  ]);
  const card = score(
    [on(first), on(second), on(fourth), on(fifth)],
    {
      findings: [on(second, second!.mutated.startLine + 3), on(third, third!.mutated.startLine + 20)],
      responses: answers((task) => unanswered.get(task) ?? 'answered'),
    },
    bugs,
  );

  test('one is told from its twin, one reported there, one missed, one has a twin that failed, one none', () => {
    expect(card.bugs.map(({ found, discriminated }) => [found, discriminated])).toEqual([
      [true, true],
      [true, false],
      [false, false],
      [true, false],
      [true, null],
    ]);
    expect(card.discrimination).toMatchObject({ foundOnTwin: 1, twinUnanswered: 1, notCovered: 1 });
  });

  test('the rate is 1 of 4, with the intervals of a proportion', () => {
    const { rate } = card.discrimination!;
    expect(rate).toMatchObject({ value: 0.25, successes: 1, n: 4 });
    // Wilson by hand: (1 + 1.9207) / (4 + 3.8415) ± 1.95996 / 7.8415 × √(1 × 3 / 4 + 0.9604)
    expect(rate.wilson!.low).toBeCloseTo(0.0456, 4);
    expect(rate.wilson!.high).toBeCloseTo(0.6994, 4);
    expect([rate.wilson!.low, rate.wilson!.high]).toEqual(wilson(1, 4));
    expect(rate.bootstrap.clusters).toBe(new Set(bugs.slice(0, 4).map(({ file }) => file)).size);
    expect(card.notes.join(' ')).toContain('clean twins of 1 bugs were not attempted');
  });
});

test('without a run on the twins there is no discrimination', () => {
  const card = score([on()]);
  expect(card.discrimination).toBeNull();
  expect(card.bugs.every(({ discriminated }) => discriminated === null)).toBe(true);
});

test('the place of a bug is reported on the twin where the same finding would have found it', () => {
  for (const [gap, isTold] of [
    [3, false],
    [4, true],
  ] as const)
    expect(
      score([on()], { findings: [on(first, first.mutated.startLine + gap)] }).bugs.find(
        ({ bug }) => bug === first.id,
      )!.discriminated,
    ).toBe(isTold);
  const { startLine } = first.mutated;
  const wide = { ...on(), startLine: Math.max(1, startLine - 6), endLine: startLine + 6 };
  expect(score([on()], { findings: [wide] }).discrimination).toMatchObject({ foundOnTwin: 0 });
});

test('lines of the twin are carried over to the file with the bug', () => {
  const { task, file, mutated } = first;
  const text = set.taskTexts.get(task)!.get(file)!;
  // The bug took ten lines away, right above where it is.
  const start =
    text
      .split('\n')
      .slice(0, mutated.startLine - 1)
      .join('\n').length + 1;
  const fix = [...first.fix, { start, end: start, text: '\n'.repeat(10) }];
  const shifted = { ...first, fix };
  const told = (line: number): boolean | null =>
    score([on()], { findings: [on(first, line)] }, [shifted]).bugs[0]!.discriminated;
  expect([told(mutated.startLine + 10), told(mutated.startLine + 10 + 4)]).toEqual([false, true]);
});

test('what the twin says of lines that are not there, and what it says beside the file, spoils nothing', () => {
  const strange = [on(first, 5000), { ...on(), startLine: 9, endLine: 2 }, { ...on(), file: 'src/other.ts' }];
  expect(score([on()], { findings: strange }).discrimination!.rate.successes).toBe(1);
});

describe('a run on the twins', () => {
  const random = randomStream(3, 'twins');
  const findings = [
    ...set.bugs.filter((_, index) => index % 3 > 0).map((bug) => ({ ...on(bug), confidence: 0.8 })),
    ...set.tasks.map(({ id, files, lines }): Finding => {
      const line = random.integer(1, lines);
      return { task: id, file: files[0]!, startLine: line, endLine: line, confidence: 0.3 };
    }),
  ];
  const everywhere = set.tasks.flatMap(({ id, files, lines }) =>
    Array.from({ length: lines }, (_, index) => ({
      ...{ task: id, file: files[0]!, startLine: index + 1, endLine: index + 1 },
    })),
  );
  const rate = (card: Scorecard): number => card.discrimination!.rate.value!;
  const plain = score(findings);

  test.for([
    ['that says nothing', []],
    ['that says the same', findings],
    ['that flags every line', everywhere],
  ] as const)('%s moves no other figure, and lifts no rate above recall', ([, onTwins]) => {
    const card = score(findings, { findings: onTwins });
    const { discrimination, levels, bugs, findings: judged, notes, ...rest } = card;
    expect(discrimination!.rate.value).toBeLessThanOrEqual(levelOf(card).overall.recall.value!);
    expect(plain).toMatchObject(rest);
    const counted = ({ findings: counts, ...level }: (typeof levels)[number]): unknown => {
      const { known, falsePositives, ...others } = counts;
      return { ...level, ...others, falsePositives: known + falsePositives };
    };
    expect(levels.map(counted)).toEqual(plain.levels.map(counted));
    expect(bugs.map(({ found }) => found)).toEqual(plain.bugs.map(({ found }) => found));
    expect(judged.map(({ isFalseAlarm }) => isFalseAlarm)).toEqual(
      plain.findings.map(({ isFalseAlarm }) => isFalseAlarm),
    );
    expect(notes.slice(0, plain.notes.length)).toEqual(plain.notes);
  });

  test('tells nothing apart for who reports the same on both sides', () => {
    expect(rate(score(findings, { findings }))).toBe(0);
    expect(rate(score(everywhere, { findings: everywhere }))).toBe(0);
  });

  test('that failed, or was cut off, clears nothing', () => {
    expect(rate(score(findings, { responses: answers(() => 'failed') }))).toBe(0);
    expect(score(findings, { responses: [] }).discrimination!.rate).toMatchObject({ value: null, n: 0 });
  });

  test('that is quiet on controls where the run alarms is told of: they are the same files', () => {
    expect(score(findings, { findings: [] }).notes.join(' ')).toContain(
      `${plain.controls.alarmed.successes} clean controls are alarmed in the run and not in the run on the twins`,
    );
    expect(score(findings, { findings }).notes.join(' ')).not.toContain('run on the twins');
  });

  test('makes known what is reported on both sides, which stays a false alarm', () => {
    const far = { ...on(), startLine: first.mutated.startLine > 20 ? 3 : 39 };
    const there = { ...far, endLine: far.startLine };
    const [verdict] = score([there], { findings: [there] }).findings;
    expect(verdict).toMatchObject({ verdict: 'known', isFalseAlarm: true });
  });
});
