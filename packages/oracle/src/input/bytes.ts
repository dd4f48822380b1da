import fc from 'fast-check';
import type { TaggedValue } from '@bebug/core';
import { isAboutJson, json } from './json.ts';
import { lengthsOf } from './lengths.ts';
import type { Style } from './style.ts';

interface TaggedBytes {
  readonly $bytes: { readonly class: string; readonly base64: string };
}

const SHORT = 12;
/** Blocks of the usual digests and ciphers, and more than one of them. */
const BLOCKS = [16, 32, 64, 128, 256];
const LONGEST = 1100;

/**
 * Buffers of the class `name`: short ones; guided, also of the lengths that the source mentions and of whole blocks, one more and one
 * less; of any bytes, of a few, and of what `text` gives, in UTF-8.
 */
export function bytes(name: string, style: Style, text: fc.Arbitrary<string>): fc.Arbitrary<TaggedValue> {
  const lengths = lengthsOf(style.harvest.numbers, BLOCKS, LONGEST);
  const content = (length: { minLength?: number; maxLength: number }): fc.Arbitrary<Uint8Array> =>
    style.tiny
      ? fc.array(fc.constantFrom(0, 1, 255), { ...length, size: 'max' }).map((all) => Uint8Array.from(all))
      : fc.uint8Array({ ...length, size: 'max' });
  const ofLength = fc
    .constantFrom(...lengths)
    .chain((length) => content({ minLength: length, maxLength: length }));
  const written = text.map(utf8);
  return fc
    .oneof(
      { weight: 4, arbitrary: content({ maxLength: SHORT }) },
      ...(style.guided
        ? [
            { weight: 3, arbitrary: ofLength },
            { weight: 2, arbitrary: written },
            ...(isAboutJson(style.harvest) ? [{ weight: 6, arbitrary: json.map(utf8) }] : []),
          ]
        : []),
    )
    .map((all) => tagged(name, all));
}

/** A text's bytes. */
export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** The bytes of a tagged buffer. */
export function contentOf(value: TaggedValue): readonly number[] {
  return [...Buffer.from((value as unknown as TaggedBytes).$bytes.base64, 'base64')];
}

/** A buffer of the same class as `value`, with other bytes. */
export function withContent(value: TaggedValue, content: readonly number[]): TaggedValue {
  return tagged((value as unknown as TaggedBytes).$bytes.class, Uint8Array.from(content));
}

function tagged(name: string, content: Uint8Array): TaggedValue & TaggedBytes {
  return { $bytes: { class: name, base64: Buffer.from(content).toString('base64') } };
}
