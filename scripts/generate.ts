/** Write the generated pages and JSON Schemas; `--check` says which are not up to date, and writes nothing. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { WORKSPACE } from './checks.ts';
import { cataloguePages } from './pages/catalogue-page.ts';
import { commandsPage } from './pages/commands-page.ts';
import { errorsPage } from './pages/errors-page.ts';
import { keysPage } from './pages/keys-page.ts';
import { kitPage } from './pages/kit-page.ts';
import { formatsPage, jsonSchemas } from './pages/formats-page.ts';

const pages = new Map<string, string>([
  ...cataloguePages(),
  ['packages/operators/docs/kit.md', kitPage()],
  ['packages/annotator/docs/keys.md', keysPage()],
  ['packages/cli/docs/commands.md', await commandsPage()],
  ['packages/core/docs/errors.md', errorsPage()],
  ['packages/core/docs/formats.md', formatsPage()],
  ...jsonSchemas(),
]);

const stale: string[] = [];
for (const [path, text] of pages) {
  const file = join(WORKSPACE, path);
  const options = await resolveConfig(file);
  const formatted = await format(text, { ...options, filepath: file });
  if ((await readFile(file, 'utf8').catch(() => null)) === formatted) continue;
  stale.push(path);
  if (process.argv.includes('--check')) continue;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, formatted);
}
for (const path of stale)
  process.stdout.write(`${process.argv.includes('--check') ? 'not up to date' : 'written'}: ${path}\n`);
if (process.argv.includes('--check') && stale.length > 0) {
  process.stdout.write('Run `npm run generate`.\n');
  process.exit(1);
}
