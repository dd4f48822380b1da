import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  test: {
    include: [
      'packages/*/{src,test}/**/*.test.ts',
      'corpora/embedded/src/**/*.test.ts',
      'scripts/**/*.test.ts',
    ],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // Two cores: the sandbox's children need one of them.
    maxWorkers: 2,
  },
});
