/**
 * JSON for values that JSON has no words for. A plain array or object stands for itself; anything else is an object with one
 * key that starts with `$`: `$undefined`, `$number` (NaN, Infinity, -Infinity, -0), `$bigint`, `$symbol`, `$date` (ISO text or
 * null), `$map` (pairs), `$set`, `$bytes` (base64, with the class), `$regexp`, `$url`, `$error`, `$signal` (`open`, `aborted`, or the
 * milliseconds after which it is), `$port`, `$promise` (a
 * resolved value), `$rejection`, `$asyncIterable`, `$new` (an exported class and its arguments), `$function` (a table of
 * results, with `$throw` for one that throws, the index of the argument that it gives back, or an `order` of two values, 1 or -1; and
 * acts, what it does to its arguments first), `$result` (what an earlier call
 * of the sequence gave, by its number), `$same` (an argument that is one and the same wherever its number stands), `$object` (entries of an
 * object whose only key would be mistaken for a tag), `$stub` (a function of the outside world, in scenarios derived from
 * types), `$unique` (in what a stub gives: another number, text or truth value for every call).
 */
export type TaggedValue =
  null | boolean | number | string | readonly TaggedValue[] | { readonly [key: string]: TaggedValue };
