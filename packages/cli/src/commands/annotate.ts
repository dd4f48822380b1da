import { resolve } from 'node:path';
import {
  DigestReader,
  exportRuns,
  invite,
  linkPath,
  publishDebriefs,
  queueLeftovers,
  readAddress,
  readAdjudicated,
  readOverview,
  readRatings,
  readStudy,
  revoke,
  setFrozen,
  type PersonRun,
  type Store,
} from '@bebug/annotator';
import { BebugError, formatJson, formatJsonLines, VERSION } from '@bebug/core';
import { renderCohortReport, renderPersonReport } from '@bebug/report';
import { agreementOf } from '../annotate/agreement.ts';
import { readCohort } from '../annotate/cohort.ts';
import { plantDemo } from '../annotate/demo.ts';
import { readMaterial } from '../annotate/material.ts';
import { leftoversOf } from '../annotate/leftovers.ts';
import { serve } from '../annotate/serve.ts';
import { formatStatus } from '../annotate/status.ts';
import { publicAddressOf, storeAddress, withStore, withStudy } from '../annotate/study-store.ts';
import { writePages, writeRuns } from '../annotate/write-runs.ts';
import { command } from '../command.ts';
import type { Io } from '../io.ts';
import { checkWhole } from '../numbers.ts';
import { scoreAll, SCORING_DEFAULTS } from '../scoring.ts';

interface Arguments {
  readonly what: string | undefined;
  readonly set: string | undefined;
  readonly name: string[] | undefined;
  readonly demo: boolean;
  readonly database: string | undefined;
  readonly port: number | undefined;
  readonly 'unsafe-listen': string | undefined;
  readonly 'public-address': string | undefined;
  readonly seed: number;
  readonly 'per-task': number | undefined;
  readonly cap: number | undefined;
  readonly minutes: number | undefined;
  readonly practice: boolean;
  readonly undo: boolean;
  readonly adjudicator: boolean;
  readonly out: string | undefined;
  readonly json: boolean;
}

const PORT = 7780;

/** What can be done with a study beside serving it. */
const ACTIONS: Readonly<
  Record<string, (store: Store, args: Arguments & { set: string }, io: Io) => Promise<number>>
> = {
  invite: inviteAll,
  revoke: revokeAll,
  status: printStatus,
  freeze,
  export: exportAll,
  debrief,
  adjudicate,
  verdicts,
};

/** What takes runs and needs the truth, but no store. */
const REPORT = 'report';

export const annotateCommand = command<Arguments>({
  options: (parser) =>
    parser
      .positional('what', {
        type: 'string',
        describe: `folder of a bug set, or of what \`bebug tasks\` made, to serve (its truth is not opened), or what to do with its study: ${[...Object.keys(ACTIONS), REPORT].join(', ')}`,
      })
      .positional('set', { type: 'string', describe: 'after one of these words: the set' })
      .positional('name', {
        type: 'string',
        array: true,
        describe:
          'of `invite` and `revoke`: people; who is invited again gets a new link; of `report`, `debrief` and `adjudicate`: runs that were exported',
      })
      .option('demo', {
        type: 'boolean',
        default: false,
        describe: 'plant a few bugs in embedded code and serve them, with one personal link',
      })
      .option('database', {
        type: 'string',
        describe: 'store of the study: a file, or postgres://…; SET.annotations.sqlite unless told',
      })
      .option('port', { type: 'number', describe: `${PORT} unless told; 0 takes one that is free` })
      .option('public-address', {
        type: 'string',
        describe: 'the address that people use, when a proxy with TLS stands before the server',
      })
      .option('unsafe-listen', {
        type: 'string',
        describe: 'listen on this address instead of 127.0.0.1; without a proxy nothing is encrypted',
      })
      .option('seed', { type: 'number', default: 1, describe: 'decides who gets which tasks in which order' })
      .option('per-task', {
        type: 'number',
        describe: 'people who get each task; everybody gets the same tasks unless told',
      })
      .option('cap', { type: 'number', describe: 'most tasks for one person' })
      .option('minutes', { type: 'number', describe: 'active time for one person; a warning comes at 80 %' })
      .option('practice', { type: 'boolean', default: true, describe: 'practice tasks come first' })
      .option('adjudicator', {
        type: 'boolean',
        default: false,
        describe: 'of `invite`: people who judge findings, instead of making them',
      })
      .option('undo', { type: 'boolean', default: false, describe: 'of `freeze`: open the study again' })
      .option('out', {
        type: 'string',
        describe:
          'of `export`: a new folder with one run for each person; of `report`: with one page for each, and one for all',
      })
      .option('json', { type: 'boolean', default: false, describe: 'of `status`: print JSON' }),
  async run(args, io) {
    if (args.what !== undefined && Object.hasOwn(ACTIONS, args.what)) {
      const { set } = args;
      if (set === undefined) throw new BebugError('usage', `\`annotate ${args.what}\` takes a bug set.`);
      return withStudy(storeAddress(set, args.database, io), (store) =>
        ACTIONS[args.what!]!(store, { ...args, set }, io),
      );
    }
    if (args.what === REPORT) return writeReports(args, io);
    if (args.set !== undefined)
      throw new BebugError('usage', `\`bebug annotate\` serves one set; ${args.set} is one too many.`);
    return serveSet(args, io);
  },
});

async function serveSet(args: Arguments, io: Io): Promise<number> {
  const { port = PORT } = args;
  checkWhole('port', port, 0, 65_535);
  checkWhole('seed', args.seed, 0);
  for (const option of ['per-task', 'cap', 'minutes'] as const)
    if (args[option] !== undefined) checkWhole(option, args[option], 1);
  if (args.demo === (args.what !== undefined))
    throw new BebugError('usage', 'Name a bug set, or pass --demo.');
  const publicAddress = publicAddressOf(args['public-address']);
  const folder = args.demo ? await plantDemo(io) : resolve(io.cwd, args.what!);
  const material = await readMaterial(folder);
  const { kind, setHash } = material;
  return withStore(storeAddress(folder, args.database, io), (store) =>
    serve(
      store,
      {
        material,
        settings: {
          kind,
          setHash,
          seed: args.seed,
          perTask: args['per-task'] ?? null,
          cap: args.cap ?? null,
          minutes: args.minutes ?? null,
          hasPractice: args.practice,
        },
        host: args['unsafe-listen'] ?? '127.0.0.1',
        port,
        publicAddress,
        people: args.demo ? ['demo'] : [],
      },
      io,
    ),
  );
}

function namesOf({ name = [] }: Arguments): string[] {
  if (name.length === 0) throw new BebugError('usage', 'Name at least one person.');
  return name;
}

async function inviteAll(store: Store, args: Arguments, io: Io): Promise<number> {
  await readStudy(store);
  const address = await addressOf(store, args);
  for (const name of namesOf(args)) {
    const role = args.adjudicator ? 'adjudicator' : 'annotator';
    const { person, token } = await invite(store, name, role, io.now());
    await io.out(`${person.name}  ${address}${linkPath(person.role, token)}\n`);
  }
  return 0;
}

/** Where people reach the server: as told, or as it printed itself when it was last started. */
async function addressOf(store: Store, args: Arguments): Promise<string> {
  const told = publicAddressOf(args['public-address']);
  if (told !== null) return told;
  const local = (port: number): string => `http://127.0.0.1:${port}`;
  return args.port === undefined ? ((await readAddress(store)) ?? local(PORT)) : local(args.port);
}

async function revokeAll(store: Store, args: Arguments, io: Io): Promise<number> {
  for (const name of namesOf(args)) await revoke(store, name, io.now());
  return 0;
}

async function printStatus(store: Store, args: Arguments, io: Io): Promise<number> {
  const study = await readStudy(store);
  const digests = await new DigestReader().read(store);
  const overview = await readOverview(store, study, digests, io.now());
  const agreement = agreementOf(await readRatings(store, study, digests));
  await io.out(args.json ? formatJson({ ...overview, agreement }) : formatStatus(overview, agreement, io));
  return 0;
}

async function freeze(store: Store, args: Arguments, io: Io): Promise<number> {
  await readStudy(store);
  await setFrozen(store, !args.undo, io.now());
  return 0;
}

async function exportAll(store: Store, args: Arguments, io: Io): Promise<number> {
  if (args.out === undefined) throw new BebugError('usage', '`annotate export` takes --out FOLDER.');
  const runs = await exportRuns(store, await readStudy(store), VERSION);
  if (runs.length === 0) throw new BebugError('usage', 'Nobody has begun yet: there is nothing to export.');
  const names = await writeRuns(resolve(io.cwd, args.out), runs);
  for (const [index, run] of runs.entries()) await io.out(`${args.out}/${names[index]!}: ${amountOf(run)}\n`);
  return 0;
}

function amountOf({ kind, findings, responses, choices, judgements }: PersonRun): string {
  switch (kind) {
    case 'bugs':
      return `${findings.length} findings on ${responses.length} tasks`;
    case 'comparisons':
      return `${choices.length} tasks answered`;
    case 'problems':
      return `${judgements.length} solutions judged`;
  }
}

/** Pages of people from their runs: for whoever owns the truth. */
async function writeReports({ set, name: runs = [], out }: Arguments, io: Io): Promise<number> {
  if (set === undefined || runs.length === 0 || out === undefined)
    throw new BebugError('usage', '`annotate report` takes a bug set, runs and --out FOLDER.');
  const cohort = await readCohort(set, runs, io);
  const pages = cohort.measures.map(({ name }, index) => ({ name, page: renderPersonReport(cohort, index) }));
  for (const page of await writePages(resolve(io.cwd, out), renderCohortReport(cohort), pages))
    await io.out(`${out}/${page}\n`);
  return 0;
}

async function debrief(
  store: Store,
  { set, name: runs = [] }: Arguments & { set: string },
  io: Io,
): Promise<number> {
  if (runs.length === 0)
    throw new BebugError('usage', '`annotate debrief` takes a bug set and runs of people.');
  const cohort = await readCohort(set, runs, io);
  const pages = cohort.measures.map(({ name }, index) => [name, renderPersonReport(cohort, index)] as const);
  await publishDebriefs(store, new Map(pages));
  return 0;
}

/** Findings that met no bug go to people who judge them, without names. */
async function adjudicate(
  store: Store,
  { set, name: runs = [] }: Arguments & { set: string },
  io: Io,
): Promise<number> {
  if (runs.length === 0) throw new BebugError('usage', '`annotate adjudicate` takes a bug set and runs.');
  await readStudy(store);
  // Verdicts alone are read: one draw is enough.
  const { scorecards } = await scoreAll({ ...SCORING_DEFAULTS, set, run: runs, draws: 1 }, io);
  const added = await queueLeftovers(store, scorecards.flatMap(leftoversOf));
  await io.out(
    `${added} findings are new in the queue; \`annotate invite SET NAME --adjudicator\` invites who judges them.\n`,
  );
  return 0;
}

async function verdicts(store: Store, _args: Arguments, io: Io): Promise<number> {
  await readStudy(store);
  await io.out(formatJsonLines(await readAdjudicated(store)));
  return 0;
}
