import { compileFunction } from 'node:vm';

const { apply, ownKeys, getOwnPropertyDescriptor, defineProperty, deleteProperty } = Reflect;
const { is, keys: enumerableKeys, getOwnPropertySymbols } = Object;

/** What a case may have changed for the next one: the globals, and what nearly all code stands on. */
const HOLDERS: readonly (readonly [name: string, holder: object])[] = [
  ['globalThis', globalThis],
  ...(
    ['Object', 'Array', 'Function', 'String', 'Number', 'Promise', 'Map', 'Set', 'RegExp'] as const
  ).flatMap((name) => [
    [name, globalThis[name]] as const,
    [`${name}.prototype`, globalThis[name].prototype] as const,
  ]),
  ['Error', Error],
  ['Math', Math],
  ['JSON', JSON],
  ['Reflect', Reflect],
];
/** A key that stays on one of these shows in the values of others. */
const POLLUTED = new Set(['Object.prototype', 'Array.prototype', 'Function.prototype']);

/** Without the methods of `Map`: a case may have replaced them. */
interface Shape {
  readonly keys: readonly PropertyKey[];
  readonly of: Readonly<Record<PropertyKey, PropertyDescriptor | undefined>>;
  /** Own keys that are enumerable, and symbols: an assignment adds to one of them. */
  readonly enumerable: number;
  readonly symbols: number;
  /** Whether the keys that have a value still have it; may throw. */
  readonly hasSameValues: (holder: object) => boolean;
  readonly accessors: readonly PropertyKey[];
}

/**
 * Globals that Node makes when they are first looked at, a descriptor being a look: `Headers` alone loads its HTTP client,
 * which takes a child longer than everything else of ours. They are remembered only for code that names them.
 */
const LAZY =
  /\b(?:FormData|Headers|Request|Response|MessageEvent|MessagePort|CloseEvent|\w+Stream|\w+QueuingStrategy|(?:Readable|Transform|Writable)\w+|Crypto|CryptoKey|SubtleCrypto)\b/gu;
let asleep = new Set<PropertyKey>();
let original: readonly Shape[] = [];
/** Whether a property of a holder was defined, enumerable or not, since the last `restoreIntrinsics`. */
let isDefinedOn = false;

/** Remember the intrinsics as they are. Called once, when the environment is complete and no foreign code has run. */
export function rememberIntrinsics(): void {
  watchDefinitions();
  asleep = new Set(
    ownKeys(globalThis).filter((key) => typeof key === 'string' && key.replace(LAZY, '') === ''),
  );
  original = HOLDERS.map(([, holder]) => shapeOf(holder));
}

/** Remember the lazy globals that `code` names, too. Called before it runs. */
export function rememberNamed(code: string): void {
  const named = (code.match(LAZY) ?? []).filter((name) => asleep.delete(name));
  if (named.length > 0)
    original = HOLDERS.map(([, holder], index) => (index === 0 ? shapeOf(holder) : original[index]!));
}

/** Notice when code defines properties on a holder: asking for all of its keys after every case would cost as much as the case. */
function watchDefinitions(): void {
  const isHolder = hasInSet.bind(null, new Set(HOLDERS.map(([, holder]) => holder)));
  const watched = <F extends (target: never, ...rest: never[]) => unknown>(native: F): F =>
    new Proxy(native, {
      apply(define, self, args) {
        if (isHolder(args[0])) isDefinedOn = true;
        return apply(define, self, args) as unknown;
      },
    });
  Object.defineProperty = watched(Object.defineProperty);
  Object.defineProperties = watched(Object.defineProperties);
  Reflect.defineProperty = watched(Reflect.defineProperty);
}

/** Keys that a case has put on shared prototypes: an effect of its own, and none that the next case may see. */
export function foreignKeys(): string[] {
  const foreign: string[] = [];
  for (let index = 0; index < HOLDERS.length; index++) {
    const [name, holder] = HOLDERS[index]!;
    if (!POLLUTED.has(name)) continue;
    const keys = ownKeys(holder);
    for (let at = 0; at < keys.length; at++)
      if (!(keys[at]! in original[index]!.of)) foreign.push(`${name}.${String(keys[at]!)}`);
  }
  return foreign;
}

/**
 * Undo what a case did to the holders above: keys added, replaced or taken away. Not undone: what is frozen or not
 * configurable by then, other prototypes (typed arrays, URL, …), objects inside built-in modules. A case that changes those
 * is confirmed in a fresh child like every other, so it can cost a proof, never make one.
 */
export function restoreIntrinsics(): void {
  const isEveryKeyAsked = isDefinedOn;
  isDefinedOn = false;
  for (let index = 0; index < HOLDERS.length; index++) {
    const holder = HOLDERS[index]![1];
    const shape = original[index]!;
    if (!isEveryKeyAsked && isUntouched(holder, shape)) continue;
    const keys = ownKeys(holder);
    let kept = 0;
    for (let at = 0; at < keys.length; at++) {
      const key = keys[at]!;
      if (isAsleep(holder, key)) continue;
      const old = shape.of[key];
      if (!old) {
        deleteProperty(holder, key);
        continue;
      }
      kept++;
      if (!isSame(old, getOwnPropertyDescriptor(holder, key)!)) defineProperty(holder, key, old);
    }
    if (kept === shape.keys.length) continue;
    for (let at = 0; at < shape.keys.length; at++) {
      const key = shape.keys[at]!;
      if (!getOwnPropertyDescriptor(holder, key)) defineProperty(holder, key, shape.of[key]!);
    }
  }
}

/**
 * Asked of every holder after every case, so it makes no descriptors and no list of all keys. Where a case has put an accessor in
 * place of a value, this runs it: it is the case's own code, and what it throws says that something was touched.
 */
function isUntouched(holder: object, { enumerable, symbols, hasSameValues, accessors, of }: Shape): boolean {
  if (enumerableKeys(holder).length !== enumerable) return false;
  if (getOwnPropertySymbols(holder).length !== symbols) return false;
  try {
    if (!hasSameValues(holder)) return false;
  } catch {
    return false;
  }
  for (let at = 0; at < accessors.length; at++) {
    const key = accessors[at]!;
    const now = getOwnPropertyDescriptor(holder, key);
    if (!now || !isSame(of[key]!, now)) return false;
  }
  return true;
}

function shapeOf(holder: object): Shape {
  const keys = ownKeys(holder).filter((key) => !isAsleep(holder, key));
  const of = Object.create(null) as Record<PropertyKey, PropertyDescriptor>;
  for (const key of keys) of[key] = getOwnPropertyDescriptor(holder, key)!;
  const named = keys.filter((key) => 'value' in of[key]! && (of[key].writable || of[key].configurable));
  return {
    keys,
    of,
    enumerable: enumerableKeys(holder).length,
    symbols: getOwnPropertySymbols(holder).length,
    hasSameValues: comparer(named, of),
    accessors: keys.filter((key) => !('value' in of[key]!)),
  };
}

/** One expression, in which every key has a place of its own: the engine finds each in one step, in a loop it would look all of them up. */
function comparer(keys: readonly PropertyKey[], of: Shape['of']): Shape['hasSameValues'] {
  const terms = keys.map(
    (key, at) => `holder[${typeof key === 'string' ? JSON.stringify(key) : `keys[${at}]`}] === values[${at}]`,
  );
  const compare = compileFunction(`return ${['true', ...terms].join(' && ')}`, [
    'holder',
    'keys',
    'values',
  ]) as (holder: object, keys: readonly PropertyKey[], values: readonly unknown[]) => boolean;
  const values = keys.map((key) => of[key]!.value as unknown);
  return (holder) => compare(holder, keys, values);
}

const hasInSet = Function.prototype.call.bind(Set.prototype.has) as (
  set: Set<unknown>,
  member: unknown,
) => boolean;

function isAsleep(holder: object, key: PropertyKey): boolean {
  return holder === globalThis && hasInSet(asleep, key);
}

function isSame(a: PropertyDescriptor, b: PropertyDescriptor): boolean {
  return is(a.value, b.value) && a.get === b.get && a.set === b.set;
}
