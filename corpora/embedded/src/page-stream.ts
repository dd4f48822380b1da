export interface Batch<T> {
  readonly items: readonly T[];
  /** Where the next batch starts; `null` after the last one. */
  readonly next: string | null;
}

export type FetchBatch<T> = (cursor: string | null, signal: AbortSignal | undefined) => Promise<Batch<T>>;

export interface StreamOptions {
  /** The most items; all of them unless said otherwise. */
  readonly limit?: number;
  readonly signal?: AbortSignal;
}

export class PageStreamError extends Error {
  override readonly name = 'PageStreamError';
}

/**
 * The items of a list that is served in batches. While the items of one batch are used, the next batch is fetched already, and no more
 * than that. Returns how many items there were.
 *
 * @throws PageStreamError when a batch would come a second time
 * @throws the reason of the signal when it is aborted
 */
export async function* streamItems<T>(
  fetchBatch: FetchBatch<T>,
  { limit = Infinity, signal }: StreamOptions = {},
): AsyncGenerator<T, number> {
  const seen = new Set<string | null>();
  const fetchOnce = async (cursor: string | null): Promise<Batch<T>> => {
    if (seen.has(cursor)) throw new PageStreamError(`the batch from ${String(cursor)} comes twice`);
    seen.add(cursor);
    return fetchBatch(cursor, signal);
  };
  const start = (cursor: string | null): Promise<Batch<T>> => {
    const batch = fetchOnce(cursor);
    // Who waits for it sees the failure, and it may be that nobody does.
    batch.catch(() => undefined);
    return batch;
  };

  let count = 0;
  signal?.throwIfAborted();
  let pending = limit > 0 ? start(null) : null;
  while (pending !== null) {
    const { items, next } = await pending;
    signal?.throwIfAborted();
    pending = next === null || count + items.length >= limit ? null : start(next);
    for (const item of items.slice(0, limit - count)) {
      count += 1;
      yield item;
      signal?.throwIfAborted();
    }
  }
  return count;
}

/** Items in groups of a size; the last one may be smaller. */
export async function* inGroups<T>(items: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  if (!Number.isInteger(size) || size < 1) throw new RangeError('size must be a positive whole number');
  let group: T[] = [];
  for await (const item of items) {
    group.push(item);
    if (group.length < size) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}

/** The first item that a test holds for, `undefined` when there is none. The rest is not fetched. */
export async function findItem<T>(
  items: AsyncIterable<T>,
  test: (item: T) => boolean | Promise<boolean>,
): Promise<T | undefined> {
  for await (const item of items) {
    if (await test(item)) return item;
  }
  return undefined;
}
