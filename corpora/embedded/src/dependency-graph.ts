export interface Task {
  readonly name: string;
  /** Names of tasks that have to be done before. */
  readonly needs: readonly string[];
  /** Minutes. */
  readonly effort: number;
}

export class GraphError extends Error {
  override readonly name = 'GraphError';
}

export class CycleError extends GraphError {
  /** Each needs the next one, the last one needs the first. */
  readonly tasks: readonly string[];

  constructor(tasks: readonly string[]) {
    super(`these tasks wait for each other: ${tasks.join(', ')}`);
    this.tasks = tasks;
  }
}

export interface Schedule {
  /** Minutes until everything is done, when all that can be done at the same time is. */
  readonly duration: number;
  /** By task, the minute in which it can start. */
  readonly starts: ReadonlyMap<string, number>;
  /** Tasks, in their order, of which none can be late without making everything late. */
  readonly criticalPath: readonly string[];
}

/** Tasks that depend on each other. */
export class DependencyGraph {
  readonly #tasks: ReadonlyMap<string, Task>;
  readonly #order: readonly string[];
  readonly #dependents = new Map<string, string[]>();

  /**
   * @throws CycleError when tasks wait for each other
   * @throws GraphError for two tasks of one name, a task that is needed and not there, and an effort that is negative
   */
  constructor(tasks: readonly Task[]) {
    this.#tasks = new Map(tasks.map((task) => [task.name, { ...task, needs: [...new Set(task.needs)] }]));
    if (this.#tasks.size < tasks.length) throw new GraphError('two tasks have the same name');
    for (const { name, needs, effort } of this.#tasks.values()) {
      if (!(effort >= 0)) throw new GraphError(`the effort of ${name} is negative`);
      for (const need of needs) {
        if (!this.#tasks.has(need)) throw new GraphError(`${name} needs ${need}, which is not there`);
        const dependents = this.#dependents.get(need);
        if (dependents === undefined) this.#dependents.set(need, [name]);
        else dependents.push(name);
      }
    }
    this.#order = this.#sort();
  }

  /** Every task after all that it needs; otherwise in the order in which they were given. */
  get order(): string[] {
    return [...this.#order];
  }

  /** Tasks in groups: those of one group can be done at the same time, after all groups before it. */
  get stages(): string[][] {
    const stageOf = new Map<string, number>();
    const stages: string[][] = [];
    for (const name of this.#order) {
      const stage = Math.max(0, ...this.#needsOf(name).map((need) => (stageOf.get(need) as number) + 1));
      stageOf.set(name, stage);
      (stages[stage] ??= []).push(name);
    }
    return stages;
  }

  /** All tasks that have to be done again when some have changed, these included, in a good order. */
  affectedBy(names: readonly string[]): string[] {
    const affected = new Set<string>();
    const waiting = names.filter((name) => this.#tasks.has(name));
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      if (affected.has(name)) continue;
      affected.add(name);
      waiting.push(...(this.#dependents.get(name) ?? []));
    }
    return this.#order.filter((name) => affected.has(name));
  }

  /** When each task can start, and what decides how long all of it takes. */
  schedule(): Schedule {
    const starts = new Map<string, number>();
    const lastNeed = new Map<string, string>();
    let duration = 0;
    let last: string | undefined;
    for (const name of this.#order) {
      let start = 0;
      for (const need of this.#needsOf(name)) {
        const end = (starts.get(need) as number) + this.#effortOf(need);
        if (end <= start) continue;
        start = end;
        lastNeed.set(name, need);
      }
      starts.set(name, start);
      if (start + this.#effortOf(name) <= duration) continue;
      duration = start + this.#effortOf(name);
      last = name;
    }
    const criticalPath: string[] = [];
    for (let name = last; name !== undefined; name = lastNeed.get(name)) criticalPath.push(name);
    return { duration, starts, criticalPath: criticalPath.reverse() };
  }

  #needsOf(name: string): readonly string[] {
    return (this.#tasks.get(name) as Task).needs;
  }

  #effortOf(name: string): number {
    return (this.#tasks.get(name) as Task).effort;
  }

  /** Depth first: a task is done when all that it needs is. */
  #sort(): string[] {
    const done = new Set<string>();
    const path = new Set<string>();
    const visit = (name: string): void => {
      if (done.has(name)) return;
      if (path.has(name)) throw new CycleError([...path].slice([...path].indexOf(name)));
      path.add(name);
      for (const need of this.#needsOf(name)) visit(need);
      path.delete(name);
      done.add(name);
    };
    for (const name of this.#tasks.keys()) visit(name);
    return [...done];
  }
}
