/** What a program can do to the outside, recorded and inert: nothing is run, sent or stored anywhere. Attack kits judge by the records. */

/** A folder tree that exists only here. Paths are POSIX; a path ends at a NUL, as it does for an operating system; links are followed. */
export interface RecordedFiles {
  /** @throws Error `ENOENT` */
  read(path: string): string;
  write(path: string, content: string): void;
  exists(path: string): boolean;
  /** Where links lead to. @throws Error `ENOENT` */
  realpath(path: string): string;
  isLink(path: string): boolean;
}

/** An answer to an outsider, as far as its headers go. */
export interface RecordedResponse {
  setHeader(name: string, value: string): void;
  /** Answer with a redirection: the header `Location`. */
  redirect(url: string): void;
}

interface Fetched {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Recording {
  /** Something that only some may bring about, or only so often, or only so much of: name it, and say how much. */
  act(name: string, amount?: number): void;
  log(...parts: readonly unknown[]): void;
  /** Run `command` with `args`; without `args` a shell reads it, with quotes, substitutions and `;`. Gives back nothing but `''`. */
  exec(command: string, args?: readonly string[]): string;
  /** Send a request; `answer` (200 and an empty body unless given) is what comes back. */
  fetch(url: string, headers?: Readonly<Record<string, string>>, answer?: Partial<Fetched>): Promise<Fetched>;
  /** Open an encrypted connection with these options. */
  connect(options: Readonly<Record<string, unknown>>): void;
  /** Path → content, and path → what a link there leads to. */
  files(tree: Readonly<Record<string, string>>, links?: Readonly<Record<string, string>>): RecordedFiles;
  response(): RecordedResponse;
  /** A secret that was configured: each installation has another one. */
  readonly secret: string;
}
