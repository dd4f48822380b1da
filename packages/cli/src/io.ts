/** All that a command may touch of the process around it; tests bring their own. */
export interface Io {
  /** Results. Resolves when the text is handed over, so that a stream of mutants does not pile up in memory. */
  out(text: string): Promise<void>;
  /** Progress, notes and errors. */
  err(text: string): void;
  /** Asks a person and waits for a line; `null` where nobody sits at a terminal. The answer is `null` at the end of the input. */
  readonly ask: ((question: string) => Promise<string | null>) | null;
  readonly cwd: string;
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
