import type { Edit } from '@bebug/core';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import ts from 'typescript';

/** One mutant of StrykerJS, as its report would show it: `text` in the place of the mutated node. */
export interface StrykerMutant {
  readonly mutator: string;
  readonly edit: Edit;
}

/** StrykerJS's defaults: all mutators, no plug-ins, nothing left out. */
const OPTIONS = { plugins: null, excludedMutations: [], ignorers: [] };

/** Every mutant of one file. Rejects where StrykerJS does not parse it. */
export async function strykerMutants(path: string, text: string): Promise<StrykerMutant[]> {
  const { mutants } = await new Instrumenter(silentLogger()).instrument(
    [{ name: path, content: text, mutate: true }],
    OPTIONS,
  );
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext);
  const offset = ({ line, column }: { line: number; column: number }): number =>
    ts.getPositionOfLineAndCharacter(file, line, column);
  return mutants.map(({ mutatorName, location, replacement }) => ({
    mutator: mutatorName,
    edit: { start: offset(location.start), end: offset(location.end), text: replacement },
  }));
}

/** How many mutants the instrumenter places in `files`; with `mutate` off it only parses and prints them. */
export async function instrument(files: ReadonlyMap<string, string>, mutate: boolean): Promise<number> {
  const { mutants } = await new Instrumenter(silentLogger()).instrument(
    [...files].map(([name, content]) => ({ name, content, mutate })),
    OPTIONS,
  );
  return mutants.length;
}

/** StrykerJS says nothing. */
export function silentLogger(): ConstructorParameters<typeof Instrumenter>[0] {
  const off = (): boolean => false;
  const nothing = (): void => undefined;
  return {
    isTraceEnabled: off,
    isDebugEnabled: off,
    isInfoEnabled: off,
    isWarnEnabled: off,
    isErrorEnabled: off,
    isFatalEnabled: off,
    trace: nothing,
    debug: nothing,
    info: nothing,
    warn: nothing,
    error: nothing,
    fatal: nothing,
  };
}
