import { types } from 'node:util';
import { Exhausted } from './fuel.ts';
import { isEngineError, isStackOverflow } from './made-errors.ts';
import { session } from './session.ts';
import { withoutFrames } from './source-texts.ts';

const { stringify } = JSON;
const { keyFor } = Symbol;
const { ownKeys, getOwnPropertyDescriptor, getPrototypeOf } = Reflect;
const { is } = Object;
const NODE_LIMIT = 20_000;
const DEPTH_LIMIT = 80;
/** A proxy can give a new one for each part that is read, without end. */
const PROXIES_LIMIT = 6;
const ITERATOR_LIMIT = 200;
/** Classes that one extends: a proxy can name more without end. */
const CLASSES_LIMIT = 20;
const PLATFORM = new Set([
  'URL',
  'URLSearchParams',
  'Headers',
  'FormData',
  'Response',
  'Request',
  'AbortSignal',
  'AbortController',
]);

/** Class → its fields that have no text. */
let innerFields: ReadonlyMap<string, ReadonlySet<string>> = new Map();

/** From now on these fields (class → names) of instances are no part of any text, whatever the class that extends theirs. */
export function leaveOut(inner: Readonly<Record<string, readonly string[]>>): void {
  innerFields = new Map(Object.entries(inner).map(([name, fields]) => [name, new Set(fields)]));
}

/**
 * Canonical text of values: equal texts exactly for deeply equal values. Cycles and repeated objects become references,
 * object keys are sorted, class instances are named by their class, functions are only functions.
 */
export class Encoder {
  readonly #seen = new Map<object, string>();
  #nodes = 0;
  /** Proxies that the value at hand is inside of. */
  #proxies = 0;

  /** Later occurrences of `value` print as a reference to `label`. */
  label(value: unknown, label: string): void {
    if ((typeof value === 'object' && value !== null) || typeof value === 'function')
      this.#seen.set(value, `<${label}>`);
  }

  encode(value: unknown, depth = 0): string {
    switch (typeof value) {
      case 'string':
        return stringify(withoutFrames(value));
      case 'number':
        return is(value, -0) ? '-0' : `${value}`;
      case 'bigint':
        return `${value}n`;
      case 'symbol':
        return `Symbol(${stringify(value.description ?? '')})`;
      case 'function':
        return this.#seen.get(value) ?? 'function';
      case 'object':
        return value === null ? 'null' : this.#object(value, depth);
      default:
        return `${value as boolean | undefined}`;
    }
  }

  #object(value: object, depth: number): string {
    const seen = this.#seen.get(value);
    if (seen !== undefined) return seen;
    if (++this.#nodes > NODE_LIMIT || depth > DEPTH_LIMIT) return '…';
    this.#seen.set(value, `<${this.#seen.size}>`);
    const isProxy = types.isProxy(value);
    if (isProxy && this.#proxies >= PROXIES_LIMIT) return '<proxy>';
    this.#proxies += Number(isProxy);
    try {
      return this.#content(value, depth + 1);
    } catch (error) {
      // A hostile getter or proxy: that it throws is what can be seen of it.
      if (error instanceof Exhausted) throw error;
      // How deep the stack goes depends on what was compiled when: such a value has no text.
      if (isStackOverflow(error)) session.refused ??= 'the result is too deep to be written down';
      return '<unreadable>';
    } finally {
      this.#proxies -= Number(isProxy);
    }
  }

  #content(value: object, depth: number): string {
    const item = (part: unknown): string => this.encode(part, depth);
    if (Array.isArray(value)) return this.#array(value, depth);
    if (value instanceof Error) return this.#error(value, depth);
    if (types.isDate(value)) return `Date(${Number.isNaN(+value) ? 'NaN' : value.toISOString()})`;
    if (types.isRegExp(value)) return `RegExp(${value.source}/${value.flags}@${value.lastIndex})`;
    if (types.isMap(value))
      return `${className(value)}{${joined(value, ([k, v]) => `${item(k)} => ${item(v)}`)}}${this.#fields(value, depth)}`;
    if (types.isSet(value)) return `${className(value)}{${joined(value, item)}}${this.#fields(value, depth)}`;
    // A `Buffer` is one, and its bytes are what is promised.
    if (types.isTypedArray(value))
      return `${className(value).replace(/^Buffer$/u, 'Uint8Array')}[${joined(value as Iterable<unknown>, item)}]`;
    if (types.isAnyArrayBuffer(value)) return `${className(value)}[${[...new Uint8Array(value)].join()}]`;
    if (types.isDataView(value))
      return `${className(value)}[${[...new Uint8Array(value.buffer, value.byteOffset, value.byteLength)].join()}]`;
    if (types.isPromise(value)) return 'Promise';
    if (types.isBoxedPrimitive(value)) return `${className(value)}(${item(value.valueOf())})`;
    if (types.isWeakMap(value) || types.isWeakSet(value)) return className(value);
    const platform = this.#platformObject(value, depth);
    if (platform !== null) return platform;
    const iterator = value as { next?: unknown; [Symbol.iterator]?: unknown };
    if (typeof iterator.next === 'function' && typeof iterator[Symbol.iterator] === 'function') {
      return `Iterator[${joined(value as Iterable<unknown>, item)}]`;
    }
    return `${className(value)}${this.#fields(value, depth) || '{}'}`;
  }

  /** Classes of the platform that hide their state. Asked by name first: naming `Headers` at all loads Node's whole HTTP client. */
  #platformObject(value: object, depth: number): string | null {
    const name = className(value);
    if (
      !PLATFORM.has(name) ||
      !(value instanceof (globalThis as unknown as Record<string, new () => object>)[name]!)
    )
      return null;
    const item = (part: unknown): string => this.encode(part, depth);
    if (value instanceof AbortSignal) return `AbortSignal(${value.aborted})`;
    if (value instanceof AbortController) return `AbortController(${value.signal.aborted})`;
    if (value instanceof URL || value instanceof URLSearchParams) return `${name}(${String(value)})`;
    if (value instanceof Response) return `Response{${value.status} ${item(value.headers)}}`;
    if (value instanceof Request) return `Request{${value.method} ${value.url} ${item(value.headers)}}`;
    return `${name}{${joined(value as Headers, item)}}`;
  }

  #array(value: readonly unknown[], depth: number): string {
    const parts: string[] = [];
    for (let index = 0; index < value.length && index < NODE_LIMIT; index++) {
      parts.push(index in value ? this.encode(value[index], depth) : '<hole>');
    }
    const name = className(value);
    return `${name === 'Array' ? '' : name}[${parts.join(', ')}]${this.#fields(value, depth)}`;
  }

  #error(value: Error, depth: number): string {
    const code = (value as { code?: unknown }).code;
    const name = `${className(value)}${value.name === className(value) ? '' : `(${value.name})`}`;
    const message = isEngineError(value) ? '' : ` ${stringify(plainMessage(value.message))}`;
    const cause = 'cause' in value ? ` cause ${this.encode(value.cause, depth)}` : '';
    return `${name}${code === undefined ? '' : ` [${this.encode(code, depth)}]`}${message}${cause}${this.#fields(value, depth)}`;
  }

  /**
   * Own enumerable properties by sorted name, getters read; array indices, an error's own words and what is
   * private, or marked so by an underscore, left out.
   */
  #fields(value: object, depth: number): string {
    const parts: string[] = [];
    const isError = value instanceof Error;
    const isList = Array.isArray(value);
    const isTarget = value instanceof EventTarget;
    const isPlain = className(value) === '';
    const inner = isPlain ? [] : innerFieldsOf(value);
    for (const key of ownKeys(value)) {
      // Where Node keeps listeners, and libraries what they keep to themselves: nobody else reads that.
      if (typeof key === 'symbol' && (isTarget || (!isPlain && keyFor(key) === undefined))) continue;
      if (isList && typeof key === 'string' && /^\d+$/u.test(key)) continue;
      if (typeof key === 'string' && (isMarkedPrivate(key, isPlain) || inner.some((names) => names.has(key))))
        continue;
      if (
        isError &&
        (key === 'message' || key === 'stack' || key === 'cause' || key === 'code' || key === 'name')
      )
        continue;
      const field = getOwnPropertyDescriptor(value, key);
      // A function that an instance holds is seen when it is called.
      if (!field?.enumerable || (!isPlain && typeof field.value === 'function')) continue;
      const name =
        typeof key === 'symbol' ? `[${this.encode(key)}]` : /^[\w$]+$/u.test(key) ? key : stringify(key);
      parts.push(`${name}: ${this.encode((value as Record<PropertyKey, unknown>)[key], depth)}`);
    }
    return parts.length === 0 ? '' : `{${parts.sort().join(', ')}}`;
  }
}

/** Of its class, and of those that it extends. */
function innerFieldsOf(value: object): ReadonlySet<string>[] {
  const found: ReadonlySet<string>[] = [];
  if (innerFields.size === 0) return found;
  let depth = 0;
  for (let one: object | null = value; one && depth < CLASSES_LIMIT; one = getPrototypeOf(one), depth++) {
    const fields = innerFields.get(className(one));
    if (fields && !found.includes(fields)) found.push(fields);
  }
  return found;
}

/** `drafts_` of any object, `_drafts` of a class only: records from outside have their `_id`. */
function isMarkedPrivate(key: string, isPlain: boolean): boolean {
  return /^[^_].*_$/u.test(key) || (!isPlain && /^_[^_]/u.test(key));
}

/** Canonical text of one value on its own. */
export function encode(value: unknown): string {
  return new Encoder().encode(value);
}

/** A thrown value in two texts: with its message, and as far as it counts when runs are compared. */
export function encodeThrown(error: unknown): { full: string; bare: string } {
  if (!(error instanceof Error)) return { full: encode(error), bare: encode(error) };
  const code = (error as { code?: unknown }).code;
  const bare = `${className(error)}${code === undefined ? '' : ` [${encode(code)}]`}`;
  return { full: encode(error), bare };
}

/** A message without what differs from one process or machine to the next. */
function plainMessage(message: unknown): string {
  return String(message)
    .replace(/0x[0-9a-f]{4,}/giu, '0x…')
    .replace(/(?:file:\/\/)?\/(?:tmp|home|root|usr|var|work)\/\S*/gu, '<path>');
}

function className(value: object): string {
  const prototype = getPrototypeOf(value);
  if (prototype === null) return 'null';
  const maker = (prototype as { constructor?: unknown }).constructor;
  const name = typeof maker === 'function' ? maker.name : '?';
  return name === 'Object' ? '' : name;
}

function joined<T>(items: Iterable<T>, text: (item: T) => string): string {
  const parts: string[] = [];
  for (const item of items) {
    if (parts.length === (types.isTypedArray(items) ? NODE_LIMIT : ITERATOR_LIMIT * 10)) {
      parts.push('…');
      break;
    }
    parts.push(text(item));
  }
  return parts.join(', ');
}
