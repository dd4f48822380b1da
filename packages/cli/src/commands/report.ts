import { resolve } from 'node:path';
import { BebugError } from '@bebug/core';
import { formatOfFile, REPORT_FORMATS } from '@bebug/report';
import { command } from '../command.ts';
import { scoreAll, scoringOptions } from '../scoring.ts';
import { writeWhole } from '../write-whole.ts';

export const reportCommand = command({
  options: (parser) =>
    scoringOptions(parser)
      .option('out', {
        type: 'string',
        demandOption: true,
        describe: 'the file; its ending says the format',
      })
      .option('format', {
        type: 'string',
        choices: Object.keys(REPORT_FORMATS),
        describe: Object.entries(REPORT_FORMATS)
          .map(([name, { describe, endings }]) => `${name} (${endings[0]!}: ${describe})`)
          .join(', '),
      }),
  async run(args, io) {
    const format = args.format ?? formatOfFile(args.out);
    if (format === null) {
      throw new BebugError(
        'usage',
        `The name of ${args.out} says no format: end it in .html, or give --format.`,
      );
    }
    const { set, texts, scorecards } = await scoreAll(args, io);
    const { manifest, bugs, tasks } = set;
    const text = REPORT_FORMATS[format]!.render({ manifest, scorecards, bugs, tasks, texts });
    await writeWhole(resolve(io.cwd, args.out), text);
    await io.out(`${args.out}\n`);
    return 0;
  },
});
