import type { TaggedValue } from '@bebug/core';
import type { Case } from '../sandbox/case.ts';

/** A case whose two outcomes differ in the order of what they tell, and in nothing else. */
export interface Reordered {
  readonly given: Case;
  /** Texts of the two outcomes. */
  readonly clean: string;
  readonly mutated: string;
}

/** Two things are always in some order. */
const FEWEST_THINGS = 3;
/** So many cases tell a rule from chance, … */
const FEWEST_CASES = 5;
/** … when it holds in this share of them. */
const MOSTLY = 0.9;

/** In a line of an outcome: a value, behind the name of its field where it has one. */
const VALUE = /(?:(?<field>[\w$]+): )?(?![\w$]+: )(?<value>"(?:[^"\\]|\\.)*"|[^\s,:[\]{}()<>"]+)/gu;

/**
 * True when what the clean code gives stands in an order that nothing explains: in enough of the cases neither sorted by anything that is told, nor as it
 * was given, nor the other way round. Then nobody promises that order. A driver's outcomes are its author's word, and always in order.
 */
export function isOrderUnexplained(cases: readonly Reordered[]): boolean {
  const explained = cases
    .filter(({ given }) => given.kind !== 'driver')
    .map(isExplained)
    .filter((one) => one !== null);
  return explained.length >= FEWEST_CASES && explained.filter(Boolean).length < MOSTLY * explained.length;
}

/** `null`: too few things to tell. */
function isExplained({ given, clean, mutated }: Reordered): boolean | null {
  const [before, after] = [clean.split('\n'), mutated.split('\n')];
  const line = before.findIndex((one, index) => one !== after[index]);
  const [told, toldAfter] = [columnsOf(before[line] ?? ''), columnsOf(after[line] ?? '')];
  const inputs = givenColumns(given);
  let explained: boolean | null = null;
  for (const [field, values] of told) {
    const isSame = values.join(' ') === (toldAfter.get(field) ?? []).join(' ');
    if (isSame || new Set(values).size < FEWEST_THINGS) continue;
    const lists = inputs.get(field) ?? [];
    explained =
      isSorted(values) || lists.some((list) => isWithin(values, list) || isWithin(values, list.toReversed()));
    if (explained) return true;
  }
  return explained;
}

/** Values of a line by the field that holds them (empty: no field), in the order in which they stand. */
function columnsOf(line: string): ReadonlyMap<string, readonly string[]> {
  const columns = new Map<string, string[]>();
  for (const { groups } of line.matchAll(VALUE)) push(columns, groups!['field'] ?? '', groups!['value']!);
  // The first word of a line says how the call ended.
  columns.get('')?.shift();
  return columns;
}

/** Values that were given by the field that holds them, argument by argument and all together. */
function givenColumns(given: Case): ReadonlyMap<string, readonly (readonly string[])[]> {
  const args: readonly TaggedValue[] = [
    ...('args' in given ? given.args : []),
    ...given.calls.flatMap(([, ofCall]): readonly TaggedValue[] => ofCall),
  ];
  const columns = new Map<string, string[][]>();
  for (const argument of [...args, args]) {
    const own = new Map<string, string[]>();
    gather(argument, '', own);
    for (const [field, values] of own) push(columns, field, values);
  }
  return columns;
}

function gather(value: TaggedValue, field: string, columns: Map<string, string[]>): void {
  if (typeof value !== 'object' || value === null) push(columns, field, JSON.stringify(value));
  else if (Array.isArray(value))
    for (const part of value as readonly TaggedValue[]) gather(part, '', columns);
  else
    for (const [name, part] of Object.entries(value)) gather(part, name.startsWith('$') ? '' : name, columns);
}

function push<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

/** One way or the other, as numbers where all are. */
function isSorted(values: readonly string[]): boolean {
  const numbers = values.map(Number);
  return numbers.some(Number.isNaN) ? isMonotone(values) : isMonotone(numbers);
}

function isMonotone<T>(values: readonly T[]): boolean {
  const pairs = values.slice(1).map((value, index) => [values[index]!, value] as const);
  return pairs.every(([one, next]) => one <= next) || pairs.every(([one, next]) => one >= next);
}

/** All values stand in `list`, in that order. */
function isWithin(values: readonly string[], list: readonly string[]): boolean {
  let at = 0;
  for (const one of list) if (at < values.length && one === values[at]) at++;
  return at === values.length;
}
