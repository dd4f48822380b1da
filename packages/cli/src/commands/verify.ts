import { resolve } from 'node:path';
import { BebugError, formatJson } from '@bebug/core';
import {
  checkIntegrity,
  checkProofs,
  isTaskSet,
  readCorpus,
  readManifest,
  type Problem,
} from '@bebug/engine';
import { createOracle, type TestOptions } from '@bebug/oracle';
import { command } from '../command.ts';
import type { Io } from '../io.ts';
import { workersOf } from '../numbers.ts';
import { testOption, testsOf, type TestArguments } from '../project-tests.ts';
import { Progress } from '../progress.ts';
import { verifyTaskSet } from '../task-sets/verify-task-set.ts';

export const verifyCommand = command({
  options: (parser) =>
    testOption(
      parser.positional('set', {
        type: 'string',
        demandOption: true,
        describe: 'folder of a bug set, or of what `bebug tasks` made',
      }),
    )
      .option('project', {
        type: 'string',
        array: true,
        describe: 'with --test: the sources that the set was made from, whose tests it does not hold',
      })
      .option('workers', { type: 'number', describe: 'sandboxes at work at the same time' })
      .option('json', { type: 'boolean', default: false, describe: 'print JSON' }),
  async run(args, io) {
    const workers = workersOf(args.workers, io.processors);
    const tests = await testsWithFolders(args, io);
    const folder = resolve(io.cwd, args.set);
    if (await isTaskSet(folder)) {
      const { problems, claim } = await verifyTaskSet(folder);
      return tell(problems, claim, args.json, io);
    }
    const { manifest } = await readManifest(folder);
    const broken = await checkIntegrity(folder);
    // Foreign code is run only when it is the code that was written.
    const problems =
      broken.length > 0 ? broken : await provedAgain(folder, { workers, seed: manifest.seed, ...tests }, io);
    const claim = everythingHolds(manifest.bugs, Object.keys(manifest.files).length);
    return tell(problems, claim, args.json, io);
  },
});

/** @param claim what holds where there is no problem */
async function tell(problems: readonly Problem[], claim: string, json: boolean, io: Io): Promise<number> {
  const holds = problems.length === 0;
  if (json) await io.out(formatJson({ holds, problems }));
  else await io.out(holds ? `${claim}\n` : problems.map(sentence).join(''));
  return holds ? 0 : 1;
}

async function provedAgain(
  folder: string,
  options: { workers: number; seed: number; tests?: TestOptions },
  io: Io,
): Promise<Problem[]> {
  const oracle = await createOracle(options);
  const progress = new Progress(io);
  let done = 0;
  try {
    return await checkProofs(folder, oracle, {
      workers: options.workers,
      onBug: () => progress.show(`${++done} proofs run again`),
    });
  } finally {
    progress.done();
    await oracle.close();
  }
}

/** The command is the user's own: one that a bug set brings is never run. */
async function testsWithFolders(
  args: TestArguments & { project?: string[] | undefined },
  io: Io,
): Promise<{ tests?: TestOptions }> {
  const { tests } = testsOf(args);
  if ((tests === undefined) !== (args.project === undefined))
    throw new BebugError('usage', '--test and --project go together.');
  if (tests === undefined) return {};
  const folders = new Map<string, string>();
  for (const source of args.project ?? []) {
    const { name, root } = await readCorpus({ path: resolve(io.cwd, source) });
    folders.set(name, root);
  }
  return { tests: { ...tests, folders } };
}

function sentence({ id, path, what }: Problem): string {
  return `${id ?? 'the set'}: ${path === null ? '' : `${path} — `}${what}\n`;
}

function everythingHolds(bugs: Record<string, number>, files: number): string {
  const total = Object.values(bugs).reduce((sum, number) => sum + number, 0);
  return `${total} bugs: every proof holds; ${files} files are as they were written.`;
}
