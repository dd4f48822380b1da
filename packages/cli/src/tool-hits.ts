import { resolve } from 'node:path';
import { BebugError, groupBy, type Finding } from '@bebug/core';
import { readRun } from '@bebug/detectors';
import type { StoredSet } from '@bebug/engine';
import { pairWithTwins } from './twin-runs.ts';

/** Where a tool points on the tasks of a set, and on their clean twins. */
export interface ToolHits {
  readonly tool: string;
  readonly onTasks: ReadonlyMap<string, readonly Finding[]>;
  readonly onTwins: ReadonlyMap<string, readonly Finding[]>;
}

/**
 * What tools said of a set and of its twins, from their runs on both.
 * @throws BebugError `usage` when runs are named without twins or the other way round; as `pairWithTwins` and `readRun` do
 */
export async function toolHits(
  set: StoredSet,
  { runs = [], twins = [] }: { readonly runs?: string[] | undefined; readonly twins?: string[] | undefined },
  cwd: string,
): Promise<ToolHits[]> {
  if ((runs.length === 0) !== (twins.length === 0))
    throw new BebugError('usage', '--runs and --twins go together.', {
      hint: 'Run the same tools on the set and on its twins (`bebug export SET --format twins`).',
    });
  const [folders, onTwins] = [runs, twins].map((names) => names.map((folder) => resolve(cwd, folder)));
  const pairs = await pairWithTwins(set, folders!, onTwins!);
  return Promise.all(
    pairs.map(async ({ folder, twins: twin }) => {
      const [tasks, clean] = [await readRun(folder), await readRun(twin!)];
      return {
        tool: tasks.run.detector,
        onTasks: groupBy(tasks.findings, ({ task }) => task),
        onTwins: groupBy(clean.findings, ({ task }) => task),
      };
    }),
  );
}
