import type { TaggedValue } from '@bebug/core';
import type { World } from '../driver.ts';
import type { StoreRole, StubBody } from '../sandbox/plan.ts';
import type { Decoder } from './decode.ts';
import { encode } from './encode.ts';
import { charge } from './fuel.ts';
import type { Traffic } from './world.ts';

const STUB_STEPS = 20;
/** Beyond it, sums of powers of ten lose digits. */
const SUMMABLE = 15;

/** Stands for the subject where it is handed out: what it keeps to itself is not seen. */
const SUBJECT = Symbol('the subject');

type AnyFunction = (...args: unknown[]) => unknown;

/** The outside world of one derived scenario: its stubs, and the stores behind those that read and write. */
export class Outside {
  readonly #world: World;
  readonly #traffic: Traffic;
  readonly #counts = new Map<string, number>();
  readonly #stores = new Map<string, Map<string, unknown>>();
  /** Set when it has been made. */
  subject: unknown = SUBJECT;

  constructor(world: World, traffic: Traffic) {
    this.#world = world;
    this.#traffic = traffic;
  }

  /** The function that `body` describes, or what one call of it gives. */
  stub(body: StubBody, decoder: Decoder): unknown {
    const stub: AnyFunction = (...given) => {
      charge(STUB_STEPS);
      const args = given.map((one) => (one === this.subject ? SUBJECT : one));
      const count = (this.#counts.get(body.name) ?? 0) + 1;
      this.#counts.set(body.name, count);
      const value = (): unknown => {
        const access = body.store && this.#access(body.store, args);
        if (access?.found) return access.value;
        const call = access ? 'init' : `${body.name}(${args.map(encode).join(', ')})`;
        return decoder.decode(filled(body.gives, call, access ? 1 : count));
      };
      if (body.later) return this.#world.external(body.name, args, value);
      if (body.quiet) return value();
      const told = this.#traffic.told.get(body.name) ?? [];
      this.#traffic.told.set(body.name, told);
      const list = `(${args.map(encode).join(', ')})`;
      told.push(list);
      this.#traffic.fresh.push(body.name + list);
      return value();
    };
    return body.called ? stub() : stub;
  }

  /** Contents of every store, for the outcome; empty when there is none. */
  stored(): string {
    return [...this.#stores]
      .map(([name, content]) => {
        const entries = [...content].map(([key, value]) => `${key} = ${encode(value)}`);
        return `${name} holds {${entries.sort().join(', ')}}`;
      })
      .sort()
      .join('\n');
  }

  /** `found` is false where the stub gives what it always gives. */
  #access(
    { name, role }: NonNullable<StubBody['store']>,
    args: readonly unknown[],
  ): { readonly found: boolean; readonly value: unknown } {
    const content = this.#stores.get(name) ?? new Map<string, unknown>();
    this.#stores.set(name, content);
    const key = keyOf(args, role);
    const nothing = { found: false, value: undefined };
    switch (role) {
      case 'read':
        return content.has(key) ? { found: true, value: copy(content.get(key)) } : nothing;
      case 'has':
        return { found: true, value: content.has(key) };
      case 'write':
        content.set(key, copy(args[args.length > 1 ? 1 : 0]));
        return nothing;
      case 'remove':
        content.delete(key);
        return nothing;
      case 'clear':
        content.clear();
        return nothing;
    }
  }
}

/** The first argument; a record that is written alone goes under its own id, anything else written alone under none. */
function keyOf(args: readonly unknown[], role: StoreRole): string {
  const [first] = args;
  if (args.length === 0) return '';
  if (role !== 'write' || args.length > 1) return encode(first);
  const { id, key } = (typeof first === 'object' && first !== null ? first : {}) as {
    id?: unknown;
    key?: unknown;
  };
  return id === undefined && key === undefined ? '' : encode(id ?? key);
}

/** What is kept is not what the caller holds. */
function copy(value: unknown): unknown {
  try {
    return structuredClone(value);
  } catch {
    // Functions cannot be copied: such a value is shared, as it would be in memory.
    return value;
  }
}

/** `gives` with its `$unique` parts: powers of ten (their sums tell which ones are in it), texts that name the call, turns of true and false. */
function filled(gives: TaggedValue, call: string, count: number): TaggedValue {
  if (typeof gives !== 'object' || gives === null) return gives;
  if (Array.isArray(gives)) return gives.map((item) => filled(item as TaggedValue, call, count));
  const entries = Object.entries(gives);
  const [first] = entries;
  if (entries.length === 1 && first![0] === '$stub') return gives;
  if (entries.length === 1 && first![0] === '$unique') {
    if (first![1] === 'number') return count <= SUMMABLE ? 10 ** (count - 1) : count;
    return first![1] === 'boolean' ? count % 2 === 1 : `${call} #${count}`;
  }
  return Object.fromEntries(entries.map(([key, item]) => [key, filled(item, call, count)]));
}
