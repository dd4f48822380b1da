import { posix } from 'node:path';
import type { DetectorTask } from '../detector.ts';
import type { TaskSet } from '../task-set.ts';

export type FoundFile = { readonly task: DetectorTask; readonly file: string } | { readonly reason: string };

export interface LookupOptions {
  /** Where the tool ran: what stands before paths as the set has them. */
  readonly base?: string | undefined;
}

const MOST_CHARACTERS = 4096;
const TASK_ID = /^t-[0-9a-f]{12}$/u;

/**
 * Which file of which task a foreign path means, or a reason why none. In this order: a path through the folder of a task
 * (`…/tasks/ID/src/a.ts`); a path of a file as the task has it, with or without `base`; an absolute path that ends in one.
 * `only` names the task, where it is known otherwise; without it a path that several tasks hold means none of them.
 */
export function fileLookup(
  set: TaskSet,
  { base }: LookupOptions,
): (path: string, only?: string) => FoundFile {
  const byId = new Map(set.tasks.map((task) => [task.task.id, task]));
  const index = indexFiles(set.tasks);
  const prefix = base === undefined ? null : withoutEnd(plainPath(base).path ?? base);
  return (raw, only) => {
    const { path, reason } = plainPath(raw);
    if (path === null) return { reason };
    if (only !== undefined && !byId.has(only))
      return { reason: `the set has no task ${JSON.stringify(only)}` };
    const segments = path.split('/');
    const at = segments.findLastIndex((segment) => TASK_ID.test(segment));
    if (at >= 0) {
      const id = segments[at]!;
      const task = byId.get(id);
      if (task === undefined) return { reason: `the set has no task ${id}` };
      if (only !== undefined && only !== id) return { reason: `it is about the task ${id}, not ${only}` };
      const file = segments.slice(at + 1).join('/');
      return task.texts.has(file) ? { task, file } : { reason: `the task ${id} has no such file` };
    }
    const inside = prefix !== null && path.startsWith(`${prefix}/`) ? path.slice(prefix.length + 1) : path;
    const isAbsolute = inside.startsWith('/') || /^[a-z]:\//iu.test(inside);
    for (const candidate of isAbsolute ? endsOf(inside) : [inside]) {
      const holders = holdersOf(candidate, index, only === undefined ? undefined : byId.get(only));
      if (holders.length === 1) return { task: holders[0]!, file: candidate };
      if (holders.length > 1)
        return { reason: `${holders.length} tasks hold it, and nothing says which is meant` };
    }
    return { reason: only === undefined ? 'no task holds it' : `the task ${only} does not hold it` };
  };
}

/** The task that a report is named for: `reports/t-0123456789ab.json`. */
export function taskInName(set: TaskSet, name: string): string | undefined {
  const ids = new Set(set.tasks.map(({ task }) => task.id));
  const named = new Set(posix.basename(name).match(/(?<![0-9a-z])t-[0-9a-f]{12}(?![0-9a-z])/gu));
  const known = [...named].filter((id) => ids.has(id));
  return known.length === 1 ? known[0] : undefined;
}

interface FileIndex {
  readonly reviewed: ReadonlyMap<string, readonly DetectorTask[]>;
  readonly context: ReadonlyMap<string, readonly DetectorTask[]>;
}

function indexFiles(tasks: readonly DetectorTask[]): FileIndex {
  const reviewed = new Map<string, DetectorTask[]>();
  const context = new Map<string, DetectorTask[]>();
  const add = (map: Map<string, DetectorTask[]>, file: string, task: DetectorTask): void => {
    const holders = map.get(file);
    if (holders) holders.push(task);
    else map.set(file, [task]);
  };
  for (const task of tasks) {
    for (const file of task.task.files) add(reviewed, file, task);
    for (const file of task.task.context) add(context, file, task);
  }
  return { reviewed, context };
}

/** Files under review go before files that only stand beside them. */
function holdersOf(
  file: string,
  { reviewed, context }: FileIndex,
  only: DetectorTask | undefined,
): readonly DetectorTask[] {
  if (only !== undefined) return only.texts.has(file) ? [only] : [];
  return reviewed.get(file) ?? context.get(file) ?? [];
}

/** A `file:` URI or a path of any system, as a path with slashes and without detours. */
function plainPath(raw: string): { path: string; reason?: never } | { path: null; reason: string } {
  if (raw.length > MOST_CHARACTERS) return { path: null, reason: 'its path is too long' };
  if (raw.includes('\0')) return { path: null, reason: 'its path holds a NUL' };
  const scheme = /^([a-z][a-z0-9+.-]+):/iu.exec(raw)?.[1]?.toLowerCase();
  if (scheme === undefined) return normal(raw);
  if (scheme !== 'file') return { path: null, reason: `${scheme}: is no file` };
  try {
    return normal(decodeURIComponent(new URL(raw).pathname.replace(/^\/(?=[a-z]:\/)/iu, '')));
  } catch (error) {
    // A URI that cannot be read is an answer here, not a failure: the finding is counted as not placed.
    if (error instanceof TypeError || error instanceof URIError)
      return { path: null, reason: 'it is no valid URI' };
    throw error;
  }
}

function normal(path: string): { path: string } | { path: null; reason: string } {
  if (path.includes('\0')) return { path: null, reason: 'its path holds a NUL' };
  const plain = posix.normalize(path.replaceAll('\\', '/'));
  if (path === '' || plain === '.') return { path: null, reason: 'it names no file' };
  return { path: plain };
}

function withoutEnd(path: string): string {
  return path.replace(/\/+$/u, '');
}

/** `/a/b/c` → `a/b/c`, `b/c`, `c`: the longest end that a task holds is the one that is meant. */
function* endsOf(path: string): Generator<string> {
  const segments = path.split('/').slice(1);
  for (let start = 0; start < segments.length; start++) yield segments.slice(start).join('/');
}
