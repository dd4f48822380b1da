import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Whole lines and proofs take minutes: they start first, so that no core waits for the last of them. */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification): boolean => moduleId.includes('/test/');
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

const shared = {
  testTimeout: 180_000,
  hookTimeout: 180_000,
} as const;

export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  test: {
    // One more than there are cores in CI: much of the time a file waits, for a child to start or for its time to run out.
    maxWorkers: 3,
    sequence: { sequencer: LongFirst },
    projects: [
      { test: { ...shared, name: 'whole', include: ['packages/*/test/**/*.test.ts'] } },
      // Units keep nothing between files: they share their process, and the modules that it has loaded.
      {
        test: {
          ...shared,
          name: 'units',
          isolate: false,
          include: [
            'packages/*/src/**/*.test.ts',
            'corpora/embedded/src/**/*.test.ts',
            'scripts/**/*.test.ts',
          ],
        },
      },
    ],
  },
});
