import { applyEdits, randomStream, type Finding } from '@bebug/core';
import { describe, expect, test } from 'vitest';
import {
  levelOf,
  RunTally,
  scorecardSchema,
  scoreRun,
  type ScoreInput,
  type Scorecard,
} from '../src/index.ts';
import { answeredRun, CANARY, makeRun, syntheticSet } from './synthetic-set.ts';

const set = syntheticSet({ bugTasks: 20 });
const options = { draws: 200, seed: 7 };
const first = set.bugs[0]!;
const right = (bug = first): Finding => ({
  task: bug.task,
  file: bug.file,
  startLine: bug.mutated.startLine,
  endLine: bug.mutated.endLine,
});

const score = (input: Partial<ScoreInput>): Scorecard =>
  scoreRun({ ...answeredRun(set, []), options, ...input });

test('a run on another set is refused', () => {
  expect(() => score({ run: makeRun('f'.repeat(64)) })).toThrow(
    expect.objectContaining({ code: 'run-mismatch', exitCode: 2 }),
  );
});

test('a set whose texts are missing is refused', () => {
  expect(() => score({ taskTexts: new Map(), findings: [right()] })).toThrow(
    expect.objectContaining({ code: 'file-missing' }),
  );
});

describe('what is not there', () => {
  test.for([
    ['an unknown task', { task: 't-ffffffffffff' }, 'no task'],
    ['an unknown file', { file: 'src/other.ts' }, 'no file'],
    ['lines past the end', { startLine: 5000, endLine: 5000 }, 'past the file’s end'],
    ['an end past the end', { endLine: 5000 }, 'past the file’s end'],
    ['an end before the start', { startLine: 9, endLine: 2 }, 'before line 9'],
  ] as const)('%s is invalid and a false alarm', ([, wrong, reason]) => {
    const card = score({ findings: [{ ...right(), ...wrong }] });
    expect(levelOf(card).findings).toMatchObject({ total: 1, invalid: 1, falseAlarms: 1, matched: 0 });
    expect(levelOf(card).precision.value).toBe(0);
    expect(card.findings[0]!.text.replace("'", '’')).toContain(reason);
    expect(card.notes.join(' ')).toContain('1 findings');
  });
});

test('a finding is first moved to its anchor text, from wherever it points, and the verdict says so', () => {
  const anchorText = set.taskTexts.get(first.task)!.get(first.file)!.split('\n')[
    first.mutated.startLine - 1
  ]!;
  const lost = { ...right(), startLine: 5000, endLine: 5000 };
  const [card] = [score({ findings: [{ ...lost, anchorText }] })];
  expect(levelOf(card).findings).toMatchObject({ matched: 1, invalid: 0 });
  expect(card.findings[0]).toMatchObject({ ...right(), place: 'exact' });
  expect(card.findings[0]!.text).toContain(
    'It named line 5000, and was moved to where its anchor text stands.',
  );
  expect(card.bugs.find(({ bug }) => bug === first.id)!.text).toContain('It named line 5000');

  const still = score({
    findings: [
      { ...right(), anchorText },
      { ...lost, anchorText: 'nowhere();' },
    ],
  });
  expect(still.findings.map(({ verdict }) => verdict)).toEqual(['match', 'invalid']);
  expect(still.findings[0]!.text).not.toContain('moved');

  // The anchor decides: right lines do not save a finding whose text is that of another place.
  const elsewhere = score({ findings: [{ ...right(), anchorText: `export function part0x1() {` }] });
  expect(elsewhere.findings[0]).toMatchObject({ startLine: 21, verdict: 'false-positive' });
});

describe('tasks without a response', () => {
  const attempted = set.tasks.filter((_, index) => index % 2 === 0).map(({ id }) => id);
  const responses = attempted.map((task) => ({ task, status: 'answered' as const, findings: 0 }));
  const findings = set.bugs.map((bug) => right(bug));

  test('are not attempted: their bugs are counted apart', () => {
    const card = score({ responses, findings: findings.filter(({ task }) => attempted.includes(task)) });
    const level = levelOf(card);
    expect(card.tasks).toMatchObject({
      attempted: attempted.length,
      notAttempted: set.tasks.length - attempted.length,
    });
    expect(level.overall.recall.value).toBe(1);
    expect(level.overall.attempted + card.tasks.bugsNotAttempted).toBe(set.bugs.length);
    expect(level.recallOverAll.value).toBe(level.overall.found / set.bugs.length);
    expect(level.recallOverAll.value).toBeLessThan(1);
    expect(
      card.bugs.filter((bug) => !bug.attempted).every((bug) => bug.text.startsWith('Not attempted')),
    ).toBe(true);
    expect(card.notes.join(' ')).toContain('not attempted');
  });

  test('earn nothing for findings that came all the same', () => {
    const card = score({ responses, findings });
    expect(levelOf(card).overall.recall.value).toBe(1);
    expect(levelOf(card).findings.invalid).toBe(card.tasks.bugsNotAttempted);
    expect(levelOf(card).precision.value).toBeLessThan(1);
  });

  test('are not tasks that failed: those count as missed, and not as clean controls', () => {
    const failed = set.tasks.map(({ id }) => ({ task: id, status: 'failed' as const, findings: 0 }));
    const card = score({ responses: failed });
    expect(card.tasks).toMatchObject({ failed: set.tasks.length, notAttempted: 0 });
    expect(levelOf(card).overall.recall).toMatchObject({ value: 0, n: set.bugs.length });
    expect(card.controls).toMatchObject({
      answered: 0,
      alarmed: { value: null, wilson: null },
      per1000Lines: { value: null },
    });
  });
});

test('without an answered control there is no precision unless it is asked for', () => {
  const bare = { controls: [], findings: [right()] };
  expect(levelOf(score(bare)).precision.value).toBeNull();
  expect(levelOf(score(bare)).f1.value).toBeNull();
  expect(score(bare).notes.join(' ')).toContain('No clean control');
  expect(levelOf(score({ ...bare, options: { ...options, allowNoControls: true } })).precision.value).toBe(1);
});

test('an alarm on a control counts for each 1,000 lines, by control, and against precision', () => {
  const control = set.tasks.find(({ id }) => id === set.controls[0]!.task)!;
  const alarm = { task: control.id, file: control.files[0]!, startLine: 3, endLine: 3 };
  const card = score({ findings: [right(), alarm, { ...alarm, startLine: 30, endLine: 30 }] });
  expect(card.controls).toMatchObject({
    tasks: 5,
    answered: 5,
    lines: 300,
    falsePositives: 2,
    alarmed: { successes: 1, n: 5 },
  });
  expect(card.controls.per1000Lines.value).toBeCloseTo(2000 / 300, 10);
  expect(levelOf(card).precision.value).toBeCloseTo(1 / 3, 10);
});

describe('a finding that is reported on the clean twin as well', () => {
  const text = set.taskTexts.get(first.task)!.get(first.file)!;
  const planted = set.bugs.filter(({ task }) => task === first.task);
  const clean = applyEdits(
    text,
    planted.flatMap(({ fix }) => fix),
  );
  const twin = { ...set.tasks.find(({ id }) => id === first.task)!, id: 't-00000000000a' };
  const withTwin = {
    ...answeredRun({ ...set, tasks: [...set.tasks, twin] }, []),
    taskTexts: new Map([...set.taskTexts, [twin.id, new Map([[first.file, clean]])]]),
    controls: [...set.controls, { task: twin.id, corpus: 'synthetic', canary: CANARY }],
    options,
  };
  const far = planted[0]!.mutated.startLine > 20 ? 3 : 39;
  const there = (task: string): Finding => ({ task, file: first.file, startLine: far, endLine: far });

  test('is known, and stays a false alarm', () => {
    const card = scoreRun({ ...withTwin, bugs: set.bugs, findings: [there(first.task), there(twin.id)] });
    expect(card.findings.map(({ verdict, isFalseAlarm }) => [verdict, isFalseAlarm])).toEqual([
      ['known', true],
      ['false-positive', true],
    ]);
  });

  test('counts neither way once it is confirmed', () => {
    const known = [{ task: first.task, file: first.file, startLine: far, endLine: far }];
    const card = scoreRun({ ...withTwin, known, findings: [there(first.task), right()] });
    expect(card.findings[0]).toMatchObject({ verdict: 'known', isFalseAlarm: false });
    expect(levelOf(card).precision.value).toBe(1);
  });
});

test('the order of findings, tasks, bugs and responses changes no figure', () => {
  const random = randomStream(5, 'order');
  const findings = set.bugs.flatMap((bug) => [
    right(bug),
    { ...right(bug), startLine: 1, endLine: 1 + random.integer(0, 12) },
  ]);
  const input = answeredRun(set, findings);
  const forwards = scoreRun({ ...input, options });
  const backwards = scoreRun({
    ...input,
    tasks: [...input.tasks].reverse(),
    bugs: [...input.bugs].reverse(),
    responses: [...input.responses].reverse(),
    findings: [...findings].reverse(),
    options,
  });
  expect(backwards.levels).toEqual(forwards.levels);
  expect(backwards.controls).toEqual(forwards.controls);
});

test('a correct finding more never lowers recall, and a wrong one never raises precision', () => {
  const half = set.bugs.filter((_, index) => index % 2 === 0).map((bug) => right(bug));
  const before = levelOf(score({ findings: half }));
  const after = levelOf(score({ findings: [...half, right(set.bugs[1])] }));
  const worse = levelOf(score({ findings: [...half, { ...right(), startLine: 5000, endLine: 5000 }] }));
  expect(after.overall.recall.value).toBeGreaterThan(before.overall.recall.value!);
  expect(worse.precision.value).toBeLessThan(before.precision.value!);
});

test('the canary of the truth does not reach a scorecard', () => {
  expect(JSON.stringify(score({ findings: [right()] }))).not.toContain(CANARY);
});

describe('task by task', () => {
  const random = randomStream(8, 'parts');
  const onControls = set.controls.map(({ task }): Finding => {
    const [file] = set.tasks.find(({ id }) => id === task)!.files;
    return { task, file: file!, startLine: 7, endLine: 7, confidence: 0.4 };
  });
  const findings = [
    ...set.bugs.flatMap((bug): Finding[] => [
      { ...right(bug), confidence: random.integer(0, 100) / 100, elapsedMs: 10 },
      { ...right(bug), startLine: 1, endLine: 1 + random.integer(0, 12) },
    ]),
    ...onControls,
    { task: 't-ffffffffffff', file: 'x.ts', startLine: 1, endLine: 1 },
  ];
  const { findings: all, ...input } = answeredRun(set, findings);
  const indexed = all.map((finding, index) => ({ finding, index }));
  const controls = new Set(set.controls.map(({ task }) => task));

  test('the scorecard is the same as of the whole run', () => {
    const tasks = [...new Set(all.map(({ task }) => task))];
    const ordered = [
      ...tasks.filter((id) => controls.has(id)),
      ...tasks.filter((id) => !controls.has(id)).reverse(),
    ];
    const tally = new RunTally({ ...input, options });
    const results = ordered.flatMap((task) =>
      tally.add(indexed.filter(({ finding }) => finding.task === task)),
    );
    const inOrder = results.toSorted((a, b) => a.index - b.index);
    expect(tally.finish(inOrder)).toEqual(scoreRun({ ...input, findings: all, options }));
  });

  test('a task that comes in two parts is refused', () => {
    const tally = new RunTally({ ...input, options });
    tally.add(indexed.slice(0, 1));
    expect(() => tally.add(indexed.slice(1, 2))).toThrow(expect.objectContaining({ code: 'internal' }));
  });
});

test.for([
  ['only controls were answered', () => set.controls.map(({ task }) => task)],
  ['nothing was answered', () => []],
] as const)('a run in which %s has no recall, and a scorecard all the same', ([, tasks]) => {
  const responses = tasks().map((task) => ({ task, status: 'answered' as const, findings: 0 }));
  const card = scorecardSchema.parse(score({ responses }));
  expect(levelOf(card).overall).toMatchObject({ attempted: 0, recall: { value: null, n: 0 } });
  expect(card.realBugs.estimated.value).toBeNull();
  expect(levelOf(card).recallOverAll.value).toBe(0);
});
