import { posix } from 'node:path';
import type { RecordedFiles } from '../recording.ts';
import { record } from './records.ts';

const LINKS_FOLLOWED = 8;

/** See `RecordedFiles`. Every read and write is recorded with the place that it really reaches. */
export function recordedFiles(
  tree: Readonly<Record<string, string>>,
  links: Readonly<Record<string, string>>,
): RecordedFiles {
  const contents = new Map(Object.entries(tree));
  const leads = new Map(Object.entries(links));
  const place = (path: string): string => {
    let reached = posix.resolve('/', path.split('\0')[0]!);
    for (let followed = 0; followed < LINKS_FOLLOWED; followed++) {
      const link = [...leads.keys()].find((from) => reached === from || reached.startsWith(`${from}/`));
      if (link === undefined) break;
      reached = posix.resolve(posix.dirname(link), leads.get(link)! + reached.slice(link.length));
    }
    return reached;
  };
  const isThere = (reached: string): boolean =>
    contents.has(reached) || [...contents.keys()].some((path) => path.startsWith(`${reached}/`));
  const missing = (path: string): Error =>
    Object.assign(new Error(`no such file: ${path}`), { code: 'ENOENT' });
  return {
    read(path) {
      const reached = place(path);
      const content = contents.get(reached);
      if (content === undefined) throw missing(path);
      record('read', reached);
      return content;
    },
    write(path, content) {
      const reached = place(path);
      record('write', reached);
      contents.set(reached, content);
    },
    exists: (path) => isThere(place(path)),
    realpath(path) {
      const reached = place(path);
      if (!isThere(reached)) throw missing(path);
      return reached;
    },
    isLink: (path) => leads.has(posix.resolve('/', path)),
  };
}
