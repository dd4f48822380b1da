import { basename } from 'node:path';
import { RUN_FORMAT, sha256, type Run } from '@bebug/core';
import type { ImportOptions } from './import-run.ts';

/** Who reported, and what is told of the report beside its format and its files. */
interface Source {
  readonly detector: string;
  readonly version: string;
  readonly format: string;
  readonly more?: Readonly<Record<string, unknown>>;
}

/** What a run remembers that was not made here but read from files, at one moment. */
export function importedRun(
  { set, files, now }: Pick<ImportOptions, 'set' | 'files' | 'now'>,
  { detector, version, format, more = {} }: Source,
): Run {
  return {
    format: RUN_FORMAT,
    detector,
    version,
    settings: {
      imported: {
        format,
        files: files.map(({ name, text }) => ({ name: basename(name), sha256: sha256(text) })),
        ...more,
      },
    },
    promptHash: null,
    setHash: set.setHash,
    started: now.toISOString(),
    finished: now.toISOString(),
    tokens: null,
    cost: null,
  };
}
