import { posix } from 'node:path';

export interface ArchiveEntry {
  readonly path: string;
  readonly content: string;
  /** Where a link leads to; `null` for a file. */
  readonly link: string | null;
}

export interface TargetFiles {
  exists(path: string): boolean;
  /** True for a link, even for one that leads nowhere. */
  isLink(path: string): boolean;
  write(path: string, content: string): void;
}

export interface ExtractOptions {
  /** An absolute path; nothing is written anywhere else. */
  readonly folder: string;
  readonly maxFiles: number;
  /** Characters of all files together. */
  readonly maxSize: number;
  /** Endings of names, such as `.txt`; files of other kinds are left out. */
  readonly extensions: readonly string[];
}

export interface Extraction {
  /** Absolute paths, in the order in which they were written. */
  readonly written: readonly string[];
  /** Paths of the archive that were left out, and why. */
  readonly skipped: ReadonlyMap<string, 'exists' | 'kind' | 'link'>;
}

export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';
}

/**
 * Write the files of an archive into a folder; links are left out, and files that are there already stay as they are. An archive that
 * is not honest is refused as a whole, before anything is written.
 *
 * @throws ArchiveError for a path that leads out of the folder, a path that is there twice, and an archive that is too large
 */
export function extractArchive(
  entries: readonly ArchiveEntry[],
  files: TargetFiles,
  options: ExtractOptions,
): Extraction {
  const folder = posix.resolve('/', options.folder);
  const skipped = new Map<string, 'exists' | 'kind' | 'link'>();
  const planned = new Map<string, string>();
  const seen = new Set<string>();
  let size = 0;
  for (const { path, content, link } of entries) {
    const target = targetOf(path, folder);
    if (seen.has(target)) throw new ArchiveError(`twice in the archive: ${path}`);
    seen.add(target);
    size += content.length;
    if (size > options.maxSize) throw new ArchiveError(`more than ${String(options.maxSize)} characters`);
    if (link !== null) skipped.set(path, 'link');
    else if (!options.extensions.includes(posix.extname(target).toLowerCase())) skipped.set(path, 'kind');
    else if (files.exists(target)) skipped.set(path, 'exists');
    else planned.set(target, content);
  }
  if (planned.size > options.maxFiles) throw new ArchiveError(`more than ${String(options.maxFiles)} files`);
  for (const target of planned.keys()) checkLinks(target, folder, files);

  for (const [target, content] of planned) files.write(target, content);
  return { written: [...planned.keys()], skipped };
}

function targetOf(path: string, folder: string): string {
  if (/[\0\\]/u.test(path)) throw new ArchiveError(`not a path: ${JSON.stringify(path)}`);
  const target = posix.resolve(folder, path);
  if (!target.startsWith(`${folder}/`)) throw new ArchiveError(`outside the folder: ${path}`);
  return target;
}

/** Neither the file nor a folder on the way to it may be a link: what is written would go where it leads. */
function checkLinks(target: string, folder: string, files: TargetFiles): void {
  for (let place = target; place !== folder; place = posix.dirname(place)) {
    if (files.isLink(place)) throw new ArchiveError(`a link is in the way: ${place}`);
  }
}
