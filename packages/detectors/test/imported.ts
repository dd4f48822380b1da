import { BebugError } from '@bebug/core';
import type { DetectorTask } from '../src/detector.ts';
import { IMPORT_FORMATS, importRun, type Imported, type ImportOptions } from '../src/index.ts';
import { taskOf } from './task-of.ts';

export const FIRST = 't-000000000001';
export const SECOND = 't-000000000002';

const CODE = Array.from({ length: 20 }, (_, index) => `const line${index + 1} = ${index + 1};`).join('\n');

/** Two tasks: both hold `src/shared.ts`, and each a file of its own. */
export const TASKS: readonly DetectorTask[] = [
  taskOf({ 'src/a.ts': `${CODE}\n`, 'src/shared.ts': CODE }, { 'package.json': '{}' }, FIRST),
  taskOf({ 'src/b.ts': CODE, 'src/shared.ts': CODE }, {}, SECOND),
];

export type Options = Partial<Omit<ImportOptions, 'set' | 'format'>> & {
  readonly tasks?: readonly DetectorTask[];
};

/** One report, imported on `TASKS`. */
export function imported(format: string, text: string, options: Options = {}): Imported {
  const { tasks = TASKS, ...rest } = options;
  return importRun({
    set: { tasks, setHash: 'a'.repeat(64) },
    format: { name: format, reader: IMPORT_FORMATS[format]! },
    files: [{ name: 'report', text }],
    now: new Date('2026-01-02T03:04:05Z'),
    ...rest,
  });
}

/** `task:file:first-last` of every finding, with the tasks as 1 and 2. */
export function places({ findings }: Imported): string[] {
  return findings.map(
    ({ task, file, startLine, endLine }) => `${Number(task.slice(2))}:${file}:${startLine}-${endLine}`,
  );
}

/** What went wrong: the code and the sentence. */
export function complaint(format: string, text: string, options?: Options): string {
  try {
    imported(format, text, options);
  } catch (error) {
    if (error instanceof BebugError) return `${error.code} ${error.exitCode}: ${error.message}`;
    throw error;
  }
  return 'no complaint';
}
