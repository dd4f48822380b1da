import type { TaggedValue } from '@bebug/core';
import type { Format } from './formats.ts';
import type { Restated } from './restated.ts';

/** Types whose values need no further specification. */
interface PlainSpec {
  readonly kind:
    | 'any'
    | 'token'
    | 'bigint'
    | 'boolean'
    | 'symbol'
    | 'date'
    | 'regexp'
    | 'url'
    | 'error'
    | 'signal'
    | 'port';
}

/** How values of a type are generated: derived from the checker's types, independent of any generator library. */
export type Spec =
  | PlainSpec
  | {
      readonly kind: 'string';
      /** What its texts look like, as its name tells. */
      readonly format?: Format;
      /** Only the project gives it: it has that format. */
      readonly isSure?: true;
    }
  | {
      readonly kind: 'number';
      /** It is a number of things, or a place among them: a whole number from 0. */
      readonly isCount?: true;
      /** Of a number of things: it is how long something takes, at least a moment. */
      readonly isWait?: true;
      /** It is a place among things, perhaps counted from the end. */
      readonly isWhole?: true;
    }
  | { readonly kind: 'constant'; readonly value: TaggedValue }
  | { readonly kind: 'union'; readonly of: readonly Spec[] }
  | { readonly kind: 'array' | 'set' | 'promise' | 'asyncIterable'; readonly of: Spec }
  | { readonly kind: 'tuple'; readonly of: readonly Spec[]; readonly rest: Spec | null }
  | { readonly kind: 'object'; readonly fields: readonly Field[] }
  | { readonly kind: 'record' | 'map'; readonly key: Spec; readonly value: Spec }
  | { readonly kind: 'bytes'; readonly class: string }
  | {
      readonly kind: 'function';
      readonly returns: Spec;
      /** Parameters that could be the result. */
      readonly echoes: readonly number[];
      /** Parameters whose type says nothing: the caller's data, which a callback may change. */
      readonly data: readonly number[];
      /** Parameters that are functions: `next`, a handler. */
      readonly callees: readonly Callee[];
      /** It stands where the value that it gives could stand too: how often it is asked is nobody's promise. */
      readonly isQuestion?: true;
      /** It says which of two values comes first. */
      readonly isOrder?: true;
      /** It says whether two values are equal. */
      readonly isEquality?: true;
      /** It is told what goes on, for whoever looks for a mistake: what it is told is nobody's promise. */
      readonly isTrace?: true;
    }
  | { readonly kind: 'instance'; readonly class: string; readonly args: Signature }
  | { readonly kind: 'template'; readonly texts: readonly string[]; readonly of: readonly Spec[] }
  | { readonly kind: 'reference'; readonly id: string };

/** A function that a callback is handed, and calls. */
export interface Callee {
  /** Its place among the callback's parameters. */
  readonly parameter: number;
  /** It is a member of that argument, by this name. */
  readonly member?: string;
  /** It is somewhere inside that argument, if at all. */
  readonly isInside?: true;
  /** What it is called with, as far as that is known. */
  readonly takes: readonly Spec[];
  /** What functions take that it gives back, or puts into its arguments; `null`: there are none. */
  readonly leaves: readonly Spec[] | null;
}

/** What is left once plain values, constants, templates and bytes are dealt with. */
export type CompoundSpec = Exclude<
  Spec,
  { readonly kind: PlainSpec['kind'] | 'string' | 'number' | 'constant' | 'template' | 'bytes' }
>;

export interface Field {
  readonly name: string;
  readonly spec: Spec;
  readonly optional: boolean;
}

export interface Signature {
  readonly parameters: readonly (Field & { readonly rest: boolean })[];
  /** Options that must agree with other arguments. */
  readonly restated?: readonly Restated[];
}

/** Something to call, and what may be called on what it gives back. */
export interface CallableSpec {
  /** One of these, where a function is overloaded. */
  readonly signatures: readonly Signature[];
  readonly members: readonly MemberSpec[];
  readonly probes: readonly string[];
  /** Specifications of recursive types. */
  readonly definitions: Readonly<Record<string, Spec>>;
  /** A call gives a promise. */
  readonly isAsync: boolean;
}

export interface MemberSpec {
  /** `null`: the value itself is called. */
  readonly name: string | null;
  readonly signatures: readonly Signature[];
  /** Worth asking after a sequence: it returns something. */
  readonly observes: boolean;
  /** A call gives a promise. */
  readonly isAsync: boolean;
  /** What may be called on what it gives, where its promise is waited for: the `release` of a lock. */
  readonly gives: readonly MemberSpec[];
  /** What it adds to the object: a method of a name that it is told. */
  readonly adds?: AddedMethod;
}

/** `this[name] = …`: from then on the object has a method of that name. */
export interface AddedMethod {
  /** The method that adds it. */
  readonly by: string;
  /** The parameter that says the name. */
  readonly parameter: number;
  readonly signatures: readonly Signature[];
}

/** A type that no values can be made for. */
export class Unsupported extends Error {
  override readonly name = 'Unsupported';
}

/** `value`, a specification or what is made of some, with texts that have the format which their name tells. */
export function withSureFormats<T>(value: T): T {
  const text = JSON.stringify(value, (_, part: unknown) =>
    isFormatted(part) ? { ...part, isSure: true } : part,
  );
  return JSON.parse(text) as T;
}

function isFormatted(part: unknown): part is object {
  const { kind, format } = (part ?? {}) as { readonly kind?: unknown; readonly format?: unknown };
  return kind === 'string' && format !== undefined;
}

/** Characters of a specification of what a handler is called with. */
const LARGEST_TAKEN = 3_000;

/** `spec`, or `other` where it is so large that calls of handlers, among all other values, would be most of a case. */
export function smallOr(spec: Spec, other: Spec): Spec {
  return JSON.stringify(spec).length > LARGEST_TAKEN ? other : spec;
}
