import type { Harvest } from './harvest.ts';

const USUAL = ['=', '<', '<=', '>', '>=', '^', '~', '!', '-', '+', '/', '.', '#', '*'];

/** Marks that texts carry in front: the source's own short ones, or the usual signs and comparisons. */
export function marksOf({ strings }: Harvest): readonly string[] {
  const own = strings.filter((text) => /^[^\w\s]{1,2}$/u.test(text));
  return ['', ...(own.length > 1 ? own : USUAL)];
}
