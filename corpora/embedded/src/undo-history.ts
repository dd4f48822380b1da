export interface Shape {
  readonly id: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly tags: readonly string[];
}

export type Drawing = ReadonlyMap<string, Shape>;

interface Step {
  readonly label: string;
  readonly before: Drawing;
  readonly after: Drawing;
  /** Steps that follow each other under one key are one step. */
  readonly mergeKey: string | null;
}

/** The history of a drawing: what was done can be undone and done again, step by step. */
export class UndoHistory {
  readonly #limit: number;
  #current: Drawing = new Map();
  #done: Step[] = [];
  #undone: Step[] = [];
  #openGroup: { readonly label: string; readonly before: Drawing } | null = null;
  #savedAt: Drawing = this.#current;

  /** @param limit steps that can be undone at most */
  constructor(limit = 100) {
    if (!Number.isInteger(limit) || limit < 1) throw new RangeError('limit must be a positive whole number');
    this.#limit = limit;
  }

  /** The shapes in the order in which they were first put in; nobody else's changes show in them. */
  get shapes(): Shape[] {
    return [...this.#current.values()].map(copyOf);
  }

  /** What the next undo, and the next redo, would take back or repeat; `null` when there is nothing. */
  get labels(): { readonly undo: string | null; readonly redo: string | null } {
    return { undo: this.#done.at(-1)?.label ?? null, redo: this.#undone.at(-1)?.label ?? null };
  }

  /** True when the drawing is not as it was when it was saved. */
  get isChanged(): boolean {
    return this.#current !== this.#savedAt;
  }

  markSaved(): void {
    this.#savedAt = this.#current;
  }

  /** Put in a shape, or replace the one with its id. */
  put(shape: Shape, label = 'put'): void {
    this.#change(label, new Map(this.#current).set(shape.id, copyOf(shape)), null);
  }

  /** Move a shape. Moves of one shape that follow each other are undone as one. False when there is no such shape. */
  move(id: string, dx: number, dy: number): boolean {
    const shape = this.#current.get(id);
    if (shape === undefined) return false;
    const points = shape.points.map(({ x, y }) => ({ x: x + dx, y: y + dy }));
    this.#change('move', new Map(this.#current).set(id, { ...shape, points }), `move ${id}`);
    return true;
  }

  /** False when there is no such shape. */
  remove(id: string): boolean {
    const shapes = new Map(this.#current);
    if (!shapes.delete(id)) return false;
    this.#change('remove', shapes, null);
    return true;
  }

  /** Several changes as one step. When one of them fails, none of them has happened. Groups inside belong to the outermost one. */
  group<T>(label: string, work: () => T): T {
    if (this.#openGroup !== null) return work();
    const before = this.#current;
    this.#openGroup = { label, before };
    try {
      const result = work();
      this.#openGroup = null;
      if (this.#current !== before) this.#record({ label, before, after: this.#current, mergeKey: null });
      return result;
    } catch (error) {
      this.#openGroup = null;
      this.#current = before;
      throw error;
    }
  }

  /** False when there is nothing to undo, or a group is open. */
  undo(): boolean {
    const step = this.#openGroup === null ? this.#done.pop() : undefined;
    if (step === undefined) return false;
    this.#undone.push(step);
    this.#current = step.before;
    return true;
  }

  /** False when there is nothing to repeat, or a group is open. */
  redo(): boolean {
    const step = this.#openGroup === null ? this.#undone.pop() : undefined;
    if (step === undefined) return false;
    this.#done.push({ ...step, mergeKey: null });
    this.#current = step.after;
    return true;
  }

  #change(label: string, after: Drawing, mergeKey: string | null): void {
    const before = this.#current;
    this.#current = after;
    if (this.#openGroup === null) this.#record({ label, before, after, mergeKey });
  }

  #record(step: Step): void {
    const last = this.#done.at(-1);
    const isContinued =
      step.mergeKey !== null &&
      last?.mergeKey === step.mergeKey &&
      this.#undone.length === 0 &&
      last.after !== this.#savedAt;
    this.#undone = [];
    if (isContinued) this.#done[this.#done.length - 1] = { ...step, before: last.before };
    else this.#done = [...this.#done, step].slice(-this.#limit);
  }
}

function copyOf({ id, points, tags }: Shape): Shape {
  return { id, points: points.map((point) => ({ ...point })), tags: [...tags] };
}
