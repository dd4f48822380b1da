import type { TaggedValue } from '@bebug/core';
import { tagOf } from '../input/fits.ts';
import type { StubBody } from '../sandbox/plan.ts';
import { encode, encodeThrown } from './encode.ts';
import { charge } from './fuel.ts';
import { callLater } from './later.ts';
import { session } from './session.ts';
import { portOfOthers } from './threads.ts';

const STUB_STEPS = 20;

type Tagged = { readonly [key: string]: TaggedValue };
type List = readonly TaggedValue[];

/** What a call that failed has given: no later call can be handed that. */
export const NO_RESULT = Symbol('no result');

/** Turns tagged JSON into fresh values. `construct` makes instances of the subject's own classes. */
export class Decoder {
  /** What the calls of a sequence have given so far. */
  readonly results: unknown[] = [];
  readonly #same = new Map<number, unknown>();
  #stubs = 0;
  readonly #construct: (name: string, args: readonly unknown[]) => unknown;

  readonly #outside: ((body: StubBody, decoder: Decoder) => unknown) | null;

  /** `outside` makes what `$stub` stands for; without it there is no such thing. */
  constructor(
    construct: (name: string, args: readonly unknown[]) => unknown,
    outside: ((body: StubBody, decoder: Decoder) => unknown) | null = null,
  ) {
    this.#construct = construct;
    this.#outside = outside;
  }

  all(values: readonly TaggedValue[]): unknown[] {
    return values.map((value) => this.decode(value));
  }

  decode(value: TaggedValue): unknown {
    if (value === null || typeof value !== 'object') return value;
    if (Array.isArray(value)) return this.all(value as List);
    const object = value as Tagged;
    const tag = tagOf(object);
    return tag === null ? this.#entries(Object.entries(object)) : this.#tagged(tag, object[tag]!);
  }

  #tagged(tag: string, body: TaggedValue): unknown {
    switch (tag) {
      case '$undefined':
        return undefined;
      case '$number':
        return Number(body);
      case '$bigint':
        return BigInt(body as string);
      case '$symbol':
        return Symbol.for(body as string);
      case '$date':
        return new Date(body === null ? Number.NaN : (body as string));
      case '$map':
        return new Map(
          (body as readonly List[]).map(([key, item]) => [this.decode(key!), this.decode(item!)]),
        );
      case '$set':
        return new Set(this.all(body as List));
      case '$bytes':
        return bytes((body as Tagged)['class'] as string, (body as Tagged)['base64'] as string);
      case '$regexp':
        return new RegExp((body as Tagged)['source'] as string, (body as Tagged)['flags'] as string);
      case '$url':
        return new URL(body as string);
      case '$error':
        return new Error(body as string);
      case '$signal':
        if (typeof body === 'number') return AbortSignal.timeout(body);
        return body === 'aborted' ? AbortSignal.abort() : new AbortController().signal;
      case '$port':
        return portOfOthers();
      case '$promise':
        return Promise.resolve(this.decode(body));
      case '$rejection':
        return Promise.reject(new Error(body as string));
      case '$asyncIterable':
        return asyncIterable(this.all(body as List));
      case '$new':
        return this.#construct(
          (body as Tagged)['class'] as string,
          this.all((body as Tagged)['args'] as List),
        );
      case '$function':
        return this.#stub(body as Tagged);
      case '$stub':
        if (!this.#outside) throw new Error('a stub of the outside world needs a schedule');
        return this.#outside(body as unknown as StubBody, this);
      case '$result': {
        const result = this.results[body as number];
        if (result === NO_RESULT) throw new Error('the call has given nothing');
        return result;
      }
      case '$same':
        return this.#shared((body as Tagged)['id'] as number, (body as Tagged)['value']!);
      case '$object':
        return this.#entries((body as readonly List[]).map(([key, item]) => [key as string, item!]));
      default:
        throw new Error(`unknown tag ${tag}`);
    }
  }

  #shared(id: number, value: TaggedValue): unknown {
    if (!this.#same.has(id)) this.#same.set(id, this.decode(value));
    return this.#same.get(id);
  }

  /** Own properties all, `__proto__` too: the way `JSON.parse` makes them. */
  #entries(entries: readonly (readonly [string, TaggedValue])[]): object {
    const object = {};
    for (const [key, item] of entries) {
      Object.defineProperty(object, key, {
        value: this.decode(item),
        writable: true,
        enumerable: true,
        configurable: true,
      });
    }
    return object;
  }

  /** What a callback does to its arguments; in words of JavaScript, it is what `input/print.ts` writes. */
  #act(stub: string, called: readonly unknown[], [index, path, how, ...given]: List): void {
    const part = (keys: TaggedValue): unknown =>
      (keys as readonly string[]).reduce<unknown>(
        (value, key) => (value as Record<string, unknown> | null | undefined)?.[key],
        called[index as number],
      );
    const at = part(path!);
    if (how === 'later') {
      const [args, more] = given as [List, readonly List[]];
      const owner = part((path as List).slice(0, -1));
      const called = typeof at === 'function' && owner !== at ? (at as AnyFunction).bind(owner) : at;
      return void callLater(stub, called, { args: this.all(args), more: more.map((list) => this.all(list)) });
    }
    if (how === 'invoke')
      return void noteAnswer(stub, (at as AnyFunction | null | undefined)?.(...this.all(given)));
    const [name, ...args] = given;
    const object = Object(at) as Record<string, unknown>;
    const key = name as string;
    if (how === 'set') object[key] = this.decode(args[0]!);
    else if (how === 'move') object[key] = part(args[0]!);
    else if (how === 'each') this.#changeEach(object, key, args[0]!);
    else if (how === 'delete') {
      if (!Reflect.deleteProperty(object, key)) throw new TypeError('cannot delete');
    } else {
      const made = (object[key] as AnyFunction | null | undefined)?.apply(object, this.all(args));
      if (how === 'append') (object['push'] as AnyFunction | null | undefined)?.call(object, made);
    }
  }

  /** Each of the values that a collection holds is given a part. */
  #changeEach(collection: Record<string, unknown>, key: string, given: TaggedValue): void {
    const values = (collection['values'] as AnyFunction | null | undefined)?.call(collection) ?? [];
    for (const one of values as Iterable<unknown>) {
      charge(STUB_STEPS);
      (Object(one) as Record<string, unknown>)[key] = this.decode(given);
    }
  }

  /**
   * A recorded function whose result depends on its arguments and on nothing else. Calls of a `question`, which stands for a value, are not
   * written down: a wrong question shows in what is made of the answer.
   */
  #stub(body: Tagged): unknown {
    const name = `stub${this.#stubs++}`;
    const results = (body['results'] ?? []) as List;
    const done = (body['acts'] ?? []) as readonly List[];
    const echo = body['argument'] as number | undefined;
    const order = body['order'] as number | undefined;
    const isEquality = body['equality'] === true;
    const isQuestion = body['question'] === true;
    return (...args: unknown[]): unknown => {
      charge(STUB_STEPS);
      if (!isQuestion) session.journal.note(`${name}(${args.map(encode).join(', ')})`);
      for (const act of done) this.#act(name, args, act);
      if (order !== undefined) return order > 0 ? compared(args[0], args[1]) : compared(args[1], args[0]);
      if (isEquality) return compared(args[0], args[1]) === 0;
      if (echo !== undefined) return args[echo];
      const result = results[results.length > 1 ? pick(args, results.length) : 0]!;
      if (typeof result === 'object' && result !== null && '$throw' in result)
        throw new Error(result['$throw'] as string);
      return this.decode(result);
    };
  }
}

type AnyFunction = (...args: unknown[]) => unknown;

/** A callback sees what the function that it calls gives. */
function noteAnswer(stub: string, answer: unknown): void {
  const note = (text: string): void => session.journal.note(`${stub} is given ${text}`);
  if (answer instanceof Promise)
    answer.then(
      (value) => note(encode(value)),
      (error: unknown) => note(`a rejection: ${encodeThrown(error).bare}`),
    );
  else if (answer !== undefined) note(encode(answer));
}

/** The order of two values, objects by their JSON: the same expression that `input/print.ts` writes for people. */
function compared(a: unknown, b: unknown): number {
  const [x, y] = [a, b].map((one) => (typeof one === 'object' ? textOf(one) : one)) as [string, string];
  return x < y ? -1 : Number(x > y);
}

/** Cycles and bigints have no JSON: all such values count as one. */
function textOf(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return '';
  }
}

/** The same expression that `input/print.ts` writes for people. */
function pick(args: readonly unknown[], count: number): number {
  return (
    [...textOf(args)].reduce((hash, character) => (hash * 31 + character.codePointAt(0)!) % 997, 7) % count
  );
}

function bytes(name: string, base64: string): unknown {
  const buffer = Buffer.from(base64, 'base64');
  if (name === 'Buffer') return buffer;
  const plain = new Uint8Array(buffer).buffer;
  if (name === 'ArrayBuffer') return plain;
  const View = (
    globalThis as unknown as Record<string, { new (of: ArrayBuffer): unknown; BYTES_PER_ELEMENT?: number }>
  )[name]!;
  const width = View.BYTES_PER_ELEMENT ?? 1;
  return new View(plain.slice(0, Math.floor(plain.byteLength / width) * width));
}

function asyncIterable(items: readonly unknown[]): AsyncIterable<unknown> {
  return {
    [Symbol.asyncIterator]() {
      const iterator = items.values();
      return { next: () => Promise.resolve(iterator.next()) };
    },
  };
}
