import { LABELS, LineMap, randomStream } from '@bebug/core';
import type { Bug } from '@bebug/core/truth';

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

/** Lines of all implementations together. */
export function linesOf(order: readonly Implementation[]): number {
  return order.reduce((sum, { text }) => sum + new LineMap(text).lineCount, 0);
}
