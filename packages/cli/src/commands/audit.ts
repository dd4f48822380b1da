import { resolve } from 'node:path';
import { applyEdits, formatJson, lineStarts, TIERS } from '@bebug/core';
import type { Bug } from '@bebug/core/truth';
import { readSet, TaskFiles } from '@bebug/engine';
import {
  auditLeaks,
  gapBetween,
  MOST_AUC,
  type LeakAudit,
  type LeakRate,
  type Lines,
  type TwinPair,
} from '@bebug/scorer';
import { command } from '../command.ts';
import type { Io } from '../io.ts';
import { checkWhole } from '../numbers.ts';
import { table } from '../table.ts';
import { toolHits, type ToolHits } from '../tool-hits.ts';

/** Lines above and below a place that a classifier sees. */
const AROUND = 6;

export const auditCommand = command({
  options: (parser) =>
    parser
      .positional('set', {
        type: 'string',
        demandOption: true,
        describe: 'folder of a bug set with its truth',
      })
      .option('seed', { type: 'number', default: 1, describe: 'seed of folds, training and resampling' })
      .option('draws', { type: 'number', default: 1000, describe: 'draws for the intervals' })
      .option('runs', {
        type: 'string',
        array: true,
        describe: 'runs of tools on the set: do their findings tell? (with --twins)',
      })
      .option('twins', {
        type: 'string',
        array: true,
        describe: 'runs of the same tools on the clean twins (`export --format twins`)',
      })
      .option('json', { type: 'boolean', default: false, describe: 'print JSON' }),
  async run(args, io) {
    checkWhole('seed', args.seed, 0);
    checkWhole('draws', args.draws, 1);
    const set = await readSet(resolve(io.cwd, args.set));
    const texts = new TaskFiles(set);
    const tools = await toolHits(set, args, io.cwd);
    const pairs = set.bugs.map((bug) => pairOf(bug, texts.get(bug.task)!.get(bug.file)!, tools));
    const audit = auditLeaks(pairs, { seed: args.seed, draws: args.draws });
    await io.out(args.json ? formatJson(audit) : format(audit, io));
    return audit.goal === 'missed' ? 1 : 0;
  },
});

/** The bug beside the same file with this bug alone taken away. */
function pairOf(bug: Bug, mutated: string, tools: readonly ToolHits[]): TwinPair {
  const clean = applyEdits(mutated, bug.fix);
  const inClean = cleanLines(bug, mutated);
  const { parser, types, lint } = bug.evidence;
  const diagnostics = [parser, types, lint].reduce((sum, rung) => sum + (rung?.new.length ?? 0), 0);
  return {
    bug: bug.id,
    operator: bug.operator,
    tier: bug.tier,
    cluster: `${bug.corpus}\n${bug.file}`,
    mutated: {
      window: windowOf(mutated, bug.mutated),
      file: mutated,
      diagnostics,
      hits: hitsOf(tools, 'onTasks', bug, bug.mutated),
    },
    clean: {
      window: windowOf(clean, inClean),
      file: clean,
      diagnostics: 0,
      hits: hitsOf(tools, 'onTwins', bug, inClean),
    },
  };
}

function hitsOf(
  tools: readonly ToolHits[],
  side: 'onTasks' | 'onTwins',
  { task, file }: Bug,
  lines: Lines,
): TwinPair['mutated']['hits'] {
  return new Map(
    tools.map((one) => {
      const inFile = (one[side].get(task) ?? []).filter((finding) => finding.file === file);
      const here = inFile.filter((finding) => gapBetween(finding, lines) <= AROUND);
      return [one.tool, { window: here.length, file: inFile.length }];
    }),
  );
}

/** Where the bug was, in the text without it: the record's own span counts in a file without any other bug either. */
function cleanLines({ mutated: { startLine, endLine }, fix }: Bug, text: string): Lines {
  const breaks = (part: string): number => part.split('\n').length - 1;
  const grown = fix.reduce(
    (sum, edit) => sum + breaks(edit.text) - breaks(text.slice(edit.start, edit.end)),
    0,
  );
  return { startLine, endLine: Math.max(startLine, endLine + grown) };
}

function windowOf(text: string, { startLine, endLine }: Lines): string {
  const starts = lineStarts(text);
  return text.slice(starts[Math.max(0, startLine - 1 - AROUND)] ?? 0, starts[endLine + AROUND]);
}

function format({ pairs, files, rates, giveaways, goal }: LeakAudit, io: Io): string {
  const kinds = [...new Set(rates.map(({ features }) => features))];
  const rateAt = (features: string, tier: string): LeakRate =>
    rates.find((rate) => rate.features === features && rate.tier === tier)!;
  return [
    `${pairs} bugs beside their clean twins, in ${files} files; area under the ROC curve, 0.5 is chance.\n`,
    table(
      ['features', ...['all', ...TIERS].map((tier) => `${tier} (${rateAt('all', tier).pairs})`)],
      kinds.map((kind) => [kind, ...['all', ...TIERS].map((tier) => figure(rateAt(kind, tier)))]),
      io,
    ),
    giveaways.length === 0
      ? 'No operator gives itself away.\n'
      : table(
          ['operator that gives itself away', 'recognised', '95 %'],
          giveaways.map(({ operator, pairs: of, recognised, interval }) => [
            operator,
            `${recognised}/${of}`,
            `${interval.low.toFixed(2)}–${interval.high.toFixed(2)}`,
          ]),
          io,
        ),
    `The goal for moderate bugs and above, at most ${MOST_AUC} with all features, ${GOALS[goal]}.\n`,
  ].join('\n');
}

const GOALS: Readonly<Record<LeakAudit['goal'], string>> = {
  met: 'is met',
  missed: 'is missed',
  open: 'is open: it takes more bugs to tell',
};

function figure({ auc, interval }: LeakRate): string {
  if (auc === null) return '–';
  return interval === null
    ? `${auc.toFixed(2)} (one file alone)`
    : `${auc.toFixed(2)} (${interval.low.toFixed(2)}–${interval.high.toFixed(2)})`;
}
