import { build } from 'esbuild';
import type { ClientFiles } from './client-files.ts';

/** Script and style sheet from the client's entry file: self-contained, nothing is loaded from elsewhere. */
export async function bundleClient(entry: string): Promise<ClientFiles> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    outdir: '/client',
    format: 'esm',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'silent',
  });
  const text = (end: string): string => outputFiles.find(({ path }) => path.endsWith(end))!.text;
  return { script: text('.js'), style: text('.css') };
}
