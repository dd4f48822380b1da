import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { formatJson, formatJsonLines, sha256 } from '@bebug/core';
import { onTestFinished } from 'vitest';
import type { DetectorTask } from '../src/detector.ts';

/** A folder that is gone when the test is done. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bebug-detectors-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes the public part of a bug set; `extra` files are written but not listed, as is the truth in `truth/`. */
export async function writeSet(
  folder: string,
  tasks: readonly DetectorTask[],
  options: { extra?: Record<string, string>; tasksText?: string } = {},
): Promise<void> {
  const files: Record<string, string> = {
    'tasks.jsonl': options.tasksText ?? formatJsonLines(tasks.map(({ task }) => task)),
  };
  for (const { task, texts } of tasks) {
    for (const [path, text] of texts) files[`tasks/${task.id}/${path}`] = text;
  }
  const hashes = Object.fromEntries(Object.entries(files).map(([path, text]) => [path, sha256(text)]));
  files['bugset.json'] = formatJson({ format: 'bebug-set/1', canary: 'in the manifest', files: hashes });
  for (const [path, text] of Object.entries({ ...files, ...options.extra })) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}
