import type ts from 'typescript';
import type { Corpus } from './corpus.ts';

/** A corpus with its program: parsed, bound and type-checked once, clean. Paths are those of the corpus. */
export interface Project {
  readonly corpus: Corpus;
  readonly program: ts.Program;
  readonly checker: ts.TypeChecker;
  /** The parsed clean file; `getFullText()` equals the corpus's text (byte-order mark included). */
  sourceFile(path: string): ts.SourceFile;
  /** Sources that `path` imports, directly or not, `path` itself left out; in code-unit order. */
  closure(path: string): readonly string[];
  /** Bare specifiers (not `node:`) imported by `path` or its closure: packages that the corpus does not hold. */
  thirdParty(path: string): readonly string[];
}
