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
  type Program,
  type MeasuredLoad,
  type Ran,
  type Request,
  type ScheduleRun,
} from './protocol.ts';

/** Milliseconds until the watchdog gives up on a module that loads, on the next line, and on a whole exploration. Never part of a verdict. */
export interface Patience {
  readonly load: number;
  readonly line: number;
  readonly exploration: number;
}
const PATIENCE: Patience = { load: 2_500, line: 2_500, exploration: 30_000 };
/** A machine that is busy elsewhere is slow, too: before time counts as a breach, a fresh child gets this many times the patience. */
const SECOND_PATIENCE = 3;
/** After so many breaches the rest of the work on this side is given up. */
const BREACH_LIMIT = 2;

/** Steps for each of several cases. */
type Fuel = number | readonly number[];

/** How a case ended on this side; a breach is no outcome, only the reason why there is none. */
export type Result =
  | (Omit<Ran, 'ending'> & { readonly ending: Outcome['ending'] })
  | { readonly ending: 'breached'; readonly breach: Breach };

/** Clean and mutated code of one mutant, linked, and where to run them. */
export interface Sides {
  readonly pool: Pool;
  readonly cleanCode: Program;
  readonly mutatedCode: Program;
}

/**
 * One side (clean or mutated) of a subject: a program in a child of its own. After a breach the work goes on in a new child
 * behind the request that breached, so that nothing else is lost.
 */
export class Side {
  readonly #pool: Pool;
  readonly #code: Program;
  readonly #patience: Patience;
  #child: Child | null = null;
  #loadFailure: string | null = null;
  /** Requests and parts of requests that the child has answered since it loaded. */
  #answered = 0;
  readonly breaches: Breach[] = [];

  constructor(pool: Pool, code: Program, patience: Patience = PATIENCE) {
    this.#pool = pool;
    this.#code = code;
    this.#patience = patience;
  }

  /** Run `cases`, with so many steps each, or each with its own; another `chance` draws other random numbers. */
  async run(cases: readonly Case[], fuel: Fuel, chance = 0): Promise<Result[]> {
    const steps = typeof fuel === 'number' ? cases.map(() => fuel) : fuel;
    return this.#each(cases.length, (from, to) => ({
      do: 'run',
      cases: cases.slice(from, to),
      fuel: steps.slice(from, to),
      chance,
    }));
  }

  /** Send an outsider's requests, each to a fresh subject, or all to one subject of an installation: then they stand or fall together. */
  async serve(
    attack: string,
    requests: readonly string[],
    fuel: number,
    installation: number | null = null,
  ): Promise<Result[]> {
    return this.#each(
      requests.length,
      (from, to) => ({ do: 'serve', attack, requests: requests.slice(from, to), installation, fuel }),
      installation !== null,
    );
  }

  /** Count what each load takes and leaves, each on a fresh subject. */
  async measure(loads: readonly MeasuredLoad[], fuel: number): Promise<Result[]> {
    return this.#each(loads.length, (from, to) => ({ do: 'measure', loads: loads.slice(from, to), fuel }));
  }

  /** What the driver offers; throws `Breach`. */
  async describe(): Promise<Described> {
    return this.#one({ do: 'describe' }, describedSchema, this.#patience.line);
  }

  async explore(request: Omit<Extract<Request, { do: 'explore' }>, 'do'>): Promise<Explored> {
    return this.#one({ do: 'explore', ...request }, exploredSchema, this.#patience.exploration);
  }

  async follow(script: Script, events: readonly string[], fuel: number): Promise<ScheduleRun> {
    return this.#one({ do: 'follow', script, events, fuel }, scheduleRunSchema, this.#patience.line);
  }

  async inTurn(script: Script, fuel: number): Promise<Ran> {
    return this.#one({ do: 'in-turn', script, fuel }, ranSchema, this.#patience.line);
  }

  /** Why the module cannot be evaluated; `null` when it can. */
  async load(): Promise<string | null> {
    if (this.#child?.alive || this.#loadFailure !== null) return this.#loadFailure;
    if (this.#child) this.close();
    this.#child = this.#pool.take();
    const request = { do: 'load', code: this.#code } as const;
    const { loaded, why } = await this.#one(request, loadedSchema, this.#patience.load);
    this.#answered = 0;
    if (!loaded) this.#loadFailure = why;
    return this.#loadFailure;
  }

  close(): void {
    if (this.#child) this.#pool.discard(this.#child);
    this.#child = null;
  }

  async #each(
    count: number,
    requestOf: (from: number, to: number) => Request,
    isWhole = false,
  ): Promise<Result[]> {
    const results: Result[] = [];
    let again = -1;
    while (results.length < count) {
      // From the middle on, a session would not be the same.
      const isCutOff = isWhole && results.length > 0 && this.breaches.length > 0;
      if (this.breaches.length >= BREACH_LIMIT || isCutOff) {
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
        const isSecond = again === from;
        const to = isSecond && !isWhole ? from + 1 : count;
        const { lines, breach } = await this.#child!.ask(
          requestOf(from, to),
          to - from,
          isSecond ? this.#patience.line * SECOND_PATIENCE : this.#patience.line,
        );
        const isFirstOfChild = this.#answered === 0 && lines.length === 0;
        let wrong: Breach | null = null;
        for (const line of lines) {
          const read = this.#read(ranSchema, line);
          if (read instanceof Breach) {
            wrong = read;
            break;
          }
          results.push(resultOf(read));
          this.#answered++;
        }
        const reason = wrong ?? breach;
        if (reason === null) continue;
        const isWorthAgain = reason.kind === 'time' || !isFirstOfChild;
        if (!isWorthAgain || again === results.length) throw reason;
        again = results.length;
        this.close();
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
      const read = this.#read(schema, lines[0]!);
      if (read instanceof Breach) throw read;
      this.#answered++;
      return read;
    } catch (error) {
      // `load` inside has noted its own breach already.
      if (error instanceof Breach && this.breaches.includes(error)) throw error;
      throw this.#note(error);
    }
  }

  #read<T>(schema: z.ZodType<T>, line: string): T | Breach {
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      return new Breach('protocol', 'an answer is not JSON');
    }
    const parsed = schema.safeParse(value);
    return parsed.success ? parsed.data : new Breach('protocol', 'an answer has not the expected form');
  }

  #note(error: unknown): Breach {
    if (!(error instanceof Breach)) throw error;
    if (!this.breaches.includes(error)) this.breaches.push(error);
    this.close();
    return error;
  }
}

/** Run `cases` in a fresh child, with so many steps each, or each with its own. */
export async function runInFreshChild(
  pool: Pool,
  code: Program,
  cases: readonly Case[],
  fuel: Fuel,
): Promise<Result[]> {
  const side = new Side(pool, code);
  try {
    return await side.run(cases, fuel);
  } finally {
    side.close();
  }
}

function resultOf(ran: Ran): Result {
  return ran.ending === 'refused'
    ? { ending: 'breached', breach: new Breach('refused', ran.detail) }
    : { ...ran, ending: ran.ending };
}
