import { join } from 'node:path';
import { TIERS } from '@bebug/core';
import { readCorpus } from '../src/1-read-corpus.ts';
import { openProject } from '../src/2-open-project.ts';
import { inject } from '../src/inject.ts';
import { PROFILES } from '../src/profile/named-profiles.ts';
import { readSet, type StoredSet } from '../src/read-set.ts';
import { writeSet } from '../src/write-set.ts';
import { CannedProver, provedAt } from './canned-prover.ts';
import { lessToLessOrEqual } from './sample-operators.ts';
import { temporaryFolder } from './temporary-project.ts';

/** How many modules it has. */
export const MODULES = 9;

/** A set of modules with two bugs each, of two tiers. */
export async function setOfTwos(): Promise<StoredSet> {
  const modules = Array.from({ length: MODULES }, (_, index) => [
    `m${index}.ts`,
    `import { one } from './one.ts';\nexport const a = (x: number): boolean => x < one + ${index};\n\nexport const b = (x: number): boolean => x < ${index} - one;\n`,
  ]);
  const folder = await temporaryFolder({
    ...Object.fromEntries(modules),
    'one.ts': 'export const one = 1;\n',
    'package.json': '{"name":"twos"}',
    'tsconfig.json': '{"compilerOptions":{"strict":true,"allowImportingTsExtensions":true,"noEmit":true}}',
  });
  const prover = new CannedProver((mutant) => provedAt(/x <= one/u.test(mutant.mutatedText) ? 0.5 : 0.01)());
  const set = await inject(
    [openProject(await readCorpus({ path: folder }), { allowTypeErrors: false })],
    prover,
    {
      operators: [lessToLessOrEqual],
      families: ['boundary'],
      tiers: TIERS,
      seed: 7,
      count: 2 * MODULES,
      controls: 0,
      bugsPerTask: 1,
      decoys: 0,
      as: 'file',
      disguise: false,
      profile: { name: 'balanced', profile: PROFILES.balanced },
      replayer: prover,
      allowTypeErrors: false,
      sandbox: [],
    },
  );
  const out = join(await temporaryFolder(), 'set');
  await writeSet(set, out);
  return readSet(out);
}
