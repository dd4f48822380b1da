/**
 * A driver says how to use a module that needs more than its types say: `NAME.driver.ts` beside `NAME.ts`, with
 * `export default { … } satisfies Driver<Subject>`. It runs inside the sandbox, next to the module, and imports it as usual.
 */

import type { KitName } from './attack/kit-names.ts';
import type { Recording } from './recording.ts';

/** What the outside world is, inside the sandbox: nothing else can be reached. */
export interface World extends Recording {
  /**
   * An asynchronous call to the outside. The promise settles when the explorer says so; `value` is read at that moment.
   * Sequential drives settle it at once, first in, first out.
   */
  external<T>(name: string, args: readonly unknown[], value: () => T): Promise<T>;
  /** Virtual time in milliseconds since the start of the case. */
  now(): number;
  /**
   * Something that must be closed is open now: a file, a socket, a subscription, a lock. Call what it gives back when it is
   * closed (a second call does nothing); what stays open is counted by the resource rung.
   */
  open(): () => void;
  /** A harmless secret. An attack has worked when it shows in an outcome that must not hold it. */
  readonly marker: string;
}

/** How an argument is generated. */
export type ArgumentSpec =
  | { readonly oneOf: readonly unknown[] }
  | { readonly integer: readonly [low: number, high: number] }
  | { readonly text: { readonly maxLength: number; readonly alphabet?: string } };

export interface Call<S> {
  readonly args: readonly ArgumentSpec[];
  run(subject: S, ...args: never[]): unknown;
}

/** One call of a scenario: its name and its arguments. */
export type PlannedCall = readonly [call: string, ...args: unknown[]];

/** Clients that act at the same time, each one call after the other, after `before` has run alone. */
export interface Scenario {
  readonly name: string;
  readonly before?: readonly PlannedCall[];
  readonly clients: readonly (readonly PlannedCall[])[];
  /** Externals that fail in this scenario: the n-th call (from 1) of the named external rejects. */
  readonly rejects?: readonly { readonly external: string; readonly call: number }[];
}

export interface Attack<S> {
  /** Which kit attacks: it brings hostile requests and says what counts as an effect (`src/attack/`, one file each). */
  readonly kit: KitName;
  readonly cwe: number;
  /** Serve one request of an outsider; what it returns (or throws) is what the outsider sees. */
  send(subject: S, request: string): unknown;
  /** Requests that must be served alike by clean and mutated code. */
  readonly benign: readonly string[];
  /** Hostile requests that only the driver can know: another identity's, one without a right, one that comes too late. */
  readonly requests?: readonly string[];
  /** What the attack must not get past: hosts, origins, folders, programs, fields of a cookie; each kit says which. */
  readonly allowed?: readonly string[];
  /** For `over-limit` and `out-of-bounds`: how often, or how much, at most. */
  readonly limit?: number;
  /** For `timing`: the secret that `send` compares the request with. For `forged-token`: a key that everybody knows. */
  readonly secret?: string;
  /** For `forged-token`: a genuine token of an outsider. */
  readonly token?: string;
  /** For `mass-assignment`: fields that no outsider may set, with a value each. For `forged-token`: claims to forge. */
  readonly fields?: Readonly<Record<string, string | number | boolean>>;
}

/** Work that can be made larger. The resource rung counts what it takes and leaves, at each size, on a fresh subject. */
export interface WorkLoad<S> {
  /** Sizes, each twice the one before; 4, 8, 16, 32, 64, 128 unless said otherwise. */
  readonly sizes?: readonly number[];
  /** Do work of size `n`. What it gives back must be the same for clean and mutated code: only work for the same result is compared. */
  run(subject: S, n: number): unknown;
}

export interface Driver<S> {
  /** A fresh subject; called for every case. */
  create(world: World): S;
  /** Legal calls by name. Without calls only attacks are run. */
  readonly calls?: Readonly<Record<string, Call<S>>>;
  /** What is visible of the subject besides its results: public getters, the store behind it. */
  observe?(subject: S): unknown;
  /** Concurrent uses; one schedule space each. */
  readonly scenarios?: readonly Scenario[];
  readonly attacks?: Readonly<Record<string, Attack<S>>>;
  readonly loads?: Readonly<Record<string, WorkLoad<S>>>;
}
