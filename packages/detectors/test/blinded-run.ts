/** A program of its own, so that Node can forbid it every file that a bug-finder must not see (blinding.test.ts). */
import { readFile } from 'node:fs/promises';
import { createDetector, readSet, runDetector } from '../src/index.ts';

const [command, folder, out] = process.argv.slice(2) as [string, string, string];
if (command === 'peek') await readFile(`${folder}/truth/bugs.jsonl`);
else {
  await runDetector({
    set: await readSet(folder),
    detector: createDetector(command, { seed: 1 }),
    out,
    clock: () => new Date(0),
  });
}
