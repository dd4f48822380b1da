import type { z } from 'zod';
import type { Outcome } from '@bebug/core/truth';
import { Breach } from './breach.ts';
import type { Case } from './case.ts';
import type { Child } from './child.ts';
import type { Script } from './plan.ts';
import type { Pool } from './pool.ts';
import {
  describedSchema,
  exploredSchema,
  loadedSchema,
  ranSchema,
  scheduleRunSchema,
  type Described,
  type Explored,
  type Ran,
  type Request,
  type ScheduleRun,
} from './protocol.ts';

/** Milliseconds until the watchdog gives up on the next line, and on a whole exploration. Never part of a verdict. */
const LINE_PATIENCE = 2_500;
const EXPLORATION_PATIENCE = 30_000;
/** A machine that is busy elsewhere is slow, too: before time counts as a breach, a fresh child gets this many times the patience. */
const SECOND_PATIENCE = 3;
/** After so many breaches the rest of the work on this side is given up. */
const BREACH_LIMIT = 2;

/** How a case ended on this side; a breach is no outcome, only the reason why there is none. */
export type Result =
  | (Omit<Ran, 'ending'> & { readonly ending: Outcome['ending'] })
  | { readonly ending: 'breached'; readonly breach: Breach };

/** Clean and mutated code of one mutant, bundled, and where to run them. */
export interface Sides {
  readonly pool: Pool;
  readonly cleanCode: string;
  readonly mutatedCode: string;
}

/**
 * One side (clean or mutated) of a subject: a bundle in a child of its own. After a breach the work goes on in a new child
 * behind the request that breached, so that nothing else is lost.
 */
export class Side {
  readonly #pool: Pool;
  readonly #code: string;
  #child: Child | null = null;
  #loadFailure: string | null = null;
  readonly breaches: Breach[] = [];

  constructor(pool: Pool, code: string) {
    this.#pool = pool;
    this.#code = code;
  }

  /** Run `cases`, each with its own steps. */
  async run(cases: readonly Case[], fuel: readonly number[]): Promise<Result[]> {
    return this.#each(cases.length, (from, to) => ({
      do: 'run',
      cases: cases.slice(from, to),
      fuel: fuel.slice(from, to),
    }));
  }

  /** Send an outsider's requests, each to a fresh subject. */
  async serve(attack: string, requests: readonly string[], fuel: number): Promise<Result[]> {
    return this.#each(requests.length, (from, to) => ({
      do: 'serve',
      attack,
      requests: requests.slice(from, to),
      fuel,
    }));
  }

  /** What the driver offers; throws `Breach`. */
  async describe(): Promise<Described> {
    return this.#one({ do: 'describe' }, describedSchema, LINE_PATIENCE);
  }

  async explore(request: Omit<Extract<Request, { do: 'explore' }>, 'do'>): Promise<Explored> {
    return this.#one({ do: 'explore', ...request }, exploredSchema, EXPLORATION_PATIENCE);
  }

  async follow(script: Script, events: readonly string[], fuel: number): Promise<ScheduleRun> {
    return this.#one({ do: 'follow', script, events, fuel }, scheduleRunSchema, LINE_PATIENCE);
  }

  async inTurn(script: Script, fuel: number): Promise<Ran> {
    return this.#one({ do: 'in-turn', script, fuel }, ranSchema, LINE_PATIENCE);
  }

  /** Why the module cannot be evaluated; `null` when it can. */
  async load(): Promise<string | null> {
    if (this.#child?.alive || this.#loadFailure !== null) return this.#loadFailure;
    if (this.#child) this.close();
    this.#child = this.#pool.take();
    const { loaded, why } = await this.#one({ do: 'load', code: this.#code }, loadedSchema, LINE_PATIENCE);
    if (!loaded) this.#loadFailure = why;
    return this.#loadFailure;
  }

  close(): void {
    if (this.#child) this.#pool.discard(this.#child);
    this.#child = null;
  }

  async #each(count: number, requestOf: (from: number, to: number) => Request): Promise<Result[]> {
    const results: Result[] = [];
    let again = -1;
    while (results.length < count) {
      if (this.breaches.length >= BREACH_LIMIT) {
        results.push({ ending: 'breached', breach: this.breaches.at(-1)! });
        continue;
      }
      try {
        const failure = await this.load();
        if (failure !== null)
          return Array.from({ length: count }, () => ({
            ending: 'load-failed',
            detail: failure,
            verdict: `load-failed ${failure}`,
            steps: 0,
            marked: false,
          }));
        const from = results.length;
        const patient = again === from;
        const to = patient ? from + 1 : count;
        const { lines, breach } = await this.#child!.ask(
          requestOf(from, to),
          to - from,
          patient ? LINE_PATIENCE * SECOND_PATIENCE : LINE_PATIENCE,
        );
        for (const line of lines) results.push(this.#read(ranSchema, line));
        if (breach?.kind === 'time' && again !== results.length) {
          again = results.length;
          this.close();
        } else if (breach) throw breach;
      } catch (error) {
        results.push({ ending: 'breached', breach: this.#note(error) });
      }
    }
    return results;
  }

  async #one<T>(request: Request, schema: z.ZodType<T>, patience: number): Promise<T> {
    try {
      if (request.do !== 'load') {
        const failure = await this.load();
        if (failure !== null) throw new Breach('died', `does not load: ${failure}`);
      }
      let { lines, breach } = await this.#child!.ask(request, 1, patience);
      if (breach?.kind === 'time') {
        this.close();
        if (request.do === 'load') this.#child = this.#pool.take();
        else await this.load();
        ({ lines, breach } = await this.#child!.ask(request, 1, patience * SECOND_PATIENCE));
      }
      if (breach) throw breach;
      return this.#read(schema, lines[0]!);
    } catch (error) {
      // `load` inside has noted its own breach already.
      if (error instanceof Breach && this.breaches.includes(error)) throw error;
      throw this.#note(error);
    }
  }

  #read<T>(schema: z.ZodType<T>, line: string): T {
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      throw new Breach('protocol', 'an answer is not JSON');
    }
    const parsed = schema.safeParse(value);
    if (!parsed.success) throw new Breach('protocol', 'an answer has not the expected form');
    return parsed.data;
  }

  #note(error: unknown): Breach {
    if (!(error instanceof Breach)) throw error;
    if (!this.breaches.includes(error)) this.breaches.push(error);
    this.close();
    return error;
  }
}
