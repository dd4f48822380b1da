import { defineConfig } from 'vitest/config';

/** The scorer's own tests and nothing else: StrykerJS runs them in a copy of the package. */
export default defineConfig({
  test: { include: ['src/**/*.test.ts', 'test/**/*.test.ts'], testTimeout: 60_000 },
});
