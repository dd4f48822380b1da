import type { TaggedValue } from '@bebug/core';
import type { Spec } from './spec.ts';

/** True when `value` may have been made from `spec`, to judge by its outermost form: enough to tell the alternatives of a union apart. */
export function fits(spec: Spec, value: TaggedValue): boolean {
  switch (spec.kind) {
    case 'number':
      return typeof value === 'number';
    case 'string':
      return typeof value === 'string';
    case 'boolean':
      return typeof value === 'boolean';
    case 'constant':
      return JSON.stringify(spec.value) === JSON.stringify(value);
    case 'array':
      return Array.isArray(value);
    case 'tuple':
      return (
        Array.isArray(value) &&
        (spec.rest === null ? value.length === spec.of.length : value.length >= spec.of.length)
      );
    case 'set':
      return isTagged(value, '$set');
    case 'asyncIterable':
      return isTagged(value, '$asyncIterable');
    case 'bytes':
      return isTagged(value, '$bytes');
    case 'function':
      return isTagged(value, '$function');
    case 'object': {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
      const names = new Set(spec.fields.map(({ name }) => name));
      return (
        Object.keys(value).every((key) => names.has(key)) &&
        spec.fields.every(({ name, optional }) => optional || name in value)
      );
    }
    default:
      return false;
  }
}

/** False when a composite specification cannot have made `value`. */
export function hasForm(spec: Spec, value: TaggedValue): boolean {
  switch (spec.kind) {
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'set':
    case 'tuple':
    case 'asyncIterable':
    case 'bytes':
      return fits(spec, value);
    default:
      return true;
  }
}

/** The tag that a value is written with; `null` for one that stands for itself. */
export function tagOf(value: TaggedValue): string | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const keys = Object.keys(value);
  return keys.length === 1 && keys[0]!.startsWith('$') ? keys[0]! : null;
}

/** True for a value that is written with `tag`. */
export function isTagged(value: TaggedValue, tag: string): boolean {
  return typeof value === 'object' && value !== null && tag in value;
}
