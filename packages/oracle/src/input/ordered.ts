import type { TaggedValue } from '@bebug/core';

/** Words for the two ends of a stretch: of data that makes sense, the first is not the larger. */
const ENDS = [
  ['min', 'max'],
  ['start', 'end'],
  ['begin', 'end'],
  ['low', 'high'],
  ['lo', 'hi'],
  ['left', 'right'],
  ['lower', 'upper'],
  ['from', 'to'],
] as const;

/** Where the lower end's word stands in a name: `min_x`, `x_min`; `xMin`. */
const PATTERNS = ENDS.map(([low, high]) => ({
  low,
  high,
  atStart: new RegExp(`(?:^|_)${low}(?=$|[A-Z_\\d])`, 'u'),
  inside: new RegExp(`${capital(low)}(?=$|[A-Z_\\d])`, 'u'),
}));

/** Names of places in a list that lies beside them. */
const PLACE = /^(?:left|right|lo|hi|low|high|k)$/u;

type Fields = Readonly<Record<string, TaggedValue>>;

/**
 * Of the names of fields or parameters those of a lower end, each with its upper one: `minX` and `maxX`, `line_start` and `line_end`, `begin` and
 * `endExclusive`.
 */
export function endsAmong(names: readonly string[]): readonly (readonly [low: string, high: string])[] {
  return names.flatMap((name) => {
    const wanted = otherEnd(withoutBound(name));
    const other = names.find((one) => withoutBound(one) === wanted);
    return other === undefined ? [] : [[name, other] as const];
  });
}

/** `fields` with all pairs of ends among them in order. */
export function inOrder(fields: Fields): Fields {
  return ordered(fields, endsAmong(Object.keys(fields)));
}

/** True where arguments of these names are related: both ends of a stretch, a list and places in it. */
export function areRelated(names: readonly string[]): boolean {
  return endsAmong(names).length > 0 || names.some((name) => PLACE.test(name));
}

/** Arguments of `parameters`, with the numbers at both ends of a stretch in order, and places in a list no further than its last item. */
export function argumentsInOrder(
  args: readonly TaggedValue[],
  parameters: readonly { readonly name: string }[],
): TaggedValue[] {
  return placedInside(orderedArguments(args, parameters), parameters);
}

/** Places beside one list stand in it: `left` and `right` of a part to sort, `k` of the item to find. */
export function placedInside(
  args: TaggedValue[],
  parameters: readonly { readonly name: string }[],
): TaggedValue[] {
  const lists = args.filter((value) => Array.isArray(value));
  if (lists.length !== 1) return args;
  const last = Math.max(0, (lists[0] as readonly TaggedValue[]).length - 1);
  return args.map((value, index) =>
    typeof value === 'number' && PLACE.test(parameters[index]?.name ?? '') ? Math.min(value, last) : value,
  );
}

function orderedArguments(
  args: readonly TaggedValue[],
  parameters: readonly { readonly name: string }[],
): TaggedValue[] {
  const ends = endsAmong(parameters.map(({ name }) => name));
  if (ends.length === 0) return [...args];
  const nameOf = (index: number): string => parameters[index]?.name ?? String(index);
  const named = ordered(Object.fromEntries(args.map((value, index) => [nameOf(index), value])), ends);
  return args.map((_, index) => named[nameOf(index)]!);
}

/** Some object in `value` has the ends of a stretch the wrong way round. */
export function isInverted(value: TaggedValue): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const parts: readonly TaggedValue[] = Object.values(value);
  if (Array.isArray(value)) return parts.some(isInverted);
  const fields = value as Fields;
  const inverted = endsAmong(Object.keys(fields)).some(([name, other]) => {
    const [low, high] = [fields[name], fields[other]];
    return typeof low === 'number' && typeof high === 'number' && low > high;
  });
  return inverted || parts.some(isInverted);
}

/** `fields` with the numbers at their `ends` in order. */
export function ordered(fields: Fields, ends: ReturnType<typeof endsAmong>): Fields {
  const result: Record<string, TaggedValue> = { ...fields };
  for (const [name, other] of ends) {
    const [low, high] = [fields[name], fields[other]];
    if (typeof low === 'number' && typeof high === 'number' && low > high)
      Object.assign(result, { [name]: high, [other]: low });
  }
  return result;
}

/** `maxX` for `minX`, `line_end` for `line_start`; `null` for a name that is no lower end. */
function otherEnd(name: string): string | null {
  for (const { low, high, atStart, inside } of PATTERNS) {
    const replaced = name.replace(atStart, (word) => word.replace(low, high)).replace(inside, capital(high));
    if (replaced !== name) return replaced;
  }
  return null;
}

/** `endExclusive` and `endInclusive` are ends. */
function withoutBound(name: string): string {
  return name.replace(/_?(?:In|Ex|in|ex)clusive$/u, '');
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
