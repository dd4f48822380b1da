import fc from 'fast-check';
import type { TaggedValue } from '@bebug/core';
import { deedsByKind, KEYS, type Kind } from './deeds.ts';
import { isTagged, tagOf } from './fits.ts';

type List = readonly TaggedValue[];
type Tagged = Readonly<Record<string, TaggedValue>>;

/** How deep data is looked into. */
const DEPTH = 3;
const MOST = 4;
const NOTHING: TaggedValue = { $undefined: true };
/** Of acts on data: those that put another part of it there. */
const MOVES_ONE_IN = 6;

/** One for data of each kind; which of them is done, and where, the data decides. */
interface Intent {
  readonly deeds: Readonly<Record<Kind, TaggedValue[]>>;
  readonly salt: number;
}

/** What callbacks mean to do to the data beside them; in a part of the cases nothing but what they do anyway. */
export function intents(value: fc.Arbitrary<TaggedValue>): fc.Arbitrary<readonly Intent[]> {
  const some = fc.array(fc.record({ deeds: fc.record(deedsByKind(value)), salt: fc.nat(9999) }), {
    minLength: 1,
    maxLength: MOST,
  });
  return fc.oneof({ weight: 1, arbitrary: fc.constant([]) }, { weight: 3, arbitrary: some });
}

/** Data in an argument that parts are put into, and the parts that it has. */
interface Place {
  readonly path: readonly string[];
  readonly kind: Kind;
  readonly names: readonly string[];
}

/** A callback that is handed data of its caller's. */
export interface Recipe {
  /** Which of its arguments that is. */
  readonly argument: number;
  /** It may give nothing: what has changed its data has done its work. */
  readonly mayBeSilent: boolean;
}

/**
 * The argument list, with callbacks (`recipes`, by their place) that act on data where the data passed beside them has it, and as its kind allows:
 * a recipe changes the draft that it is handed, which looks like the state that it was made of. What else they do (calls of functions) stays.
 */
export function withFittingActs(
  list: List,
  recipes: readonly (Recipe | null)[],
  meant: readonly Intent[],
): TaggedValue[] {
  const places = meant.length === 0 ? [] : list.flatMap((value) => placesIn(value, []));
  if (places.length === 0) return [...list];
  return list.map((value, index) => {
    const recipe = recipes[index];
    if (!recipe || !isTagged(value, '$function')) return value;
    const { acts = [], ...answer } = (value as { $function: Tagged }).$function;
    const fitting = meant.map((intent) => fittingAct(recipe.argument, places, intent));
    const all = [...(acts as readonly List[]).filter(isCall), ...fitting] as TaggedValue;
    return { $function: { ...(recipe.mayBeSilent ? { results: [NOTHING] } : answer), acts: all } };
  });
}

function isCall([, , how]: List): boolean {
  return how === 'later' || how === 'invoke';
}

function fittingAct(argument: number, places: readonly Place[], { deeds, salt }: Intent): TaggedValue {
  const { path, kind, names } = places[salt % places.length]!;
  const deed = deeds[kind];
  const name = nameOf(kind, names, deed, salt);
  // Nothing is put into itself: data of that kind is nobody's.
  const others = places.filter((one) => !one.path.every((step, index) => path[index] === step));
  if (salt % MOVES_ONE_IN === 0 && (kind === 'object' || kind === 'list') && others.length > 0) {
    const from = others[Math.floor(salt / MOVES_ONE_IN) % others.length]!;
    return [argument, path, 'move', name ?? KEYS[0]!, from.path];
  }
  const [how, ...given] = deed;
  return [argument, path, how!, ...(kind === 'object' ? [name!, ...given.slice(1)] : given)];
}

/** A name of something that is there, mostly. */
function nameOf(kind: Kind, names: readonly string[], deed: List, salt: number): string | undefined {
  const other = kind === 'object' ? (deed[1] as string) : names[0];
  return names.length === 0 || salt % 4 === 0 ? other : names[salt % names.length]!;
}

function placesIn(value: TaggedValue, path: readonly string[]): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const tag = tagOf(value);
  if (tag === '$map') return [{ path, kind: 'map', names: [] }];
  if (tag === '$set') return [{ path, kind: 'set', names: [] }];
  if (tag !== null) return [];
  const parts = Object.entries(value as Tagged);
  const own: Place = {
    path,
    kind: Array.isArray(value) ? 'list' : 'object',
    names: parts.map(([name]) => name),
  };
  const inner = path.length < DEPTH ? parts.flatMap(([name, part]) => placesIn(part, [...path, name])) : [];
  return [own, ...inner];
}
