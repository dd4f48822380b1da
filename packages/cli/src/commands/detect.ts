import { resolve } from 'node:path';
import { createDetector, DETECTORS, readSet, runDetector } from '@bebug/detectors';
import { command } from '../command.ts';
import { checkWhole } from '../numbers.ts';
import { Progress } from '../progress.ts';
import { unknown } from '../selection.ts';

export const detectCommand = command({
  usage: 'detect <set>',
  describe: 'run a detector over the tasks of a set',
  options: (parser) =>
    parser
      .positional('set', {
        type: 'string',
        demandOption: true,
        describe: 'folder of a bug set; its truth is not opened',
      })
      .option('with', {
        type: 'string',
        demandOption: true,
        describe: `the detector: ${Object.keys(DETECTORS).join(', ')}`,
      })
      .option('out', {
        type: 'string',
        demandOption: true,
        describe: 'folder of the run; an interrupted one is resumed',
      })
      .option('seed', { type: 'number', default: 1, describe: 'seed of detectors that draw lots' }),
  async run(args, io) {
    const names = Object.keys(DETECTORS);
    if (!names.includes(args.with)) throw unknown('detector-unknown', 'detector', args.with, names);
    checkWhole('seed', args.seed, 0);
    const set = await readSet(resolve(io.cwd, args.set));
    const detector = createDetector(args.with, { seed: args.seed });
    const progress = new Progress(io);
    const summary = await runDetector({
      set,
      detector,
      out: resolve(io.cwd, args.out),
      clock: io.now,
      signal: io.signal,
      onProgress: ({ done, total }) => progress.show(`${detector.name}: ${done} of ${total} tasks`),
    });
    progress.done();
    await io.out(
      `${detector.name} ${detector.version}: ${summary.findings} findings on ${summary.tasks} tasks in ${args.out}\n`,
    );
    return 0;
  },
});
