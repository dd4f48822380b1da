import type { Readable, Writable } from 'node:stream';

/** All that a command may touch of the process around it; tests bring their own. */
export interface Io {
  /** Results. Resolves when the text is handed over, so that a stream of mutants does not pile up in memory. */
  out(text: string): Promise<void>;
  /** Progress, notes and errors. */
  err(text: string): void;
  /** For a protocol that is spoken over both ends. */
  readonly stdio: { readonly input: Readable; readonly output: Writable };
  /** Asks a person and waits for a line; `null` where nobody sits at a terminal. The answer is `null` at the end of the input. */
  readonly ask: ((question: string) => Promise<string | null>) | null;
  readonly cwd: string;
  /** A variable of the environment: keys of providers, and what a command may see. */
  readonly environment: (name: string) => string | undefined;
  /** Cache for fetched packages. */
  readonly cacheFolder: string;
  /** Results go to a person's terminal. */
  readonly isTerminal: boolean;
  /** Progress goes to a person's terminal. */
  readonly showsProgress: boolean;
  readonly colour: boolean;
  /** Width of the terminal in columns. */
  readonly width: number;
  /** Number of processors that work may use. */
  readonly processors: number;
  readonly now: () => Date;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}
