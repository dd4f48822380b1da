import { resolve } from 'node:path';
import { BebugError, formatJson, TIERS } from '@bebug/core';
import type { Manifest } from '@bebug/core/truth';
import { inject, NativeChecker, ProofJournal, refuseExisting, writeSet } from '@bebug/engine';
import { createOracle } from '@bebug/oracle';
import { command } from '../command.ts';
import type { Io } from '../io.ts';
import { openLog } from '../log.ts';
import { checkWhole, workersOf } from '../numbers.ts';
import { Progress } from '../progress.ts';
import { openTests, testsOf } from '../project-tests.ts';
import { profileOf, profileOption } from '../profile-option.ts';
import { proofOptions } from '../proof-options.ts';
import { openProjects } from '../projects.ts';
import { openScreenCache, saveScreenCache } from '../screen-cache.ts';
import { select } from '../selection.ts';
import { table } from '../table.ts';

/** A change of one place would be the bug or nothing. */
const DECOYS_OF_A_DIFF = 3;
/** More decoys than this leave little of a file as it was. */
const MOST_DECOYS = 20;

export const injectCommand = command({
  options: (parser) =>
    profileOption(
      proofOptions(
        parser.positional('source', {
          type: 'string',
          array: true,
          demandOption: true,
          describe: 'files, folders or npm:NAME@VERSION[/path]',
        }),
      ),
    )
      .option('out', {
        type: 'string',
        demandOption: true,
        describe: 'folder of the bug set; must not exist',
      })
      .option('seed', { type: 'number', default: 1, describe: 'same seed, same bytes' })
      .option('count', {
        type: 'number',
        default: 40,
        describe: 'bugs wanted, in equal shares over the tiers',
      })
      .option('controls', { type: 'number', default: 0.35, describe: 'share of the tasks that carry no bug' })
      .option('bugs-per-task', {
        type: 'number',
        default: 1,
        describe: 'bugs of one file in one task, at most, where every proof holds in company',
      })
      .option('as', {
        choices: ['file', 'diff'] as const,
        default: 'file' as const,
        describe:
          'what a task is: a file, or a change of one, made of harmless edits with or without a bug among them',
      })
      .option('decoys', {
        type: 'number',
        describe: `edits that keep the behaviour, so many in every task; below 1, the share of the tasks with one (default: none; ${DECOYS_OF_A_DIFF} in a diff)`,
      })
      .option('disguise', {
        type: 'boolean',
        default: false,
        describe:
          'give locals, parameters, hidden members and files other names, so that a memorised original is no help',
      })
      .option('json', {
        type: 'boolean',
        default: false,
        describe: 'print the manifest instead of the summary',
      }),
  async run(args, io) {
    const decoys = args.decoys ?? (args.as === 'diff' ? DECOYS_OF_A_DIFF : 0);
    checkNumbers({ ...args, decoys });
    if (args.as === 'diff' && decoys < 1)
      throw new BebugError(
        'usage',
        `--as diff takes at least one of the --decoys, not ${decoys}: a change that is nothing but a bug gives it away.`,
      );
    const workers = workersOf(args.workers, io.processors);
    const { operators, families, tiers, operatorFiles } = await select(args, io.cwd);
    const tests = testsOf(args);
    const profile = await profileOf(args, io.cwd, operators);
    const out = resolve(io.cwd, args.out);
    if (args.disguise && args.test !== undefined)
      throw new BebugError(
        'usage',
        "--disguise changes names of files, by which a project's own tests find them.",
        {
          hint: 'Leave --test or --disguise out.',
        },
      );
    await refuseExisting(out);
    const projects = await openProjects(args.source, args, io);
    const oracle = await createOracle({
      workers,
      seed: args.seed,
      ...tests,
      logger: openLog(io, args.verbose),
    });
    const checker = new NativeChecker();
    const kept = openScreenCache(args, io);
    const progress = new Progress(io);
    try {
      const { notes, keys } = await openTests(oracle, projects, io);
      const journal = await ProofJournal.open(oracle, `${out}.journal.jsonl`, args.seed, keys, io.signal);
      const whenEmpty = async (error: unknown): Promise<never> => {
        // Nothing is left to resume when everything was tried.
        if (error instanceof BebugError && error.code === 'set-empty') await journal.discard();
        throw error;
      };
      if (journal.size > 0) io.err(`note: going on with ${journal.size} proofs of an interrupted run.\n`);
      const set = await inject(projects, journal, {
        operators,
        operatorFiles,
        families,
        profile,
        tiers,
        seed: args.seed,
        count: args.count,
        controls: args.controls,
        bugsPerTask: args['bugs-per-task'],
        as: args.as,
        decoys,
        disguise: args.disguise,
        replayer: oracle,
        checker,
        ...(kept && { kept }),
        allowTypeErrors: args.allowTypeErrors,
        ...(args.test !== undefined && { test: args.test }),
        notes,
        sandbox: oracle.layers,
        signal: io.signal,
        onProgress: ({ accepted, wanted, examined }) =>
          progress.show(`${accepted} of ${wanted} bugs, ${examined} candidates examined`),
      }).catch(whenEmpty);
      await writeSet(set, out);
      await journal.discard();
      progress.done();
      await io.out(args.json ? formatJson(set.manifest) : summary(set.manifest, args.out, io));
      return 0;
    } finally {
      progress.done();
      checker.close();
      await oracle.close();
      await saveScreenCache(kept, io);
    }
  },
});

function checkNumbers(args: {
  count: number;
  controls: number;
  seed: number;
  decoys: number;
  'bugs-per-task': number;
}): void {
  checkWhole('count', args.count, 1);
  checkWhole('seed', args.seed, 0);
  checkWhole('bugs-per-task', args['bugs-per-task'], 1);
  if (!(args.controls >= 0 && args.controls < 1))
    throw new BebugError('usage', `--controls takes a share from 0 up to but not 1, not ${args.controls}.`);
  const isShare = args.decoys >= 0 && args.decoys < 1;
  if (!isShare && !(Number.isInteger(args.decoys) && args.decoys >= 1 && args.decoys <= MOST_DECOYS))
    throw new BebugError(
      'usage',
      `--decoys takes a share below 1, or a whole number from 1 to ${MOST_DECOYS}, not ${args.decoys}.`,
    );
}

function summary(manifest: Manifest, out: string, io: Io): string {
  const { funnel } = manifest;
  const bugs = TIERS.map((tier) => [tier, String(manifest.bugs[tier])]);
  const total = Object.values(manifest.bugs).reduce((sum, number) => sum + number, 0);
  const stages = Object.entries(funnel.dropped).map(([reason, number]) => [reason, String(number)]);
  return [
    `${total} proved bugs in ${manifest.tasks - manifest.controls} tasks, and ${manifest.controls} controls, in ${out}\n\n`,
    table(['tier', 'bugs'], bugs, io),
    ...mix(manifest.profile),
    `\n${funnel.candidates} candidates, ${funnel.examined} examined, ${funnel.proved} proved, ${funnel.accepted} accepted; fell on the way:\n`,
    table(['stage: reason', 'mutants'], stages, io),
    ...refusals(manifest.funnel.refused, io),
    ...decoyRows(manifest, io),
    ...manifest.notes.map((note) => `note: ${note}\n`),
  ].join('');
}

/** Combinations of bugs in one task that did not come about. */
function refusals(refused: Manifest['funnel']['refused'], io: Io): string[] {
  const rows = Object.entries(refused).map(([reason, number]) => [reason, String(number)]);
  return rows.length === 0
    ? []
    : ['\nBugs that could not share a task:\n', table(['reason', 'combinations'], rows, io)];
}

/** What was planted beside the bugs; nothing when no decoys were asked for. */
function decoyRows({ options, decoys: { inBugTasks, inControls, kinds } }: Manifest, io: Io): string[] {
  if (options.decoys === 0) return [];
  const rows = Object.entries(kinds).map(([kind, number]) => [kind, String(number)]);
  return [
    `\n${inBugTasks + inControls} decoys, ${inBugTasks} of them in tasks with bugs and ${inControls} in controls:\n`,
    table(['decoy', 'planted'], rows, io),
  ];
}

/** How near the kinds of bugs come to the profile. */
function mix(profile: Manifest['profile']): string[] {
  if (profile === null) return [];
  const { name, divergence, redistributed } = profile;
  const missing =
    redistributed.length > 0
      ? `; without operators, their share went to others: ${redistributed.join(', ')}`
      : '';
  return [
    `\nprofile ${name}: ${divergence.toFixed(2)} from its mix (0 equal, 1 nothing in common)${missing}\n`,
  ];
}
