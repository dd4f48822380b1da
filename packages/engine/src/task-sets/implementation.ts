import { LABELS, LineMap, randomStream, type Label, type Task } from '@bebug/core';
import type { Bug } from '@bebug/core/truth';
import { languageOf } from '../source-file-names.ts';
import type { BuggyModule } from './buggy-modules.ts';

/** One implementation of a module: its text, and the bugs in it; none in the clean code. */
export interface Implementation {
  readonly text: string;
  readonly bugs: readonly Bug[];
}

/** The clean code, which comes first, in its place, and the others around it as the seed has it. */
export function inOrder<T>(
  {
    id,
    implementations: [clean, ...others],
  }: { readonly id: string; readonly implementations: readonly T[] },
  place: number,
  seed: number,
): T[] {
  return randomStream(seed, 'order', id).shuffle(others).toSpliced(place, 0, clean!);
}

/** Every implementation whole, in a folder named by its label: with the other files that it needs. */
export function labelled(
  folder: string,
  order: readonly Implementation[],
  { file }: { readonly file: string },
  others: ReadonlyMap<string, string>,
): [path: string, text: string][] {
  return order.flatMap(({ text }, index) =>
    [...others, [file, text] as const].map(([path, own]): [string, string] => [
      `${folder}/${LABELS[index]!}/${path}`,
      own,
    ]),
  );
}

/** What a task of any kind says of the implementations that it shows; `lines` are those of all together. */
export function shownFields(
  { id, module: { file, context } }: { readonly id: string; readonly module: BuggyModule },
  order: readonly Implementation[],
): Pick<Task, 'id' | 'language' | 'context' | 'lines'> & { file: string; candidates: Label[] } {
  return {
    id,
    language: languageOf(file),
    file,
    context: [...context.keys()],
    candidates: LABELS.slice(0, order.length),
    lines: order.reduce((sum, { text }) => sum + new LineMap(text).lineCount, 0),
  };
}

/** What the truth says of an implementation, in its place. */
export function candidateAt(
  { bugs, text }: Implementation,
  place: number,
): { label: Label; bugs: string[]; length: number } {
  return { label: LABELS[place]!, bugs: bugs.map(({ id }) => id), length: text.length };
}
