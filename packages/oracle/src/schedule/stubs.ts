import type { TaggedValue } from '@bebug/core';
import type { CallableSpec, Spec } from '../input/spec.ts';
import type { StoreRole, StubBody } from '../sandbox/plan.ts';
import { isLater } from './actors.ts';

const UNDEFINED: TaggedValue = { $undefined: true };
const DEPTH = 4;

/** Makes what stands for functions of the outside world. */
export class Stubs {
  readonly #definitions: CallableSpec['definitions'];
  /** What a generator makes of a type that has no unique values. */
  readonly #otherwise: (spec: Spec) => TaggedValue;
  /** Names of the stubs that complete later. */
  readonly later = new Set<string>();

  constructor(definitions: CallableSpec['definitions'], otherwise: (spec: Spec) => TaggedValue) {
    this.#definitions = definitions;
    this.#otherwise = otherwise;
  }

  /** A stub of a function type; `store` where it is part of one. */
  of(
    spec: Extract<Spec, { kind: 'function' }>,
    name: string,
    store: { readonly name: string; readonly role: StoreRole } | null = null,
    depth = DEPTH,
  ): TaggedValue {
    const later = isLater(spec);
    return this.#tagged({
      name,
      later,
      gives:
        store?.role === 'write' || depth === 0 ? this.#nothing(spec) : this.#gives(spec.returns, name, depth),
      ...(store && { store }),
      ...((spec.isQuestion ?? spec.isTrace) && { quiet: true }),
    });
  }

  /** A promise of the outside world, pending already. */
  promise(of: Spec, name: string): TaggedValue {
    return this.#tagged({ name, later: true, gives: this.#gives(of, name, DEPTH), called: true });
  }

  #tagged(body: StubBody): TaggedValue {
    if (body.later) this.later.add(body.name);
    return { $stub: body as unknown as TaggedValue };
  }

  #nothing({ returns }: Extract<Spec, { kind: 'function' }>): TaggedValue {
    const given = returns.kind === 'promise' ? returns.of : returns;
    return given.kind === 'boolean' ? true : UNDEFINED;
  }

  /** Unique and, where they are numbers, summable. */
  #gives(spec: Spec, name: string, depth: number): TaggedValue {
    switch (spec.kind) {
      case 'number':
      case 'token':
      case 'any':
        return { $unique: 'number' };
      case 'string':
        return { $unique: 'text' };
      case 'boolean':
        return { $unique: 'boolean' };
      case 'promise':
        return this.#gives(spec.of, name, depth);
      case 'union':
        return this.#gives(spec.of.find(({ kind }) => kind !== 'constant') ?? spec.of[0]!, name, depth);
      case 'array':
        return depth === 0 ? [] : [this.#gives(spec.of, name, depth - 1)];
      case 'tuple':
        return spec.of.map((part) => this.#gives(part, name, depth - 1));
      case 'object':
        return Object.fromEntries(
          spec.fields
            .filter(({ optional }) => !optional)
            .map((field) => [field.name, this.#gives(field.spec, `${name}.${field.name}`, depth - 1)]),
        );
      case 'function':
        return this.of(spec, name, null, Math.max(0, depth - 1));
      case 'reference': {
        const definition = this.#definitions[spec.id];
        return definition && depth > 0 ? this.#gives(definition, name, depth - 1) : null;
      }
      default:
        return this.#otherwise(spec);
    }
  }
}
