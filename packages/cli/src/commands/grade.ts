import { join, resolve } from 'node:path';
import {
  BebugError,
  FIX_VERDICTS,
  formatJsonLines,
  groupBy,
  TRIGGER_VERDICTS,
  type Finding,
  type Grade,
} from '@bebug/core';
import type { Bug } from '@bebug/core/truth';
import { readRun } from '@bebug/detectors';
import { gradeFix, gradeTrigger, readSet, type Comparer, type StoredSet } from '@bebug/engine';
import { createOracle } from '@bebug/oracle';
import { attemptsOf, checkRun, invalidityCheck, matchFindings } from '@bebug/scorer';
import { command } from '../command.ts';
import { refuseDamaged } from '../intact-set.ts';
import type { Io } from '../io.ts';
import { workersOf } from '../numbers.ts';
import { Progress } from '../progress.ts';
import { fillInRubric, type Gradable } from '../rubric.ts';
import { taskTextsOf } from '../scoring.ts';
import { table } from '../table.ts';
import { writeWhole } from '../write-whole.ts';

export const gradeCommand = command({
  usage: 'grade <set> <run..>',
  describe:
    'run the fixes and triggers of findings that found a bug, in the sandbox; or ask a person to mark their explanations',
  options: (parser) =>
    parser
      .positional('set', {
        type: 'string',
        demandOption: true,
        describe: 'folder of a bug set with its truth',
      })
      .positional('run', {
        type: 'string',
        array: true,
        demandOption: true,
        describe: 'folders of runs on that set',
      })
      .option('by', {
        type: 'string',
        describe: 'instead: your name; marks explanations, without saying whose they are, and can be resumed',
      })
      .option('workers', { type: 'number', describe: 'sandboxes at work at the same time' })
      .option('json', { type: 'boolean', default: false, describe: 'print JSON Lines' }),
  async run(args, io) {
    const workers = workersOf(args.workers, io.processors);
    const folder = resolve(io.cwd, args.set);
    const set = await readSet(folder);
    const texts = await taskTextsOf(set);
    const runs = [];
    for (const name of args.run) {
      const runFolder = resolve(io.cwd, name);
      const { run, findings, responses } = await readRun(runFolder);
      checkRun(run, set.hash);
      const invalidity = invalidityCheck(set.tasks, texts, attemptsOf(set.tasks, responses));
      runs.push({ runFolder, run, findings, matched: matches(set.bugs, findings, invalidity) });
    }
    if (args.by !== undefined) {
      if (args.by.trim() === '') throw new BebugError('usage', '--by takes a name.');
      const gradable = runs.flatMap(({ runFolder, run, findings, matched }) =>
        matched.map(({ bug, index }): Gradable => ({
          runFolder,
          detector: run.detector,
          index,
          finding: findings[index]!,
          bug,
        })),
      );
      return (await fillInRubric(gradable, { by: args.by, seed: set.manifest.seed }, io)) ? 0 : 1;
    }
    await refuseDamaged(folder, args.set);
    const oracle = await createOracle({ workers, seed: set.manifest.seed });
    try {
      for (const { runFolder, run, findings, matched } of runs) {
        const grades = await gradeAll(set, findings, matched, oracle, io);
        await writeWhole(join(runFolder, 'grades.jsonl'), formatJsonLines(grades));
        const text = args.json ? formatJsonLines(grades) : format(grades, findings, set, io);
        await io.out(runs.length > 1 && !args.json ? `${run.detector}: ${text}\n` : text);
      }
    } finally {
      await oracle.close();
    }
    return 0;
  },
});

/** One after the other: each is spread over several children by itself. */
async function gradeAll(
  set: StoredSet,
  findings: readonly Finding[],
  matched: readonly { readonly bug: Bug; readonly index: number }[],
  oracle: Comparer,
  io: Io,
): Promise<Grade[]> {
  const runnable = matched.filter(
    ({ index }) => findings[index]!.fix !== undefined || findings[index]!.trigger !== undefined,
  );
  const progress = new Progress(io);
  const grades: Grade[] = [];
  for (const { bug, index } of runnable) {
    io.signal.throwIfAborted();
    grades.push(await gradeOne(set, bug, index, findings[index]!, oracle));
    progress.show(`${grades.length} of ${runnable.length} findings graded`);
  }
  progress.done();
  return grades;
}

async function gradeOne(
  set: StoredSet,
  bug: Bug,
  index: number,
  { fix, trigger }: Finding,
  comparer: Comparer,
): Promise<Grade> {
  return {
    finding: index,
    bug: bug.id,
    fix: fix === undefined ? null : await gradeFix(set, bug, fix, comparer),
    trigger: trigger === undefined ? null : await gradeTrigger(set, bug, trigger, comparer),
  };
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

function format(grades: readonly Grade[], findings: readonly Finding[], set: StoredSet, io: Io): string {
  const fixes = grades.flatMap(({ fix }) => (fix === null ? [] : [fix.verdict]));
  const triggers = grades.flatMap(({ trigger }) => (trigger === null ? [] : [trigger.verdict]));
  const titles = new Map(set.bugs.map(({ id, title }) => [id, title]));
  return [
    `${counted('fix', 'fixes', fixes, FIX_VERDICTS)}\n${counted('trigger', 'triggers', triggers, TRIGGER_VERDICTS)}\n`,
    table(
      ['finding', 'bug', 'title', 'fix', 'trigger', 'why'],
      grades.map(({ finding, bug, fix, trigger }) => [
        `${finding} (${findings[finding]!.file}:${findings[finding]!.startLine})`,
        bug,
        titles.get(bug)!,
        fix?.verdict ?? '',
        trigger?.verdict ?? '',
        [fix?.why, trigger?.why].filter((why) => why !== undefined && why !== '').join('; '),
      ]),
      io,
    ),
  ].join('\n');
}

/** `3 fixes: 2 mends, 1 does-not-parse`. */
function counted(one: string, many: string, verdicts: readonly string[], order: readonly string[]): string {
  const counts = groupBy(verdicts, (verdict) => verdict);
  const said = order
    .filter((verdict) => counts.has(verdict))
    .map((verdict) => `${counts.get(verdict)!.length} ${verdict}`);
  return `${verdicts.length} ${verdicts.length === 1 ? one : many}${said.length > 0 ? `: ${said.join(', ')}` : ''}`;
}
