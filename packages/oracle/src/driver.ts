/**
 * A driver says how to use a module that needs more than its types say: `NAME.driver.ts` beside `NAME.ts`, with
 * `export default { … } satisfies Driver<Subject>`. It runs inside the sandbox, next to the module, and imports it as usual.
 */

/** What the outside world is, inside the sandbox: nothing else can be reached. */
export interface World {
  /**
   * An asynchronous call to the outside. The promise settles when the explorer says so; `value` is read at that moment.
   * Sequential drives settle it at once, first in, first out.
   */
  external<T>(name: string, args: readonly unknown[], value: () => T): Promise<T>;
  /** Virtual time in milliseconds since the start of the case. */
  now(): number;
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
  /** Which kit attacks: it brings the hostile requests and says what counts as an effect. */
  readonly kit: 'path-traversal' | 'sql-injection' | 'timing';
  readonly cwe: number;
  /** Serve one request of an outsider; what it returns (or throws) is observed. */
  send(subject: S, request: string): unknown;
  /** Requests that must be served alike by clean and mutated code. */
  readonly benign: readonly string[];
  /** For `timing`: the secret that `send` compares the request with. */
  readonly secret?: string;
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
}
