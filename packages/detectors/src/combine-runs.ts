import { BebugError, groupBy, RUN_FORMAT, type Finding, type Response, type Run } from '@bebug/core';
import { totals } from './run-totals.ts';
import type { RunRecord } from './run-record.ts';

/** Findings so many lines apart are about the same place. */
const NEAR_LINES = 2;

/** `union`: what any run found; `majority`: what more than half of the runs that answered the task found. */
export const COMBINATIONS = ['union', 'majority'] as const;
export type Combination = (typeof COMBINATIONS)[number];

/**
 * Several runs on one set as one run: findings that are about the same place count once, with the explanation of the most confident and
 * the share of the runs as their confidence. A task counts as answered when a run answered it.
 * @throws BebugError `usage` for fewer than two runs; `run-mismatch` when they are on different sets
 */
export function combineRuns(records: readonly RunRecord[], how: Combination): RunRecord {
  if (records.length < 2) throw new BebugError('usage', 'Name at least two runs to combine.');
  const { setHash } = records[0]!.run;
  const stranger = records.find(({ run }) => run.setHash !== setHash);
  if (stranger)
    throw new BebugError(
      'run-mismatch',
      `The run of ${stranger.run.detector} was made on another set than the first.`,
      {
        hint: 'Combine runs on one set.',
      },
    );
  const tasks = [...new Set(records.flatMap(({ responses }) => responses.map(({ task }) => task)))];
  const voters = records.map(voterOf);
  const combined = tasks.map((task) => combineTask(task, voters, how));
  return {
    run: runOf(records, how),
    findings: combined.flatMap(({ findings }) => findings),
    responses: combined.map(({ response }) => response),
  };
}

interface Voter {
  readonly responses: ReadonlyMap<string, Response>;
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
}

function voterOf({ responses, findings }: RunRecord): Voter {
  return {
    responses: new Map(responses.map((response) => [response.task, response])),
    findings: groupBy(findings, ({ task }) => task),
  };
}

function combineTask(
  task: string,
  voters: readonly Voter[],
  how: Combination,
): { findings: Finding[]; response: Response } {
  const answering = voters.filter(({ responses }) => responses.get(task)?.status === 'answered');
  const ballots = answering.flatMap(({ findings }, voter) =>
    (findings.get(task) ?? []).map((finding) => ({ voter, finding })),
  );
  const findings = samePlaces(ballots).flatMap((group) => {
    const votes = new Set(group.map(({ voter }) => voter)).size;
    if (how === 'majority' && votes * 2 <= answering.length) return [];
    const best = group.reduce((a, b) => (confidenceOf(b.finding) > confidenceOf(a.finding) ? b : a)).finding;
    return [{ ...best, confidence: votes / answering.length }];
  });
  const responses = voters.flatMap(({ responses: all }) => all.get(task) ?? []);
  const elapsedMs = responses.reduce((sum, response) => sum + (response.elapsedMs ?? 0), 0);
  const status = answering.length > 0 ? 'answered' : responses[0]!.status;
  const message = `${answering.length} of ${voters.length} runs answered.`;
  return { findings, response: { task, status, findings: findings.length, message, elapsedMs } };
}

interface Ballot {
  readonly voter: number;
  readonly finding: Finding;
}

/**
 * Groups of ballots whose lines touch, or nearly do, in the order of file and line. A group is where its shortest member is: one long finding
 * does not join what lies apart.
 */
function samePlaces(ballots: readonly Ballot[]): Ballot[][] {
  const groups: Ballot[][] = [];
  for (const [, inFile] of groupBy(ballots, ({ finding }) => finding.file)) {
    const ordered = inFile.toSorted(
      (a, b) => a.finding.startLine - b.finding.startLine || a.finding.endLine - b.finding.endLine,
    );
    let open: Ballot[] = [];
    let shortest: Finding | null = null;
    for (const ballot of ordered) {
      const { finding } = ballot;
      if (shortest !== null && finding.startLine <= shortest.endLine + NEAR_LINES) {
        open.push(ballot);
        if (span(finding) < span(shortest)) shortest = finding;
      } else {
        open = [ballot];
        shortest = finding;
        groups.push(open);
      }
    }
  }
  return groups;
}

function span({ startLine, endLine }: Finding): number {
  return endLine - startLine;
}

function confidenceOf({ confidence }: Finding): number {
  return confidence ?? 0.5;
}

function runOf(records: readonly RunRecord[], how: Combination): Run {
  const runs = records.map(({ run }) => run);
  const times = runs.map(({ started }) => started).sort();
  const ends = runs.flatMap(({ finished }) => finished ?? []).sort();
  return {
    format: RUN_FORMAT,
    detector: `${how} of ${[...new Set(runs.map(({ detector }) => detector))].join(', ')}`,
    version: '1',
    settings: {
      combined: {
        how,
        runs: runs.map(({ detector, version, settings }) => ({ detector, version, settings })),
      },
    },
    promptHash: null,
    setHash: runs[0]!.setHash,
    started: times[0]!,
    finished: ends.length === runs.length ? ends.at(-1)! : null,
    ...totals(runs),
  };
}
