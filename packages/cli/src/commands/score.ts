import { formatScorecard } from '@bebug/report';
import { command } from '../command.ts';
import { scoreAll, scoringOptions } from '../scoring.ts';

export const scoreCommand = command({
  usage: 'score <set> <run..>',
  describe: 'score runs against the truth',
  options: (parser) =>
    scoringOptions(parser).option('json', {
      type: 'boolean',
      default: false,
      describe: 'print scorecards as JSON',
    }),
  async run(args, io) {
    const { scorecards } = await scoreAll(args, io);
    const { colour, width } = io;
    await io.out(
      args.json ? `${JSON.stringify(scorecards, null, 2)}\n` : formatScorecard(scorecards, { colour, width }),
    );
    return 0;
  },
});
