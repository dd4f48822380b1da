import { resolve } from 'node:path';
import { checkIntegrity, checkProofs, readManifest, type Problem } from '@bebug/engine';
import { createOracle } from '@bebug/oracle';
import { command } from '../command.ts';
import type { Io } from '../io.ts';
import { workersOf } from '../numbers.ts';
import { Progress } from '../progress.ts';

export const verifyCommand = command({
  usage: 'verify <set>',
  describe: 'check hashes and run every proof again, in fresh sandboxes',
  options: (parser) =>
    parser
      .positional('set', { type: 'string', demandOption: true, describe: 'folder of a bug set' })
      .option('workers', { type: 'number', describe: 'sandboxes at work at the same time' })
      .option('json', { type: 'boolean', default: false, describe: 'print JSON' }),
  async run(args, io) {
    const workers = workersOf(args.workers, io.processors);
    const folder = resolve(io.cwd, args.set);
    const { manifest } = await readManifest(folder);
    const broken = await checkIntegrity(folder);
    // Foreign code is run only when it is the code that was written.
    const problems = broken.length > 0 ? broken : await provedAgain(folder, manifest.seed, workers, io);
    if (args.json) await io.out(`${JSON.stringify({ holds: problems.length === 0, problems }, null, 2)}\n`);
    else
      await io.out(
        problems.length > 0
          ? problems.map(sentence).join('')
          : everythingHolds(manifest.bugs, Object.keys(manifest.files).length),
      );
    return problems.length === 0 ? 0 : 1;
  },
});

async function provedAgain(folder: string, seed: number, workers: number, io: Io): Promise<Problem[]> {
  const oracle = await createOracle({ workers, seed });
  const progress = new Progress(io);
  let done = 0;
  try {
    return await checkProofs(folder, oracle, {
      workers,
      onBug: () => progress.show(`${++done} proofs run again`),
    });
  } finally {
    progress.done();
    await oracle.close();
  }
}

function sentence({ id, path, what }: Problem): string {
  return `${id ?? 'the set'}: ${path === null ? '' : `${path} — `}${what}\n`;
}

function everythingHolds(bugs: Record<string, number>, files: number): string {
  const total = Object.values(bugs).reduce((sum, number) => sum + number, 0);
  return `${total} bugs: every proof holds; ${files} files are as they were written.\n`;
}
