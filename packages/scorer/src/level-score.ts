import { compareText, FAMILIES, groupBy, TIERS, type Finding } from '@bebug/core';
import type { Bug } from '@bebug/core/truth';
import { chanceBaseline, type ChanceBaseline, type ChanceInput } from './chance-baseline.ts';
import { estimateOf, proportionOf, sumByCluster, type Sampling } from './estimates.ts';
import type { KnownPlace } from './explained-verdicts.ts';
import { matchFindings } from './match-findings.ts';
import { precisionRecall, ratio, type Counts, type PrecisionRecall } from './precision-recall.ts';
import type { Estimate, Level, Slice } from './scorecard.ts';
import type { MatchOptions } from './strictness.ts';
import type { Verdict } from './verdict.ts';

export interface LevelInput {
  readonly options: MatchOptions & Sampling;
  readonly bugs: readonly Bug[];
  readonly isAttempted: (task: string) => boolean;
  /** Source file of a task, for the intervals. */
  readonly clusterOf: (task: string) => string;
  /** In the order of the run, with what makes a finding invalid. */
  readonly findings: readonly { readonly finding: Finding; readonly invalid: Verdict | null }[];
  readonly known: readonly KnownPlace[];
  /** Attempted tasks with bugs. */
  readonly placedTasks: ChanceInput['tasks'];
  /** Without controls precision would flatter. */
  readonly isPrecisionShown: boolean;
}

export interface LevelResult {
  readonly level: Level;
  /** One for each finding. */
  readonly verdicts: readonly Verdict[];
  /** Bug → index of the finding that found it. */
  readonly found: ReadonlyMap<string, number>;
}

/** Everything that is counted at one strictness. */
export function scoreLevel(input: LevelInput): LevelResult {
  const { bugs, clusterOf, options } = input;
  const { verdicts, found } = judge(input);
  const attempted = bugs.filter(({ task }) => input.isAttempted(task));
  const chance = chanceBaseline({ tasks: input.placedTasks, options, ...options });
  const slice = sliceMaker(input, found, chance);
  const groups = (names: readonly string[], nameOf: (bug: Bug) => string): Slice[] => {
    const byName = groupBy(bugs, nameOf);
    return names.filter((name) => byName.has(name)).map((name) => slice(name, byName.get(name)!));
  };

  const clusters = sumByCluster(
    [
      ...attempted.map(({ id, task }) => [task, found.has(id) ? [1, 0, 0] : [0, 0, 1]] as const),
      ...verdicts.flatMap(({ isFalseAlarm }, index) =>
        isFalseAlarm ? [[input.findings[index]!.finding.task, [0, 1, 0]] as const] : [],
      ),
    ],
    ([task, numbers]) => [clusterOf(task), numbers],
  );
  const falseAlarms = verdicts.filter(({ isFalseAlarm }) => isFalseAlarm).length;
  const estimate = (name: keyof PrecisionRecall, n: number): Estimate => {
    const statistic = ([tp, fp, fn]: readonly number[]): number | null =>
      input.isPrecisionShown ? precisionRecall({ tp, fp, fn } as Counts)[name] : null;
    return estimateOf(clusters, statistic, n, options, `${options.strictness} ${name}`);
  };
  const open = falseAlarms - verdicts.filter(({ verdict }) => verdict === 'invalid').length;
  const shown = (value: number | null): number | null => (input.isPrecisionShown ? value : null);
  const count = (wanted: Verdict['verdict']): number =>
    verdicts.filter(({ verdict }) => verdict === wanted).length;

  const level: Level = {
    strictness: options.strictness,
    overall: slice('overall', bugs),
    recallOverAll: proportionOf(
      bugs.map(({ id, task }) => ({ cluster: clusterOf(task), success: found.has(id) })),
      options,
      `${options.strictness} recall over all`,
    ),
    findings: {
      total: verdicts.length,
      matched: count('match'),
      duplicates: count('duplicate'),
      known: count('known'),
      falsePositives: count('false-positive'),
      invalid: count('invalid'),
      falseAlarms,
    },
    precision: estimate('precision', found.size + falseAlarms),
    precisionBounds: {
      low: shown(ratio(found.size, found.size + falseAlarms)),
      high: shown(ratio(found.size + open, found.size + falseAlarms)),
      open,
    },
    f1: estimate('f1', attempted.length + falseAlarms),
    f05: estimate('f05', attempted.length + falseAlarms),
    tiers: groups(TIERS, (bug) => bug.tier),
    families: groups(FAMILIES, (bug) => bug.family),
    cwes: groups(
      [...new Set(bugs.flatMap(({ cwe }) => (cwe === null ? [] : [cwe])))].sort((a, b) => a - b).map(cweName),
      ({ cwe }) => (cwe === null ? '' : cweName(cwe)),
    ),
    operators: groups([...new Set(bugs.map((bug) => bug.operator))].sort(compareText), (bug) => bug.operator),
  };
  return { level, verdicts, found };
}

function cweName(cwe: number): string {
  return `CWE-${cwe}`;
}

function judge({ findings, bugs, known, options }: LevelInput): Pick<LevelResult, 'verdicts' | 'found'> {
  const valid = findings.flatMap(({ finding, invalid }, index) => (invalid ? [] : [{ finding, index }]));
  const match = matchFindings({ findings: valid.map(({ finding }) => finding), bugs, known, options });
  const verdicts = findings.map(({ invalid }) => invalid!);
  for (const [at, verdict] of match.verdicts.entries()) verdicts[valid[at]!.index] = verdict;
  return {
    verdicts,
    found: new Map([...match.found].map(([bug, finding]) => [bug, valid[finding]!.index])),
  };
}

function sliceMaker(
  { options, isAttempted, clusterOf, bugs: allBugs }: LevelInput,
  found: ReadonlyMap<string, number>,
  chance: ChanceBaseline,
): (name: string, bugs: readonly Bug[]) => Slice {
  const foundIds = new Set(found.keys());
  const clusterOfBug = new Map(allBugs.map(({ id, task }) => [id, clusterOf(task)]));
  return (name, bugs) => {
    const attempted = bugs.filter(({ task }) => isAttempted(task));
    const ids = attempted.map(({ id }) => id);
    const units = attempted.map(({ id, task }) => ({ cluster: clusterOf(task), success: foundIds.has(id) }));
    const key = `${options.strictness} ${name}`;
    return {
      name,
      bugs: bugs.length,
      attempted: attempted.length,
      found: units.filter(({ success }) => success).length,
      recall: proportionOf(units, options, `recall ${key}`),
      chance: chance.of(ids, foundIds, (bug) => clusterOfBug.get(bug)!, key),
    };
  };
}
