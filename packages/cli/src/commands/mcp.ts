import { once } from 'node:events';
import { resolve } from 'node:path';
import { readSet, serveReview } from '@bebug/detectors';
import { command } from '../command.ts';

export const mcpCommand = command({
  options: (parser) =>
    parser
      .positional('set', {
        type: 'string',
        demandOption: true,
        describe: 'folder of a bug set; its truth is not opened',
      })
      .option('out', {
        type: 'string',
        demandOption: true,
        describe: 'folder of the run; one that was broken off goes on',
      })
      .option('name', { type: 'string', default: 'agent', describe: 'name of the agent, for the run' })
      .option('agent-version', { type: 'string', default: 'unknown', describe: 'its version' })
      .option('task', { type: 'string', describe: 'serve this task alone' }),
  async run(args, io) {
    const set = await readSet(resolve(io.cwd, args.set));
    const { input, output } = io.stdio;
    const gone = Promise.race([once(input, 'end'), once(input, 'close'), once(io.signal, 'abort')]);
    const service = await serveReview({
      set,
      detector: { name: `mcp:${args.name}`, version: args['agent-version'], settings: {} },
      out: resolve(io.cwd, args.out),
      clock: io.now,
      only: args.task ?? null,
      input,
      output,
    });
    await gone;
    await service.close();
    const { answered, total } = service.review;
    io.err(`mcp:${args.name}: ${answered} of ${total} tasks answered in ${args.out}\n`);
    return 0;
  },
});
