import { resolve } from 'node:path';
import { LABELS } from '@bebug/core';
import { makeComparisons, makeProblems, readSet, refuseExisting } from '@bebug/engine';
import { createOracle, printTest, printTestFile } from '@bebug/oracle';
import { command } from '../command.ts';
import { refuseDamaged } from '../intact-set.ts';
import { checkWhole, workersOf } from '../numbers.ts';
import { writeFolder } from '../write-folder.ts';

/** Implementations in one task. */
const CANDIDATES = { compare: { most: 3, usual: 3 }, problem: { most: LABELS.length, usual: 4 } } as const;

export const tasksCommand = command({
  options: (parser) =>
    parser
      .positional('kind', {
        choices: ['compare', 'problem'] as const,
        demandOption: true,
        describe:
          'compare: the clean code and bugs side by side, which is best? problem: a specification, tests and solutions, which are right?',
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
        describe:
          'most implementations in one task: 2 or 3 to compare (3; three where a module has bugs of two tiers), 2 to 6 in a problem (4)',
      })
      .option('workers', { type: 'number', describe: 'sandboxes at work at the same time' }),
  async run(args, io) {
    checkWhole('seed', args.seed, 0);
    const { most, usual } = CANDIDATES[args.kind];
    const candidates = args.candidates ?? usual;
    checkWhole('candidates', candidates, 2, most);
    const out = resolve(io.cwd, args.out);
    await refuseExisting(out);
    const folder = resolve(io.cwd, args.set);
    const set = await readSet(folder);
    await refuseDamaged(folder, args.set);
    const { seed } = args;
    const oracle = await createOracle({ workers: workersOf(args.workers, io.processors), seed });
    let files;
    try {
      files = await (args.kind === 'compare'
        ? makeComparisons(set, { seed, candidates, comparer: oracle })
        : makeProblems(set, { seed, candidates, tester: { ...oracle, printTest, printTestFile } }));
    } finally {
      await oracle.close();
    }
    await writeFolder(out, files);
    await io.out(`${Object.keys(files).length} files in ${args.out}\n`);
    return 0;
  },
});
