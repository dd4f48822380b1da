/** Build every package to its `dist`, for publishing: types and JavaScript, without tests. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleClient } from '@bebug/annotator/bundle-client';
import { installed, WORKSPACE } from './checks.ts';
import { LAYERS } from './config/layers.ts';
import { runCommand } from './run-command.ts';

for (const name of Object.keys(LAYERS)) {
  const folder = join(WORKSPACE, 'packages', name);
  await rm(join(folder, 'dist'), { recursive: true, force: true });
  const config = join(folder, 'tsconfig.build.tmp.json');
  await writeFile(
    config,
    JSON.stringify({
      extends: './tsconfig.json',
      compilerOptions: { rootDir: 'src', outDir: 'dist' },
      include: ['src'],
      exclude: ['src/**/*.test.ts'],
    }),
  );
  const tsc = installed('typescript/bin/tsc');
  const { exitCode } = await runCommand(process.execPath, [tsc, '-p', config], { cwd: folder });
  await rm(config);
  if (exitCode !== 0) process.exit(exitCode);
  process.stdout.write(`built packages/${name}\n`);
}
await buildClient();

/** The annotator's page, as its published server looks for it. */
async function buildClient(): Promise<void> {
  const folder = join(WORKSPACE, 'packages/annotator');
  const { script, style } = await bundleClient(join(folder, 'client/main.tsx'));
  await mkdir(join(folder, 'dist/client'), { recursive: true });
  await writeFile(join(folder, 'dist/client/app.js'), script);
  await writeFile(join(folder, 'dist/client/app.css'), style);
}
