import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { collecting } from './node-flags.ts';

/** Proofs, browsers and whole lines take minutes: they start first, in this order, so that no core waits for the last of them. */
const LONG = ['/oracle/test/', '/annotator/test/', '/cli/test/', '/test/'];

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => rank(a) - rank(b));
  }
}

function rank({ moduleId }: TestSpecification): number {
  const place = LONG.findIndex((part) => moduleId.includes(part));
  return place < 0 ? LONG.length : place;
}

/** Long enough for a machine that does ten things at once: what passes does not wait. */
const shared = {
  testTimeout: 600_000,
  hookTimeout: 600_000,
  expect: { poll: { timeout: 30_000 } },
} as const;
/** Tests that change the environment of their own process, or look at its memory and its children. */
const ALONE = 'packages/oracle/test/{containment,escapes,orphans,tests-rung}.test.ts';
/** Tests of people at work, in a browser or without: they share one PostgreSQL. */
const SERVED = 'packages/annotator/test/**/*.test.ts';
const POSTGRES = new URL('../../packages/annotator/test/postgres.ts', import.meta.url).pathname;
/** Where they put what is made once for all processes. */
const SHARED_FOLDER = new URL('../../packages/cli/test/shared-folder.ts', import.meta.url).pathname;

export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  test: {
    // As many as there are cores in CI: most files keep more than one busy, and whatever runs beside makes each of them dearer (seven files: 75 s with two, 86 with three, 88 with five).
    maxWorkers: 2,
    sequence: { sequencer: LongFirst },
    // Asked for every database, tests of the command line need it, too.
    globalSetup: process.env['BEBUG_DATABASES'] === 'both' ? [POSTGRES] : [],
    projects: [
      { test: { ...shared, name: 'alone', include: [ALONE], execArgv: collecting(32) } },
      {
        test: {
          ...shared,
          name: 'served',
          include: [SERVED],
          globalSetup: [POSTGRES],
          execArgv: collecting(32),
        },
      },
      // These keep nothing between files: they share a process, with the modules and declarations that it has read.
      {
        test: {
          ...shared,
          name: 'together',
          isolate: false,
          globalSetup: [SHARED_FOLDER],
          execArgv: collecting(64),
          include: [
            'packages/*/{src,test}/**/*.test.ts',
            'corpora/embedded/src/**/*.test.ts',
            'scripts/**/*.test.ts',
          ],
          exclude: [ALONE, SERVED, '**/node_modules/**'],
        },
      },
    ],
  },
});
