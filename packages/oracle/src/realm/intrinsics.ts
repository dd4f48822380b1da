const { ownKeys, getOwnPropertyDescriptor, defineProperty, deleteProperty } = Reflect;
const { is } = Object;

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
}

/**
 * Globals that Node makes when they are first looked at, a descriptor being a look: `Headers` alone loads its HTTP client,
 * which takes a child longer than everything else of ours. They are remembered only for code that names them.
 */
const LAZY =
  /\b(?:FormData|Headers|Request|Response|MessageEvent|CloseEvent|\w+Stream|\w+QueuingStrategy|(?:Readable|Transform|Writable)\w+|Crypto|CryptoKey|SubtleCrypto)\b/gu;
let asleep = new Set<PropertyKey>();
let original: readonly Shape[] = [];

/** Remember the intrinsics as they are. Called once, when the environment is complete and no foreign code has run. */
export function rememberIntrinsics(): void {
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

/** Keys that a case has put on shared prototypes: an effect of its own, and none that the next case may see. */
export function foreignKeys(): string[] {
  return HOLDERS.flatMap(([name, holder], index) =>
    POLLUTED.has(name)
      ? ownKeys(holder)
          .filter((key) => !(key in original[index]!.of))
          .map((key) => `${name}.${String(key)}`)
      : [],
  );
}

/**
 * Undo what a case did to the holders above: keys added, replaced or taken away. Not undone: what is frozen or not
 * configurable by then, other prototypes (typed arrays, URL, …), objects inside built-in modules. A case that changes those
 * is confirmed in a fresh child like every other, so it can cost a proof, never make one.
 */
export function restoreIntrinsics(): void {
  for (let index = 0; index < HOLDERS.length; index++) {
    const holder = HOLDERS[index]![1];
    const shape = original[index]!;
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
    // This is done for every case: what is all there is not asked for again.
    if (kept === shape.keys.length) continue;
    for (let at = 0; at < shape.keys.length; at++) {
      const key = shape.keys[at]!;
      if (!getOwnPropertyDescriptor(holder, key)) defineProperty(holder, key, shape.of[key]!);
    }
  }
}

function shapeOf(holder: object): Shape {
  const keys = ownKeys(holder).filter((key) => !isAsleep(holder, key));
  const of = Object.create(null) as Record<PropertyKey, PropertyDescriptor>;
  for (const key of keys) of[key] = getOwnPropertyDescriptor(holder, key)!;
  return { keys, of };
}

const hasInSet = Function.prototype.call.bind(Set.prototype.has) as (
  set: Set<PropertyKey>,
  key: PropertyKey,
) => boolean;

function isAsleep(holder: object, key: PropertyKey): boolean {
  return holder === globalThis && hasInSet(asleep, key);
}

function isSame(a: PropertyDescriptor, b: PropertyDescriptor): boolean {
  return is(a.value, b.value) && a.get === b.get && a.set === b.set;
}
