/**
 * JSON for values that JSON has no words for. A plain array or object stands for itself; anything else is an object with one
 * key that starts with `$`: `$undefined`, `$number` (NaN, Infinity, -Infinity, -0), `$bigint`, `$date` (ISO text or null),
 * `$map` (pairs), `$set`, `$bytes` (base64, with the class), `$regexp`, `$function` (a pure table of results),
 * `$promise` (a resolved value), `$object` (entries of an object whose keys would be mistaken for a tag).
 */
export type TaggedValue =
  null | boolean | number | string | readonly TaggedValue[] | { readonly [key: string]: TaggedValue };
