import { RUN_FORMAT, sha256, type Finding, type Response } from '@bebug/core';
import { expect, test } from 'vitest';
import { combineRuns } from './combine-runs.ts';
import type { RunRecord } from './run-record.ts';

const TASK = 't-000000000001';
const OTHER = 't-000000000002';

/** `line` or `line-line`, optionally `@confidence`. */
function record(
  detector: string,
  lines: readonly string[],
  status: Response['status'] = 'answered',
): RunRecord {
  const findings = lines.map((text): Finding => {
    const [place, confidence] = text.split('@') as [string, string | undefined];
    const [start, end = start] = place.split('-') as [string, string | undefined];
    return {
      task: TASK,
      file: 'a.ts',
      startLine: Number(start),
      endLine: Number(end),
      explanation: detector,
      ...(confidence !== undefined && { confidence: Number(confidence) }),
    };
  });
  return {
    run: {
      format: RUN_FORMAT,
      detector,
      version: '1',
      settings: {},
      promptHash: null,
      setHash: sha256('set'),
      started: '2026-01-01T00:00:00Z',
      finished: '2026-01-01T00:01:00Z',
      tokens: { input: 5, output: 1 },
      cost: 0.5,
    },
    findings,
    responses: [
      { task: TASK, status, findings: findings.length, elapsedMs: 10 },
      { task: OTHER, status: 'failed', findings: 0 },
    ],
  };
}

const places = ({ findings }: RunRecord): string[] =>
  findings.map(
    ({ startLine, endLine, confidence, explanation }) =>
      `${startLine}-${endLine} ${confidence} ${explanation}`,
  );

const RUNS = [
  record('a', ['3', '40@0.9']),
  record('b', ['4@0.8', '10']),
  record('c', ['2-3', '41@0.2', '43']),
];

test('the union has every place once, told by the most confident, with the share of runs as confidence', () => {
  expect(places(combineRuns(RUNS, 'union'))).toEqual([
    '4-4 1 b',
    '10-10 0.3333333333333333 b',
    '40-40 0.6666666666666666 a',
    '43-43 0.3333333333333333 c',
  ]);
});

test('the majority has what more than half of the answering runs found', () => {
  expect(places(combineRuns(RUNS, 'majority'))).toEqual(['4-4 1 b', '40-40 0.6666666666666666 a']);
  // Two of two, since the third gave no answer; one of two is no majority.
  const without = [...RUNS.slice(0, 2), record('c', [], 'refused')];
  expect(places(combineRuns(without, 'majority'))).toEqual(['4-4 1 b']);
});

test('one long finding joins none that lie apart', () => {
  const runs = [record('a', ['1-300@0.1']), record('b', ['10@0.5']), record('c', ['200@0.5'])];
  expect(places(combineRuns(runs, 'union'))).toEqual([
    '10-10 0.6666666666666666 b',
    '200-200 0.3333333333333333 c',
  ]);
  expect(places(combineRuns(runs, 'majority'))).toEqual(['10-10 0.6666666666666666 b']);
});

test('tasks, times and costs add up; what nobody answered stays unanswered', () => {
  const { run, responses } = combineRuns(RUNS, 'union');
  expect(run).toMatchObject({ detector: 'union of a, b, c', tokens: { input: 15, output: 3 }, cost: 1.5 });
  expect(responses).toEqual([
    { task: TASK, status: 'answered', findings: 4, message: '3 of 3 runs answered.', elapsedMs: 30 },
    { task: OTHER, status: 'failed', findings: 0, message: '0 of 3 runs answered.', elapsedMs: 0 },
  ]);
});

test('one run, and runs on different sets, are refused', () => {
  expect(() => combineRuns(RUNS.slice(0, 1), 'union')).toThrow(expect.objectContaining({ code: 'usage' }));
  const foreign = { ...RUNS[1]!, run: { ...RUNS[1]!.run, setHash: sha256('other') } };
  expect(() => combineRuns([RUNS[0]!, foreign], 'union')).toThrow(
    expect.objectContaining({ code: 'run-mismatch' }),
  );
});
