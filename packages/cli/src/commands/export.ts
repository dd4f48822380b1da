import { basename, resolve } from 'node:path';
import { BebugError } from '@bebug/core';
import { EXPORTS, readSet, type ExportedFiles, type ExportInput } from '@bebug/detectors';
import { readSet as readTruth, twinSet, type StoredSet } from '@bebug/engine';
import { command } from '../command.ts';
import { truthRows } from '../export/truth-rows.ts';
import { truthSarif } from '../export/truth-sarif.ts';
import { checkWhole } from '../numbers.ts';
import { writeFolder } from '../write-folder.ts';

/** Formats that are made of the truth. */
const OF_TRUTH: Readonly<Record<string, (set: StoredSet) => Promise<ExportedFiles> | ExportedFiles>> = {
  twins: async (set) => Object.fromEntries((await twinSet(set)).files),
  sarif: truthSarif,
};

export const exportCommand = command({
  options: (parser) =>
    parser
      .positional('set', { type: 'string', demandOption: true, describe: 'folder of a bug set' })
      .option('to', {
        type: 'string',
        demandOption: true,
        describe: 'folder to write; must be empty or missing',
      })
      .option('format', {
        type: 'string',
        choices: [...Object.keys(EXPORTS), ...Object.keys(OF_TRUTH)],
        default: 'tasks',
        describe:
          'tasks (the public part), inspect (Inspect AI), promptfoo, hf (Hugging Face); or, from the truth, twins (the tasks without their bugs, to run detectors on) or sarif (the bugs)',
      })
      .option('with-truth', {
        type: 'boolean',
        default: false,
        describe: 'with hf: the truth too, as a data set of its own, to be gated',
      })
      .option('hint', { type: 'number', describe: 'tell in prompts that a task has at most so many bugs' }),
  async run(args, io) {
    if (args['with-truth'] && args.format !== 'hf')
      throw new BebugError('usage', '--with-truth goes with --format hf.');
    if (args.hint !== undefined) checkWhole('hint', args.hint, 1);
    const folder = resolve(io.cwd, args.set);
    const name = basename(folder);
    const ofTruth = OF_TRUTH[args.format];
    const files = ofTruth ? await ofTruth(await readTruth(folder)) : await publicFiles(folder, name, args);
    await writeFolder(resolve(io.cwd, args.to), files);
    await io.out(`${Object.keys(files).length} files in ${args.to}\n`);
    return 0;
  },
});

/** With the truth, two data sets beside each other: who uploads the one must not upload the other. */
async function publicFiles(
  folder: string,
  name: string,
  args: Parameters<typeof inputOf>[2] & { readonly format: string; readonly 'with-truth': boolean },
): Promise<ExportedFiles> {
  const tasks = EXPORTS[args.format]!(await inputOf(folder, name, args));
  if (!args['with-truth']) return tasks;
  const inFolder = Object.entries(tasks).map(([path, text]): [string, string] => [`tasks/${path}`, text]);
  return { ...Object.fromEntries(inFolder), ...truthRows(await readTruth(folder), name) };
}

async function inputOf(
  folder: string,
  name: string,
  { set, hint }: { readonly set: string; readonly hint?: number | undefined },
): Promise<ExportInput> {
  return { set: await readSet(folder), name, setPath: set, hint: hint ?? null };
}
