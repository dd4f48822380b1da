interface Entry<T> {
  readonly item: T;
  readonly priority: number;
  /** Position of arrival. */
  readonly order: number;
}

/** A binary heap: the item with the smallest priority leaves first, and among equals the one that came first. */
export class PriorityQueue<T> {
  readonly #heap: Entry<T>[] = [];
  #arrivals = 0;

  get size(): number {
    return this.#heap.length;
  }

  /** @throws RangeError when the priority is not a number */
  push(item: T, priority: number): void {
    if (Number.isNaN(priority)) throw new RangeError('priority must be a number');
    this.#heap.push({ item, priority, order: this.#arrivals });
    this.#arrivals += 1;
    this.#siftUp(this.#heap.length - 1);
  }

  /** The next item, which stays in the queue. */
  peek(): T | undefined {
    return this.#heap[0]?.item;
  }

  /** Remove and return the next item. */
  pop(): T | undefined {
    const first = this.#heap[0];
    if (first === undefined) return undefined;
    const last = this.#heap.pop() as Entry<T>;
    if (this.#heap.length > 0) {
      this.#heap[0] = last;
      this.#siftDown(0);
    }
    return first.item;
  }

  /** Remove all items whose priority is at most `limit`, and return them in their order. */
  popUpTo(limit: number): T[] {
    const items: T[] = [];
    let next = this.#heap[0];
    while (next !== undefined && next.priority <= limit) {
      items.push(next.item);
      this.pop();
      next = this.#heap[0];
    }
    return items;
  }

  /** A copy of the items in the order in which they will leave. */
  toArray(): T[] {
    return this.#heap.toSorted(compareEntries).map((entry) => entry.item);
  }

  #siftUp(start: number): void {
    let index = start;
    while (index > 0) {
      const parent = Math.floor((index - 1) / 2);
      if (!this.#isBefore(index, parent)) return;
      this.#swap(index, parent);
      index = parent;
    }
  }

  #siftDown(start: number): void {
    let index = start;
    for (;;) {
      const left = 2 * index + 1;
      const right = left + 1;
      if (left >= this.#heap.length) return;
      const child = right < this.#heap.length && this.#isBefore(right, left) ? right : left;
      if (!this.#isBefore(child, index)) return;
      this.#swap(index, child);
      index = child;
    }
  }

  #isBefore(left: number, right: number): boolean {
    return compareEntries(this.#heap[left] as Entry<T>, this.#heap[right] as Entry<T>) < 0;
  }

  #swap(left: number, right: number): void {
    const entry = this.#heap[left] as Entry<T>;
    this.#heap[left] = this.#heap[right] as Entry<T>;
    this.#heap[right] = entry;
  }
}

function compareEntries<T>(a: Entry<T>, b: Entry<T>): number {
  if (a.priority < b.priority) return -1;
  if (a.priority > b.priority) return 1;
  return a.order - b.order;
}
