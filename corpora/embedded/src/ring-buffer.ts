/** Keeps the newest `capacity` items of a stream; index 0 is the oldest one kept. */
export class RingBuffer<T> {
  readonly #slots: (T | undefined)[];
  #head = 0;
  #size = 0;
  #dropped = 0;

  /** @throws RangeError when the capacity is not a whole number from 1 to 65,536 */
  constructor(capacity: number) {
    if (!Number.isInteger(capacity) || capacity < 1 || capacity > 65_536) {
      throw new RangeError('capacity must be a whole number from 1 to 65536');
    }
    this.#slots = new Array<T | undefined>(capacity);
  }

  get capacity(): number {
    return this.#slots.length;
  }

  get size(): number {
    return this.#size;
  }

  /** How many items were overwritten before anybody took them. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Append an item; a full buffer gives up its oldest item, which is returned. */
  push(item: T): T | undefined {
    const tail = (this.#head + this.#size) % this.#slots.length;
    const overwritten = this.#slots[tail];
    this.#slots[tail] = item;
    if (this.#size < this.#slots.length) {
      this.#size += 1;
    } else {
      this.#head = (this.#head + 1) % this.#slots.length;
      this.#dropped += 1;
    }
    return overwritten;
  }

  /** Remove and return the oldest item. */
  shift(): T | undefined {
    if (this.#size === 0) return undefined;
    const oldest = this.#slots[this.#head];
    this.#slots[this.#head] = undefined;
    this.#head = (this.#head + 1) % this.#slots.length;
    this.#size -= 1;
    return oldest;
  }

  /** The item at an index; negative indexes count from the newest one. */
  at(index: number): T | undefined {
    const offset = index < 0 ? this.#size + index : index;
    if (!Number.isInteger(offset) || offset < 0 || offset >= this.#size) return undefined;
    return this.#slots[(this.#head + offset) % this.#slots.length];
  }

  /** The newest `count` items, or all when there are fewer, oldest first. */
  latest(count: number): T[] {
    const items = this.toArray();
    return items.slice(Math.max(0, items.length - count));
  }

  /** A copy of the items, oldest first. */
  toArray(): T[] {
    const items: T[] = [];
    for (let offset = 0; offset < this.#size; offset++) {
      items.push(this.#slots[(this.#head + offset) % this.#slots.length] as T);
    }
    return items;
  }

  /** Drop all items; the count of overwritten ones stays. */
  clear(): void {
    this.#slots.fill(undefined);
    this.#size = 0;
  }
}

/** Means of every `width` neighbours of a series, the way a chart smooths it. */
export function movingAverages(series: readonly number[], width: number): number[] {
  const window = new RingBuffer<number>(width);
  const averages: number[] = [];
  let sum = 0;
  for (const sample of series) {
    sum += sample - (window.push(sample) ?? 0);
    if (window.size === width) averages.push(sum / width);
  }
  return averages;
}
