import { resolve } from 'node:path';
import { makeComparisons, readSet } from '@bebug/engine';
import { createOracle } from '@bebug/oracle';
import { command } from '../command.ts';
import { refuseDamaged } from '../intact-set.ts';
import { checkWhole, workersOf } from '../numbers.ts';
import { writeFolder } from '../write-folder.ts';

export const tasksCommand = command({
  usage: 'tasks <kind> <set>',
  describe: 'make other tasks of a bug set: compare implementations of one module',
  options: (parser) =>
    parser
      .positional('kind', {
        choices: ['compare'] as const,
        demandOption: true,
        describe: 'compare: the clean code and bugs side by side, which is best?',
      })
      .positional('set', {
        type: 'string',
        demandOption: true,
        describe: 'folder of a bug set with its truth',
      })
      .option('out', {
        type: 'string',
        demandOption: true,
        describe: 'folder to write; must be empty or missing',
      })
      .option('seed', {
        type: 'number',
        default: 1,
        describe: 'decides what is shown together, and in which place the clean code is shown',
      })
      .option('candidates', {
        type: 'number',
        default: 3,
        describe: 'most implementations in one task: 2 or 3; three where a module has bugs of two tiers',
      })
      .option('workers', { type: 'number', describe: 'sandboxes at work at the same time' }),
  async run(args, io) {
    checkWhole('seed', args.seed, 0);
    checkWhole('candidates', args.candidates, 2, 3);
    const folder = resolve(io.cwd, args.set);
    const set = await readSet(folder);
    await refuseDamaged(folder, args.set);
    const { seed, candidates } = args;
    const oracle = await createOracle({ workers: workersOf(args.workers, io.processors), seed });
    let files;
    try {
      files = await makeComparisons(set, { seed, candidates, comparer: oracle });
    } finally {
      await oracle.close();
    }
    await writeFolder(resolve(io.cwd, args.out), files);
    await io.out(`${Object.keys(files).length} files in ${args.out}\n`);
    return 0;
  },
});
