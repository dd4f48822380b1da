import { keyedInteger, type RandomStream, type TaggedValue } from '@bebug/core';
import fc from 'fast-check';
import { Generators } from '../input/arbitrary.ts';
import { isTagged } from '../input/fits.ts';
import { NOTHING } from '../input/harvest.ts';
import type { CallableSpec, Field, Signature, Spec } from '../input/spec.ts';
import { stylesOf } from '../input/style.ts';
import { isLater } from './actors.ts';
import { storeRoles } from './store.ts';
import { Stubs } from './stubs.ts';

const KEY =
  /^(?:key|id|name|path|url|topic|channel|event|type|tag|user|resource|file|query|\w+(?:Key|Id|Name))$/iu;
const DURATION =
  /(?:ms|ttl|timeout|delay|wait|interval|age|window|after|every|expir\w*|duration|backoff|millis\w*)$/iu;
const SIZE =
  /(?:limit|size|count|capacity|concurrency|max|min|retries|attempts|times|slots|permits|weight|index|n)\w*$/iu;
const DEPTH = 5;
/** Milliseconds: two of them, so that one may be over before the other. */
export const DURATIONS: readonly number[] = [10, 100];

/** What a scenario is made of, by the words of its types: few keys, payloads that tell who wrote them, stubs of the outside world. */
export class Values {
  readonly #random: RandomStream;
  readonly #definitions: CallableSpec['definitions'];
  readonly #others: Generators;
  readonly #stubs: Stubs;
  /** Every key is the first one. */
  readonly #aliased: boolean;
  readonly #payloads: { made: number };

  /** `payloads` counts over a whole scenario. */
  constructor(
    random: RandomStream,
    definitions: CallableSpec['definitions'],
    aliased: boolean,
    payloads: { made: number },
  ) {
    this.#payloads = payloads;
    this.#random = random;
    this.#definitions = definitions;
    this.#aliased = aliased;
    this.#others = new Generators(stylesOf('sane', NOTHING)[0]!, definitions);
    this.#stubs = new Stubs(definitions, (spec) => this.#otherwise(spec));
  }

  /** Names of the stubs made so far that complete later. */
  get later(): readonly string[] {
    return [...this.#stubs.later];
  }

  /** Arguments of one of `signatures`; names of stubs end in `place`. */
  args(signatures: readonly Signature[], place: string): TaggedValue[] {
    const { parameters } = this.#random.pick(signatures);
    const required = parameters.filter(({ rest }) => !rest);
    const roles = storeRoles(required);
    const args: TaggedValue[] = [];
    for (const parameter of required) {
      // A function of the outside world is what schedules are about: it is there more often than not.
      if (parameter.optional && !this.#chance(parameter.spec.kind === 'object' ? 70 : 40)) break;
      args.push(this.#field(parameter, place, roles, 'parameters', DEPTH));
    }
    const rest = parameters.find((parameter) => parameter.rest);
    if (rest && args.length === required.length)
      for (let more = this.#random.integer(0, 2); more > 0; more--)
        args.push(this.#value(rest.spec, rest.name, place, DEPTH));
    return args;
  }

  #field(
    { name, spec }: Field,
    place: string,
    roles: ReturnType<typeof storeRoles>,
    holder: string,
    depth: number,
  ): TaggedValue {
    const role = roles.get(name);
    return role !== undefined && spec.kind === 'function'
      ? this.#stubs.of(spec, name + place, { name: `${holder}${place}`, role })
      : this.#value(spec, name, place, depth);
  }

  #value(spec: Spec, name: string, place: string, depth: number): TaggedValue {
    switch (spec.kind) {
      case 'number':
        return this.#number(name, place);
      case 'string':
        return KEY.test(name) || this.#chance(50) ? this.#key() : `v${++this.#payloads.made}`;
      case 'token':
      case 'any':
        return KEY.test(name) || this.#chance(30) ? this.#key() : `v${++this.#payloads.made}`;
      case 'boolean':
        return this.#chance(50);
      case 'function':
        return this.#stubs.of(spec, name + place);
      case 'promise':
        return this.#stubs.promise(spec.of, name + place);
      case 'union':
        return this.#value(this.#random.pick(preferred(spec.of)), name, place, depth);
      case 'array':
        return depth === 0 ? [] : this.#items(spec.of, name, place, depth);
      case 'tuple':
        return spec.of.map((part) => this.#value(part, name, place, depth - 1));
      case 'object':
        return this.#object(spec.fields, name, place, depth);
      case 'instance':
        return { $new: { class: spec.class, args: this.args([spec.args], place) } };
      case 'reference': {
        const definition = this.#definitions[spec.id];
        return definition && depth > 0 ? this.#value(definition, name, place, depth - 1) : null;
      }
      default:
        return this.#otherwise(spec);
    }
  }

  /** Constructors get small limits; calls get amounts whose sums tell which ones are in it. */
  #number(name: string, place: string): number {
    if (DURATION.test(name)) return this.#random.pick(DURATIONS);
    if (KEY.test(name)) return this.#aliased || this.#chance(70) ? 1 : 2;
    if (place === '') return this.#aliased ? 1 : this.#random.integer(1, 2);
    if (SIZE.test(name)) return this.#aliased ? 2 : this.#random.integer(1, 2);
    return this.#chance(50) ? this.#random.integer(1, 3) : 10 ** Math.min(3, this.#payloads.made++);
  }

  #key(): string {
    return this.#aliased || this.#chance(70) ? 'a' : 'b';
  }

  #items(of: Spec, name: string, place: string, depth: number): TaggedValue {
    const count = this.#aliased ? 2 : this.#random.integer(1, 3);
    return Array.from({ length: count }, (_, index) => {
      if (of.kind === 'number') return index + 1;
      if (of.kind === 'string' || of.kind === 'token' || of.kind === 'any') return 'abc'[index]!;
      return this.#value(of, `${name}${index}`, place, depth - 1);
    });
  }

  #object(fields: readonly Field[], holder: string, place: string, depth: number): TaggedValue {
    if (depth === 0) return {};
    const roles = storeRoles(fields);
    const given = fields.filter(
      ({ name, optional }) => !optional || roles.has(name) || this.#chance(this.#aliased ? 12 : 35),
    );
    const made = given.map(
      (field) => [field.name, this.#field(field, place, roles, holder, depth - 1)] as const,
    );
    const [first] = made;
    return made.length === 1 && first![0].startsWith('$')
      ? { $object: made.map((entry) => [...entry]) }
      : Object.fromEntries(made);
  }

  #otherwise(spec: Spec): TaggedValue {
    const seed = keyedInteger(this.#random.integer(0, 1_000_000));
    return fc.sample(this.#others.value(spec), { numRuns: 1, seed })[0]!;
  }

  #chance(percent: number): boolean {
    return this.#random.integer(1, 100) <= percent;
  }
}

/** What is absent says little: it is taken only where there is nothing else. So is a function that only computes what could be given. */
function preferred(of: readonly Spec[]): readonly Spec[] {
  const present = of.filter(
    (spec) => spec.kind !== 'constant' || (spec.value !== null && !isTagged(spec.value, '$undefined')),
  );
  const plain = present.filter((spec) => spec.kind !== 'function' || isLater(spec));
  return plain.length > 0 ? plain : present.length > 0 ? present : of;
}
