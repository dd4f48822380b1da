import fc from 'fast-check';
import type { TaggedValue } from '@bebug/core';

type Fields = Readonly<Record<string, TaggedValue>>;

/**
 * Lists of one value from each of `parts`, some of them with values related that share a key: equal, equal but for one part, that with a
 * mark in front, or of the same shape. A part of the lists stays as it is.
 */
export function correlated(
  parts: readonly fc.Arbitrary<TaggedValue>[],
  keys: readonly string[],
  marks: readonly string[],
): fc.Arbitrary<TaggedValue[]> {
  const twins = keys.map((key) => keys.indexOf(key));
  const hasTwin = (index: number): boolean => twins[index] !== index;
  if (!twins.some((_, index) => hasTwin(index))) return fc.tuple(...parts);
  // Only where it is needed: a second draw of everything at every level of an object would double with each level.
  const donors = fc.tuple(...parts.map((part, index) => (hasTwin(index) ? part : fc.constant(null))));
  return fc
    .tuple(fc.tuple(...parts), fc.nat(5), fc.nat(1000), donors, fc.constantFrom(...marks))
    .map(([list, mode, salt, donor, mark]) => {
      if (mode < 2) return list;
      const result = [...list];
      for (const [index, twin] of twins.entries()) {
        if (twin === index) continue;
        if (mode === 5) {
          result[index] = shaped(result[twin]!, donor[index]!);
          continue;
        }
        const same = mode === 2 || (mode === 4 && salt % 2 === 0);
        const value = same ? result[twin]! : nudged(result[twin]!, donor[index]!, salt);
        result[index] = mode === 4 && typeof value === 'string' ? mark + value : value;
      }
      return result;
    });
}

/** Lists as long as those of `value`, with items of `donor` as far as they go; what is no list is the donor's. */
function shaped(value: TaggedValue, donor: TaggedValue): TaggedValue {
  if (!Array.isArray(value) || !Array.isArray(donor)) return donor;
  const [items, others] = [value as readonly TaggedValue[], donor as readonly TaggedValue[]];
  return items.map((item, index) => (index < others.length ? shaped(item, others[index]!) : item));
}

/** `value` with one part changed, the new part taken from `donor`. */
function nudged(value: TaggedValue, donor: TaggedValue, salt: number): TaggedValue {
  if (typeof value === 'number') return value + [1, -1, 2][salt % 3]!;
  if (typeof value === 'string') {
    const parts = value.match(/\d+|[A-Za-z]+|[^]/gu) ?? [];
    if (parts.length === 0) return donor;
    const donors = (typeof donor === 'string' ? donor : JSON.stringify(donor)).match(
      /\d+|[A-Za-z]+|[^]/gu,
    ) ?? [''];
    const index = salt % parts.length;
    const number = /^\d{1,9}$/u.test(parts[index]!) ? Number(parts[index]) : null;
    if (salt % 5 === 0) parts[index] = '';
    else if (number !== null && salt % 5 < 4)
      parts[index] = String(Math.max(0, number + [1, -1, 2, 0][salt % 4]!));
    else parts[index] = donors[salt % donors.length]!;
    return parts.join('');
  }
  if (Array.isArray(value)) {
    const items = [...(value as readonly TaggedValue[])];
    if (items.length === 0 || salt % 3 === 0) return items.slice(0, -1);
    const donors = Array.isArray(donor) ? (donor as readonly TaggedValue[]) : [];
    if (donors.length > 0) items[salt % items.length] = donors[salt % donors.length]!;
    return items;
  }
  if (value !== null && typeof value === 'object' && donor !== null && typeof donor === 'object') {
    const fields = Object.entries(value as Fields);
    const [key, old] = fields[salt % Math.max(1, fields.length)] ?? [];
    // Its own: a key may be called `constructor`.
    if (key !== undefined && !key.startsWith('$') && Object.hasOwn(donor, key)) {
      const given = (donor as Fields)[key]!;
      return { ...value, [key]: salt % 2 === 0 ? given : nudged(old!, given, salt) };
    }
  }
  return donor;
}
