import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** Script and style sheet of the page. */
export interface ClientFiles {
  readonly script: string;
  readonly style: string;
}

/** A checkout bundles its source; the published package holds only the build. */
export async function clientFiles(): Promise<ClientFiles> {
  const source = fileURLToPath(new URL('../../client/main.tsx', import.meta.url));
  if (existsSync(source)) return (await import('./bundle-client.ts')).bundleClient(source);
  const built = (name: string): Promise<string> =>
    readFile(new URL(`../client/${name}`, import.meta.url), 'utf8');
  return { script: await built('app.js'), style: await built('app.css') };
}
