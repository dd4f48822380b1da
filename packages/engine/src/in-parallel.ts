import { BebugError } from '@bebug/core';

/** Do `job` for every item, so many at the same time. */
export async function inParallel<T>(
  items: readonly T[],
  workers: number,
  job: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = items.values();
  const work = async (): Promise<void> => {
    for (const item of waiting) await job(item);
  };
  await Promise.all(Array.from({ length: workers }, work));
  const left = [...waiting].length;
  if (left > 0) throw new BebugError('internal', `${left} of ${items.length} were not looked at.`);
}
