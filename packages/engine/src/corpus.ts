import type { CorpusPin } from '@bebug/core/truth';

/** Clean code to plant bugs in, read into memory once. Paths are relative to `root`, POSIX, in code-unit order. */
export interface Corpus {
  readonly name: string;
  /** Absolute folder; type resolution starts here. */
  readonly root: string;
  /** Path → text of every file that bugs may be planted in. */
  readonly sources: ReadonlyMap<string, string>;
  /** Path of a source → path of the driver beside it. */
  readonly drivers: ReadonlyMap<string, string>;
  /** Path → text of drivers, `package.json` and `tsconfig.json`. */
  readonly extras: ReadonlyMap<string, string>;
  readonly pin: CorpusPin;
}
