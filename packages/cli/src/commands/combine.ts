import { resolve } from 'node:path';
import { COMBINATIONS, combineRuns, readRun, writeRun, type Combination } from '@bebug/detectors';
import { command } from '../command.ts';

export const combineCommand = command({
  options: (parser) =>
    parser
      .positional('run', {
        type: 'string',
        array: true,
        demandOption: true,
        describe: 'folders of runs on one set',
      })
      .option('by', {
        type: 'string',
        choices: COMBINATIONS,
        default: 'majority',
        describe: 'which findings stay',
      })
      .option('out', { type: 'string', demandOption: true, describe: 'folder of the run; must not exist' }),
  async run(args, io) {
    const records = await Promise.all(args.run.map((folder) => readRun(resolve(io.cwd, folder))));
    const combined = combineRuns(records, args.by as Combination);
    await writeRun(resolve(io.cwd, args.out), combined);
    await io.out(`${combined.run.detector}: ${combined.findings.length} findings in ${args.out}\n`);
    return 0;
  },
});
