import { bundle } from './bundle.ts';
import { instrument, type Counting } from './instrument.ts';

/** A module with what it imports and the driver beside it, as texts. */
export interface Subject {
  /** Path → clean text. */
  readonly files: ReadonlyMap<string, string>;
  readonly file: string;
  readonly driver: string | null;
}

/** The subject made of `files`: its driver is found by its name. */
export function subjectOf(files: ReadonlyMap<string, string>, file: string): Subject {
  const stem = file.replace(/\.[cm]?[jt]sx?$/u, '');
  const driver = [`${stem}.driver.ts`, `${stem}.driver.mts`].find((path) => files.has(path)) ?? null;
  return { files, file, driver };
}

export type Prepared = { readonly code: string } | { readonly why: string };

/** The code that a child loads: bundled and instrumented. `text` takes the place of the module's own text. */
export async function prepare(subject: Subject, text: string | null, options: Counting): Promise<Prepared> {
  const files = text === null ? subject.files : new Map([...subject.files, [subject.file, text]]);
  const bundled = await bundle(files, subject.file, subject.driver);
  return 'why' in bundled ? bundled : { code: instrument(bundled.code, options) };
}
