import type { Diagnostic } from '@bebug/core/truth';
import { ALL_WORDS, SourceLinter } from '../src/screen/lint/source-linter.ts';

const LINTER = new SourceLinter();

/** What the linter says of a whole text, with all there is to be said: what any other way to ask it must come to. */
export function lintWhole(path: string, text: string): Diagnostic[] {
  const { messages } = LINTER.lint(path, text, ALL_WORDS);
  return messages.map(({ rule, message, line }) => ({ rule, message, line }));
}
