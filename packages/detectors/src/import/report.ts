import type { Finding } from '@bebug/core';

/** How a format counts: what a column or an offset is a number of, and what ends a line. */
export interface Measure {
  readonly unit: 'utf16' | 'code-point' | 'utf8';
  /** `ecmascript`: also U+2028, U+2029 and a lone carriage return; `newline`: a line feed only. */
  readonly breaks: 'ecmascript' | 'newline';
}

/** Lines and columns from 1; the end column is exclusive. Without columns, whole lines. */
export interface ForeignLines {
  readonly kind: 'lines';
  readonly startLine: number;
  readonly startColumn?: number | undefined;
  readonly endLine: number;
  readonly endColumn?: number | undefined;
}

/** A stretch of a file, as a foreign format says it. Offsets count from 0. */
export type ForeignPlace =
  | { readonly kind: 'file' }
  | ForeignLines
  | { readonly kind: 'offsets'; readonly start: number; readonly length: number };

export type ForeignFix =
  | {
      readonly kind: 'replacements';
      readonly replacements: readonly { readonly place: ForeignPlace; readonly text: string }[];
    }
  /** As a run has it: edits in offsets of the task's file, or a unified diff. */
  | { readonly kind: 'ready'; readonly fix: NonNullable<Finding['fix']> };

/** What a foreign file reports at one place, before it is known which task that is. */
export interface ForeignFinding {
  /** Where in the foreign file: a line, or a path through its JSON. */
  readonly at: string;
  readonly path: string;
  /** For formats that name it. */
  readonly task?: string | undefined;
  readonly place: ForeignPlace;
  readonly measure: Measure;
  /** The lines are those of the file before the change under review; so may be the first one alone. */
  readonly before?: 'both' | 'start' | undefined;
  readonly said: Partial<Omit<Finding, 'task' | 'file' | 'startLine' | 'endLine' | 'fix'>>;
  readonly fix?: ForeignFix | undefined;
}

/** Something in a foreign file that is no finding on the set, and why. */
export interface SetAside {
  readonly at: string;
  readonly path: string | null;
  readonly reason: string;
}

/** A foreign file, read. */
export interface ForeignReport {
  readonly tools: readonly { readonly name: string; readonly version: string | null }[];
  readonly findings: readonly ForeignFinding[];
  /** What the file itself says is none: suppressed, ignored, a reply. */
  readonly setAside: readonly SetAside[];
  /** Files that the tool says it looked at; `null` where the format cannot say it. */
  readonly looked: readonly string[] | null;
  /** What the tool says went wrong; without a path, with all of it. */
  readonly failures: readonly { readonly path: string | null; readonly message: string }[];
}

export interface ImportFormat {
  /** One line for the list of formats. */
  readonly describe: string;
  /**
   * @param name of the file, for errors
   * @throws BebugError `file-format`, with the place in the file
   */
  read(text: string, name: string): ForeignReport;
}

export const UTF16: Measure = { unit: 'utf16', breaks: 'ecmascript' };
/** Lines as git and its hosts count them. */
export const GIT_LINES: Measure = { unit: 'utf16', breaks: 'newline' };
