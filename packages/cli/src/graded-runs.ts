import { resolve } from 'node:path';
import type { Finding, Run } from '@bebug/core';
import type { Bug } from '@bebug/core/truth';
import { readRun } from '@bebug/detectors';
import { readSet, TaskFiles, type StoredSet } from '@bebug/engine';
import {
  anchoredFinding,
  attemptsOf,
  checkRun,
  invalidityCheck,
  matchFindings,
  type TaskTexts,
} from '@bebug/scorer';
import type { Io } from './io.ts';
import { fixText } from './rubric/fix-text.ts';
import type { Gradable } from './rubric/gradable.ts';
import { expectBugSet } from './task-sets/expect-bug-set.ts';

/** A set and runs on it, with the findings that found a bug. */
export interface GradedRuns {
  readonly set: StoredSet;
  readonly texts: TaskTexts;
  readonly runs: readonly {
    readonly runFolder: string;
    readonly run: Run;
    readonly findings: readonly Finding[];
    readonly matched: readonly { readonly bug: Bug; readonly index: number }[];
  }[];
}

/** @throws BebugError `run-mismatch`, and what reading throws */
export async function readGradedRuns(
  args: { readonly set: string; readonly run: readonly string[] },
  io: Io,
): Promise<GradedRuns> {
  await expectBugSet(resolve(io.cwd, args.set), args.set);
  const set = await readSet(resolve(io.cwd, args.set));
  const texts = new TaskFiles(set);
  const runs = [];
  for (const name of args.run) {
    const runFolder = resolve(io.cwd, name);
    const { run, findings: reported, responses } = await readRun(runFolder);
    checkRun(run, set.hash);
    const findings = reported.map((finding) => anchoredFinding(finding, texts));
    const invalidity = invalidityCheck(set.tasks, texts, attemptsOf(set.tasks, responses));
    runs.push({ runFolder, run, findings, matched: matches(set.bugs, findings, invalidity) });
  }
  return { set, texts, runs };
}

export function gradableOf({ texts, runs }: GradedRuns): Gradable[] {
  return runs.flatMap(({ runFolder, run, findings, matched }) =>
    matched.map(({ bug, index }): Gradable => ({
      runFolder,
      detector: run.detector,
      index,
      finding: findings[index]!,
      bug,
      fix: fixText(findings[index]!, texts.get(bug.task)!.get(bug.file)!),
    })),
  );
}

/** Findings that found a bug at the headline strictness, in the order of the run; invalid ones find nothing. */
function matches(
  bugs: readonly Bug[],
  findings: readonly Finding[],
  invalidity: (finding: Finding) => string | null,
): { bug: Bug; index: number }[] {
  const placed = findings.flatMap((finding, index) =>
    invalidity(finding) === null ? [{ finding, index }] : [],
  );
  const { found } = matchFindings({ findings: placed.map(({ finding }) => finding), bugs });
  const byId = new Map(bugs.map((bug) => [bug.id, bug]));
  return [...found]
    .map(([bug, at]) => ({ bug: byId.get(bug)!, index: placed[at]!.index }))
    .sort((a, b) => a.index - b.index);
}
