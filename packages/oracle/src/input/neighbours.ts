import type { RandomStream, TaggedValue } from '@bebug/core';
import { contentOf, utf8, withContent } from './bytes.ts';
import { fits, hasForm, isTagged } from './fits.ts';
import { fitting } from './numbers.ts';
import { argumentsInOrder, inOrder } from './ordered.ts';
import { agreeing } from './restated.ts';
import type { Signature, Spec } from './spec.ts';
import { PART, SHAPED } from './texts.ts';

type Tagged = Readonly<Record<string, TaggedValue>>;
type List = readonly TaggedValue[];

/** What may stand in any text: letters of one, two, three and four bytes in UTF-8, a line's end, a quotation mark. */
const OTHERS = ['', 'a', '0', ' ', 'é', '\u263A', '\u{1F600}', '\n', '"'];

const PRINTABLE = /^[\n\x20-\x7e]+$/u;

/** What a search near a known value draws from, besides chance. */
export interface Surroundings {
  /** A new value of a specification. */
  readonly make: (spec: Spec) => TaggedValue;
  readonly definitions: Readonly<Record<string, Spec>>;
  readonly numbers: readonly number[];
  readonly texts: readonly string[];
}

/** Values that differ from known ones in a little, and are of the same type: what a search climbs by. */
export class Neighbours {
  readonly #random: RandomStream;
  readonly #around: Surroundings;

  constructor(random: RandomStream, around: Surroundings) {
    this.#random = random;
    this.#around = around;
  }

  /** An argument list of `signature` that differs from `list` in one or two places. */
  list(signature: Signature, list: List): TaggedValue[] {
    const changed = [...list];
    if (changed.length === 0) return changed;
    for (let times = this.#random.integer(1, 2); times > 0; times--) {
      const index = this.#random.integer(0, changed.length - 1);
      const { parameters } = signature;
      const parameter = parameters[Math.min(index, parameters.length - 1)];
      if (parameter) changed[index] = this.value(parameter.spec, changed[index]!);
    }
    return argumentsInOrder(agreeing(changed, signature.restated), signature.parameters);
  }

  value(spec: Spec, value: TaggedValue): TaggedValue {
    // Now and then another one altogether: what is near a bad start is bad.
    if (this.#random.integer(0, 7) === 0) return this.#around.make(spec);
    // What an earlier call gave, or another argument over again.
    if (isTagged(value, '$result') || isTagged(value, '$same')) return value;
    // A type that is unfolded too deep ends in `null`, whatever it is.
    if (value === null && spec.kind !== 'union' && spec.kind !== 'any') return value;
    // Another overload's, perhaps.
    if (!hasForm(spec, value)) return this.#around.make(spec);
    switch (spec.kind) {
      case 'number':
        return typeof value === 'number' ? fitting(spec, this.#number(value)) : this.#around.make(spec);
      case 'string':
        return typeof value === 'string' && !spec.isSure ? this.#text(value) : this.#around.make(spec);
      case 'boolean':
        return value !== true;
      case 'array':
        return this.#items(spec.of, value as List);
      case 'set':
      case 'asyncIterable':
        return this.#wrapped(spec.kind === 'set' ? '$set' : '$asyncIterable', value, (items) =>
          this.#items(spec.of, items as List),
        );
      case 'bytes':
        return withContent(value, this.#written(contentOf(value)) ?? this.#bytes(contentOf(value)));
      case 'tuple':
        return this.#one(value as List, (item, index) => this.value(spec.of[index] ?? spec.rest!, item));
      case 'object':
        return this.#fields(spec, value as Tagged);
      case 'union':
        return this.#union(spec.of, value);
      case 'reference':
        return this.value(this.#around.definitions[spec.id]!, value);
      case 'any':
        return this.#any(value);
      default:
        return this.#around.make(spec);
    }
  }

  #number(value: number): number {
    const near = [value + 1, value - 1, -value, value * 2, Math.trunc(value / 2), value + 10, 0, 1];
    return this.#random.pick([...near, ...this.#around.numbers]);
  }

  /** Bytes that spell a text, as another text spells them now and then. */
  #written(content: readonly number[]): readonly number[] | null {
    const text = Buffer.from(content).toString();
    return PRINTABLE.test(text) && this.#random.integer(0, 3) > 0 ? [...utf8(this.#text(text))] : null;
  }

  #bytes(content: readonly number[]): readonly number[] {
    const at = this.#random.integer(0, Math.max(0, content.length - 1));
    const byte = this.#random.pick([0, 1, 127, 128, 255, this.#random.integer(0, 255)]);
    switch (content.length === 0 ? 0 : this.#random.integer(0, 4)) {
      case 0:
        return content.toSpliced(at, 0, byte);
      case 1:
        return content.toSpliced(at, this.#random.integer(1, 3));
      case 2:
        return [...content, ...content.slice(at)];
      case 3:
        return content.with(at, (content[at]! + this.#random.pick([1, 255, 128])) % 256);
      default:
        return content.with(at, byte);
    }
  }

  #text(text: string): string {
    const at = this.#random.integer(0, text.length);
    const size = this.#random.integer(1, 3);
    const other = this.#random.pick([...OTHERS, ...this.#around.texts]);
    const own = text.length === 0 ? 'x' : text.charAt(this.#random.integer(0, text.length - 1));
    switch (this.#random.integer(0, 8)) {
      case 0:
        return text.slice(0, at) + text.slice(at + size);
      case 1:
        return text.slice(0, at) + own + text.slice(at);
      case 2:
        return text.slice(0, at) + text.slice(at, at + size).repeat(2) + text.slice(at + size);
      case 3:
        return text.slice(0, at) + other + text.slice(at + size);
      case 4:
        return text + other;
      case 5:
        return other + text;
      case 6:
      case 7:
        return this.#otherPart(text);
      default:
        return text.slice(0, at) + other + text.slice(at);
    }
  }

  #otherPart(text: string): string {
    const parts = [...text.matchAll(PART)];
    const other = this.#random.pick(this.#random.integer(0, 1) === 0 ? SHAPED : [...this.#around.texts, 'a']);
    if (parts.length === 0) return other;
    const { 0: part, index } = this.#random.pick(parts);
    return text.slice(0, index) + other + text.slice(index + part.length);
  }

  #items(of: Spec, items: List): TaggedValue[] {
    const list = [...items];
    const at = this.#random.integer(0, Math.max(0, list.length - 1));
    switch (list.length === 0 ? 0 : this.#random.integer(0, 4)) {
      case 0:
        return [...list.slice(0, at), this.#around.make(of), ...list.slice(at)];
      case 1:
        return list.filter((_, index) => index !== at);
      case 2:
        return [...list.slice(0, at), list[at]!, ...list.slice(at)];
      case 3:
        return [...list.slice(at), ...list.slice(0, at)];
      default:
        return this.#one(list, (item) => this.value(of, item));
    }
  }

  #fields(spec: Extract<Spec, { kind: 'object' }>, value: Tagged): TaggedValue {
    const object = '$object' in value ? null : value;
    if (spec.fields.length === 0 || object === null) return value;
    const { name, spec: field, optional } = this.#random.pick(spec.fields);
    const known = object[name];
    if (known === undefined) return inOrder({ ...object, [name]: this.#around.make(field) });
    if (optional && this.#random.integer(0, 3) === 0)
      return Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));
    return inOrder({ ...object, [name]: this.value(field, known) });
  }

  /** In the first alternative that the value belongs to. */
  #union(of: readonly Spec[], value: TaggedValue): TaggedValue {
    const own = of.find((one) => fits(one, value));
    return own === undefined || this.#random.integer(0, 3) === 0
      ? this.#around.make({ kind: 'union', of })
      : this.value(own, value);
  }

  #any(value: TaggedValue): TaggedValue {
    if (typeof value === 'number') return this.#number(value);
    if (typeof value === 'string') return this.#text(value);
    return Array.isArray(value)
      ? this.#items({ kind: 'any' }, value as List)
      : this.#around.make({ kind: 'any' });
  }

  #wrapped(tag: string, value: TaggedValue, change: (inner: TaggedValue) => TaggedValue): TaggedValue {
    return { [tag]: change((value as Tagged)[tag]!) };
  }

  #one(list: List, change: (item: TaggedValue, index: number) => TaggedValue): TaggedValue[] {
    if (list.length === 0) return [];
    const at = this.#random.integer(0, list.length - 1);
    return list.map((item, index) => (index === at ? change(item, index) : item));
  }
}
