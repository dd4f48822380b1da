import { compareText, groupBy } from '@bebug/core';
import type { Diagnostic } from '@bebug/core/truth';
import ts from 'typescript';

/** A compiler diagnostic in a record's form; `line` is 1-based in the diagnostic's own file. */
export function fromCompiler(diagnostic: ts.Diagnostic): Diagnostic {
  const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ').replaceAll(/\s+/gu, ' ');
  const line =
    diagnostic.file && diagnostic.start !== undefined
      ? diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start).line + 1
      : 1;
  return { rule: `TS${diagnostic.code}`, message, line };
}

/**
 * The diagnostics of `after` that `before` does not have. Lines move when code is edited, so two are the same when rule and
 * message are; of several alike, only the surplus is new.
 */
export function newDiagnostics(before: readonly Diagnostic[], after: readonly Diagnostic[]): Diagnostic[] {
  return surplus(before, after, identity).sort(
    (a, b) => a.line - b.line || compareText(identity(a), identity(b)),
  );
}

/** What `after` has and `before` does not have, by `identityOf`; of several alike, the surplus. */
export function surplus<T>(before: readonly T[], after: readonly T[], identityOf: (one: T) => string): T[] {
  const known = groupBy(before, identityOf);
  return [...groupBy(after, identityOf)].flatMap(([key, group]) => group.slice(known.get(key)?.length ?? 0));
}

function identity(diagnostic: Diagnostic): string {
  return `${diagnostic.rule} ${diagnostic.message}`;
}
