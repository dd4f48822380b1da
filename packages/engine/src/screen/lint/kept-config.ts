import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Linter } from 'eslint';

/** ESLint's own form of a configuration, merged and validated; not in its public types, and the version is pinned. */
interface FlatConfigArrayClass {
  new (
    configs: readonly Linter.Config[],
    options: { readonly basePath: string },
  ): Linter.Config[] & {
    normalizeSync(): void;
  };
}

const require = createRequire(import.meta.url);
const { FlatConfigArray } = require(
  join(dirname(require.resolve('eslint/package.json')), 'lib/config/flat-config-array.js'),
) as { readonly FlatConfigArray: FlatConfigArrayClass };

/** `configs` in the form into which `Linter.verify` brings them each time, and which it takes as it is. */
export function keptConfig(configs: readonly Linter.Config[]): Linter.Config[] {
  const kept = new FlatConfigArray(configs, { basePath: process.cwd() });
  kept.normalizeSync();
  return kept;
}
