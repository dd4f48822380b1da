import {
  applyEdits,
  BebugError,
  compareText,
  formatJson,
  formatJsonLines,
  groupBy,
  LineMap,
  makeTask,
  sha256,
  type Task,
} from '@bebug/core';
import { TWIN_SET_FORMAT, type Bug, type TwinManifest } from '@bebug/core/truth';
import { hunkCount, unifiedDiff } from './changed-lines.ts';
import { changeBetween } from './planned-task.ts';
import { readSetFile, readTree, type StoredSet } from './read-set.ts';

/** The clean twins of a set: its tasks, under their ids, without the bugs. Decoys stay, and controls are as they were. */
export interface TwinSet {
  /** Path → text of the whole folder. */
  readonly files: ReadonlyMap<string, string>;
  /** SHA-256 of its `bugset.json`: what runs on it name. */
  readonly hash: string;
}

/** Of a bug, what it takes to mend its file. */
export type TwinnedBug = Pick<Bug, 'task' | 'file' | 'fix' | 'mutatedHash'>;

/**
 * Made from the truth alone, so that whoever has it can tell whether a run was made on these twins.
 * @throws BebugError `file-missing`; `file-format` when a file is not the one that its bugs were planted in; `usage` for a change under
 *   review that is nothing but its bug
 */
export async function twinSet(set: StoredSet<TwinnedBug>): Promise<TwinSet> {
  const files = new Map([...(await readTree(set, 'tasks'))].map(([path, text]) => [`tasks/${path}`, text]));
  const bugsOf = groupBy(set.bugs, ({ task }) => task);
  const tasks: Task[] = [];
  for (const task of set.tasks) {
    const bugs = bugsOf.get(task.id) ?? [];
    for (const [path, text] of await mendedFiles(set, task, bugs, files))
      files.set(`tasks/${task.id}/${path}`, text);
    tasks.push(bugs.length === 0 ? task : { ...task, lines: linesUnderReview(task, files) });
  }
  files.set('tasks.jsonl', formatJsonLines(tasks.map(makeTask)));
  const hashes = [...files].map(([path, text]): [string, string] => [path, sha256(text)]);
  const manifest: TwinManifest = {
    format: TWIN_SET_FORMAT,
    of: set.hash,
    files: Object.fromEntries(hashes.sort(([a], [b]) => compareText(a, b))),
  };
  const text = formatJson(manifest);
  return { files: files.set('bugset.json', text), hash: sha256(text) };
}

/** Files of a task that its bugs have changed, as they are without them: path in the task → text. */
async function mendedFiles(
  set: StoredSet<TwinnedBug>,
  task: Task,
  bugs: readonly TwinnedBug[],
  texts: ReadonlyMap<string, string>,
): Promise<Map<string, string>> {
  const mended = new Map<string, string>();
  for (const [file, planted] of groupBy(bugs, (bug) => bug.file)) {
    const path = `tasks/${task.id}/${file}`;
    const mutated = texts.get(path);
    if (mutated === undefined || planted.some(({ mutatedHash }) => mutatedHash !== sha256(mutated)))
      throw new BebugError('file-format', `${path} is not the file that its bugs were planted in.`, {
        hint: 'See what `bebug verify` says of the set.',
      });
    const fixes = planted.flatMap(({ fix }) => fix);
    mended.set(file, applyEdits(mutated, fixes));
  }
  if (task.change && mended.size > 0) mended.set(task.change.diff, await changeWithoutBugs(set, task));
  return mended;
}

/** The diff of a task as it would be without its bugs: what its decoys change. */
async function changeWithoutBugs(set: StoredSet<TwinnedBug>, { id, files }: Task): Promise<string> {
  const diffs = [];
  for (const file of files) {
    const decoys = set.decoys.filter((decoy) => decoy.task === id && decoy.file === file);
    if (decoys.length === 0) continue;
    const upstream = (await readSetFile(set.folder, `truth/upstream/${id}/${file}`)).toString('utf8');
    const editsIn = (place: 'before' | 'file'): Bug['edits'] =>
      decoys.filter((decoy) => decoy.in === place).flatMap(({ edits }) => edits);
    const before = applyEdits(upstream, editsIn('before'));
    const change = changeBetween(upstream, editsIn('before'), editsIn('file'));
    if (hunkCount(before, change) > 0) diffs.push(unifiedDiff(file, before, change));
  }
  if (diffs.length === 0)
    throw new BebugError(
      'usage',
      `The change of the task ${id} is nothing but its bug: it has no clean twin.`,
      {
        hint: 'Make the set with more --decoys.',
      },
    );
  return diffs.join('');
}

function linesUnderReview({ id, files }: Task, texts: ReadonlyMap<string, string>): number {
  return files.reduce((sum, file) => sum + new LineMap(texts.get(`tasks/${id}/${file}`) ?? '').lineCount, 0);
}
