import { basename, join } from 'node:path';
import { parseJson, parseJsonLines, runSchema, type Run } from '@bebug/core';
import type { z } from 'zod';
import { isFile } from './run-record.ts';
import { decodeText, readBytes } from './text-file.ts';

/** Answers to tasks that are not about places in files: one JSON object a line. */
export interface LinesRun<T> {
  /** Whose answers they are: of a bare file, its name. */
  readonly detector: string;
  /** `null` of a bare file. */
  readonly run: Run | null;
  readonly lines: readonly T[];
  /** The file with the lines. */
  readonly place: string;
}

/**
 * Answers in a run folder (`run.json` and `name`), or in a bare file of JSON Lines, as a program can write without knowing more than its tasks.
 * @throws BebugError `file-missing`; `file-format`, with file and line
 */
export async function readLinesRun<T>(
  path: string,
  name: string,
  schema: z.ZodType<T>,
): Promise<LinesRun<T>> {
  const isBare = await isFile(path);
  const place = isBare ? path : join(path, name);
  const runPath = join(path, 'run.json');
  const run = isBare ? null : parseJson(runSchema, decodeText(await readBytes(runPath), runPath), runPath);
  return {
    detector: run?.detector ?? basename(path).replace(/\.jsonl$/u, ''),
    run,
    lines: parseJsonLines(schema, decodeText(await readBytes(place), place), place),
    place,
  };
}
