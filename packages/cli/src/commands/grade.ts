import { join, resolve } from 'node:path';
import {
  BebugError,
  FIX_VERDICTS,
  formatJson,
  formatJsonLines,
  groupBy,
  TRIGGER_VERDICTS,
  type Finding,
  type Grade,
} from '@bebug/core';
import type { Bug } from '@bebug/core/truth';
import { gradeFix, gradeTrigger, type Comparer, type StoredSet } from '@bebug/engine';
import { createOracle } from '@bebug/oracle';
import { sourceClusters } from '@bebug/scorer';
import { command } from '../command.ts';
import { GradeJournal } from '../grade-journal.ts';
import { gradableOf, readGradedRuns, type GradedRuns } from '../graded-runs.ts';
import { refuseDamaged } from '../intact-set.ts';
import type { Io } from '../io.ts';
import { checkWhole, workersOf } from '../numbers.ts';
import { Progress } from '../progress.ts';
import {
  dollars,
  MODEL_WORKERS,
  modelOptions,
  openGrader,
  requestsOf,
  type ModelArguments,
} from '../model-options.ts';
import { agreementOn, formatAgreement } from '../rubric/agreement.ts';
import { askForMarks } from '../rubric/by-model.ts';
import { fillInRubric } from '../rubric/by-person.ts';
import type { Gradable } from '../rubric/gradable.ts';
import { summary } from '../rubric/summary.ts';
import { table } from '../table.ts';
import { writeWhole } from '../write-whole.ts';

export const gradeCommand = command<GradeArguments>({
  options: (parser) =>
    modelOptions(
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
          describe:
            'instead: marks for explanations, without saying whose they are, from you (your name) or from model:PROVIDER/MODEL; can be resumed',
        })
        .option('agreement', {
          type: 'boolean',
          default: false,
          describe: 'instead: how far all who marked explanations agree, people and models',
        })
        .option('workers', {
          type: 'number',
          describe: `sandboxes, or requests to a model (default: ${MODEL_WORKERS}), at the same time`,
        })
        .option('timeout', { type: 'number', default: 600, describe: 'seconds for one request to a model' })
        .option('json', {
          type: 'boolean',
          default: false,
          describe: 'print JSON Lines; JSON with --agreement',
        }),
    ),
  async run(args, io) {
    const graded = await readGradedRuns(args, io);
    const gradable = gradableOf(graded);
    if (args.agreement) {
      if (args.by !== undefined) throw new BebugError('usage', '--agreement and --by exclude each other.');
      const agreement = await agreementOn(gradable, sourceClusters(graded.set));
      await io.out(args.json ? formatJson(agreement) : formatAgreement(agreement, io));
      return 0;
    }
    if (args.by === undefined) return runAll(graded, args, io);
    if (args.by.startsWith(MODEL)) return markByModel(gradable, { ...args, by: args.by }, io);
    if (args.by.trim() === '') throw new BebugError('usage', '--by takes a name.');
    const { seed } = graded.set.manifest;
    return (await fillInRubric(gradable, { by: args.by, seed }, io)) ? 0 : 1;
  },
});

/** How `--by` names a model. */
const MODEL = 'model:';

interface GradeArguments extends ModelArguments {
  readonly set: string;
  readonly run: string[];
  readonly by: string | undefined;
  readonly agreement: boolean;
  readonly workers: number | undefined;
  readonly timeout: number;
  readonly json: boolean;
}

async function markByModel(
  gradable: readonly Gradable[],
  args: GradeArguments & { readonly by: string },
  io: Io,
): Promise<number> {
  checkWhole('timeout', args.timeout, 1, 86_400);
  const workers = requestsOf(args.workers);
  const access = {
    name: args.by.slice(MODEL.length),
    seed: undefined,
    concurrency: workers,
    timeoutMs: args.timeout * 1000,
  };
  const model = await openGrader(args, access, io);
  const marked = await askForMarks(gradable, model, workers, io);
  const unscored = marked.filter(({ line }) => line.marks === null);
  if (args.json) await io.out(formatJsonLines(marked.map(({ line }) => line)));
  else {
    const { calls, cost } = model.spent;
    await io.out(summary(marked, ({ line }) => line.marks, io));
    await io.out(`\n${calls} calls in this sitting${dollars(cost)}\n`);
  }
  for (const [why, those] of groupBy(unscored, ({ line }) => line.why))
    io.err(`note: ${those.length} explanations are unscored: ${why}\n`);
  return unscored.length === 0 ? 0 : 1;
}

/** Run what can be run, in the sandbox. */
async function runAll({ set, runs }: GradedRuns, args: GradeArguments, io: Io): Promise<number> {
  const workers = workersOf(args.workers, io.processors);
  // Foreign code is run only when it is the code that was written.
  await refuseDamaged(resolve(io.cwd, args.set), args.set);
  const oracle = await createOracle({ workers, seed: set.manifest.seed });
  try {
    for (const { runFolder, run, findings, matched } of runs) {
      const journal = await GradeJournal.open(runFolder, set);
      const grades = await gradeAll(set, findings, matched, { oracle, journal }, io);
      await writeWhole(join(runFolder, 'grades.jsonl'), formatJsonLines(grades));
      await journal.remove();
      const text = args.json ? formatJsonLines(grades) : format(grades, findings, set, io);
      await io.out(runs.length > 1 && !args.json ? `${run.detector}: ${text}\n` : text);
    }
  } finally {
    await oracle.close();
  }
  return 0;
}

/** One after the other: each is spread over several children by itself. */
async function gradeAll(
  set: StoredSet,
  findings: readonly Finding[],
  matched: readonly { readonly bug: Bug; readonly index: number }[],
  { oracle, journal }: { readonly oracle: Comparer; readonly journal: GradeJournal },
  io: Io,
): Promise<Grade[]> {
  const runnable = matched.filter(
    ({ index }) => findings[index]!.fix !== undefined || findings[index]!.trigger !== undefined,
  );
  const progress = new Progress(io);
  const grades: Grade[] = [];
  for (const { bug, index } of runnable) {
    io.signal.throwIfAborted();
    const finding = findings[index]!;
    grades.push(
      await journal.gradeOf(bug.id, index, finding, () => gradeOne(set, bug, index, finding, oracle)),
    );
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
