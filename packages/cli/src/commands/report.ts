import { resolve } from 'node:path';
import { renderHtmlReport } from '@bebug/report';
import { command } from '../command.ts';
import { scoreAll, scoringOptions } from '../scoring.ts';
import { writeWhole } from '../write-whole.ts';

export const reportCommand = command({
  usage: 'report <set> <run..>',
  describe: 'write one self-contained page about a set and its runs',
  options: (parser) =>
    scoringOptions(parser).option('out', {
      type: 'string',
      demandOption: true,
      describe: 'the page, an .html file',
    }),
  async run(args, io) {
    const { set, texts, scorecards } = await scoreAll(args, io);
    const out = resolve(io.cwd, args.out);
    const { manifest, bugs, tasks } = set;
    await writeWhole(out, renderHtmlReport({ manifest, scorecards, bugs, tasks, texts }));
    await io.out(`${args.out}\n`);
    return 0;
  },
});
