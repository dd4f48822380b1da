import { join } from 'node:path';
import { build } from 'esbuild';

/** Bundle the code that waits inside a child into `harness.cjs` in `folder`: the one file that a child may read. */
export async function writeHarness(folder: string): Promise<void> {
  const besideThis = import.meta.filename.endsWith('.ts') ? '../realm/harness.ts' : '../realm/harness.js';
  await build({
    entryPoints: [join(import.meta.dirname, besideThis)],
    outfile: join(folder, 'harness.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    keepNames: false,
    // The folder has another name every time; this is what error stacks say instead.
    footer: { js: '//# sourceURL=sandbox' },
    logLevel: 'silent',
  });
}
