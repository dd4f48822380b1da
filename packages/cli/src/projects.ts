import { resolve } from 'node:path';
import { openProject, readCorpus, type Project } from '@bebug/engine';
import type { Argv } from 'yargs';
import type { Io } from './io.ts';
import { fetchPackage, isPackageSpecifier } from './npm-package.ts';
import { readPins } from './pins.ts';

export interface SourceArguments {
  allowTypeErrors: boolean;
  pins?: string;
}

export function sourceOptions<T>(parser: Argv<T>): Argv<T & SourceArguments> {
  return parser
    .option('allow-type-errors', {
      type: 'boolean',
      default: false,
      describe: 'accept clean code with diagnostics of its own; only new ones count',
    })
    .option('pins', {
      type: 'string',
      describe: 'JSON file with the integrity that packages must have',
    }) as unknown as Argv<T & SourceArguments>;
}

/** Open every SOURCE: a file, a folder, or npm:NAME@VERSION[/path]. Notes about what was lost go to stderr. */
export async function openProjects(
  sources: readonly string[],
  args: SourceArguments,
  io: Io,
): Promise<Project[]> {
  const pins = await readPins(args.pins === undefined ? undefined : resolve(io.cwd, args.pins));
  const projects: Project[] = [];
  for (const source of sources) {
    const isPackage = isPackageSpecifier(source);
    const place = isPackage
      ? await fetchPackage(source, io.cacheFolder, pins)
      : { path: resolve(io.cwd, source) };
    // What a published package says of itself cannot be mended here; its own diagnostics are the baseline.
    const project = openProject(await readCorpus(place), {
      allowTypeErrors: args.allowTypeErrors || isPackage,
    });
    for (const note of project.notes) io.err(`note: ${note}\n`);
    projects.push(project);
  }
  return projects;
}
