import { NativeChecker, proveAll, sampleOf, scan, type Candidate, type Examined } from '@bebug/engine';
import { createOracle } from '@bebug/oracle';
import { command } from '../command.ts';
import { openLog } from '../log.ts';
import { checkWhole, workersOf } from '../numbers.ts';
import { Progress } from '../progress.ts';
import { openTests, testsOf } from '../project-tests.ts';
import { proofOptions } from '../proof-options.ts';
import { openProjects } from '../projects.ts';
import { jsonOf, lineOf, ProveTable } from '../prove-lines.ts';
import { proveSummary } from '../prove-summary.ts';
import { openScreenCache, saveScreenCache } from '../screen-cache.ts';
import { select } from '../selection.ts';

/** As a shell reports a program that Ctrl-C ended. */
const INTERRUPTED = 130;

export const proveCommand = command({
  options: (parser) =>
    proofOptions(
      parser.positional('source', {
        type: 'string',
        demandOption: true,
        describe: 'file, folder or npm:NAME@VERSION[/path]',
      }),
    )
      .option('limit', {
        type: 'number',
        describe: 'so many mutants only, drawn as inject would try them (default: all)',
      })
      .option('only-unproved', {
        type: 'boolean',
        default: false,
        describe: 'list only what did not end proved; the summary counts all',
      })
      .option('seed', { type: 'number', default: 1, describe: 'of the generated inputs and of --limit' })
      .option('json', {
        type: 'boolean',
        default: false,
        describe: 'print one JSON object a mutant; the summary goes to stderr',
      }),
  async run(args, io) {
    if (args.limit !== undefined) checkWhole('limit', args.limit, 1);
    checkWhole('seed', args.seed, 0);
    const workers = workersOf(args.workers, io.processors);
    const { operators, tiers } = await select(args, io.cwd);
    // A tier is measured only by a proof: what is chosen here is the operators' expectation.
    const wanted = operators.filter((operator) => tiers.includes(operator.tier));
    const [project] = await openProjects([args.source], args, io);
    const all: Candidate[] = [...scan(project!, wanted)];
    const candidates = args.limit === undefined ? all : sampleOf(all, args.limit, args.seed);
    const oracle = await createOracle({
      workers,
      seed: args.seed,
      logger: openLog(io, args.verbose),
      ...testsOf(args),
    });
    const checker = new NativeChecker();
    const kept = openScreenCache(args, io);
    const progress = new Progress(io);
    const table = new ProveTable(wanted, io);
    const results: Examined[] = [];
    try {
      await openTests(oracle, [project!], io);
      const stream = proveAll(project!, candidates, oracle, {
        workers,
        checker,
        ...(kept && { kept }),
        signal: io.signal,
      });
      for await (const { candidate, examined } of stream) {
        results.push(examined);
        if (!args['only-unproved'] || examined.status !== 'proved') {
          const line = lineOf(candidate, examined, project!.text(candidate.file));
          progress.done();
          await io.out(args.json ? `${JSON.stringify(jsonOf(line))}\n` : table.row(line));
        }
        progress.show(`${results.length} of ${candidates.length} mutants`);
      }
    } finally {
      progress.done();
      checker.close();
      await oracle.close();
      await saveScreenCache(kept, io);
    }
    const interrupted = io.signal.aborted
      ? `Interrupted after ${results.length} of ${candidates.length} mutants.\n`
      : '';
    const left =
      args.limit === undefined ? '' : `${candidates.length} of ${all.length} mutants were drawn.\n`;
    const summary = interrupted + left + proveSummary(results, io);
    if (args.json) io.err(summary);
    else await io.out(`\n${summary}`);
    return io.signal.aborted ? INTERRUPTED : 0;
  },
});
