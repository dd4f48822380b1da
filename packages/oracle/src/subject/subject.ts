import type { Place } from '@bebug/core/truth';
import type { Program } from '../sandbox/protocol.ts';
import type { Counting } from './instrument.ts';
import { link } from './link.ts';

/** A module with what it imports and the driver beside it, as texts. */
export interface Subject {
  /** Path → clean text. */
  readonly files: ReadonlyMap<string, string>;
  readonly file: string;
  readonly driver: string | null;
  /** Names of top-level declarations that are not exported and still called: by the sandbox's own door. */
  readonly internals: readonly string[];
  /** Modules that a child may evaluate once for many cases (`lasting.ts`). */
  readonly lasting: readonly string[];
  /** As in `Program`. Of the clean texts also for a mutant: one word in its text must not change what its outcomes are called. */
  readonly meansInfinity: boolean;
  /** As in `Program`. */
  readonly place: Place | null;
}

interface SubjectOptions {
  readonly internals?: readonly string[];
  readonly place?: Place | null;
}

/** The subject made of `files`: its driver is found by its name. */
export function subjectOf(
  files: ReadonlyMap<string, string>,
  file: string,
  { internals = [], place = null }: SubjectOptions = {},
): Subject {
  const stem = file.replace(/\.[cm]?[jt]sx?$/u, '');
  const driver = [`${stem}.driver.ts`, `${stem}.driver.mts`].find((path) => files.has(path)) ?? null;
  const meansInfinity = [...files].some(
    ([path, text]) => !path.startsWith('node_modules/') && INFINITE.test(text),
  );
  return { files, file, driver, internals, lasting: [], meansInfinity, place };
}

/** What gives infinite numbers on purpose, as for an empty list. Where it stands nowhere, they come of a division by zero. */
const INFINITE = /\bInfinity\b|INFINITY|\bMath\.(?:max|min|log\w*|exp)\b/u;

export type Prepared = { readonly code: Program } | { readonly why: string };

/** One file of a subject with another text: the mutant. It need not be the subject's own file. */
export interface Change {
  readonly file: string;
  readonly text: string;
}

/** The code that a child loads: linked and instrumented; clean where there is no `change`. */
export async function prepare(subject: Subject, change: Change | null, options: Counting): Promise<Prepared> {
  const files = change === null ? subject.files : new Map([...subject.files, [change.file, change.text]]);
  const { file, driver, internals, lasting, meansInfinity, place } = subject;
  return link(files, file, driver, { ...options, internals, lasting, meansInfinity, place });
}

/** Modules whose importers ask where they run, and the place to which that leads. */
const ASKED: readonly (readonly [RegExp, Place])[] = [
  [/['"](?:node:)?cluster['"]/u, 'cluster worker'],
  [/['"](?:node:)?worker_threads['"]/u, 'worker thread'],
];

/** Places other than the usual one that the subject's own code asks about. */
export function placesOf({ files }: Pick<Subject, 'files'>): Place[] {
  const own = [...files].filter(([path]) => !path.startsWith('node_modules/')).map(([, text]) => text);
  return ASKED.flatMap(([asks, place]) => (own.some((text) => asks.test(text)) ? place : []));
}
