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

let original: readonly Shape[] = [];

/** Remember the intrinsics as they are. Called once, when the environment is complete and no foreign code has run. */
export function rememberIntrinsics(): void {
  original = HOLDERS.map(([, holder]) => shapeOf(holder));
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
    for (let at = 0; at < keys.length; at++) {
      const key = keys[at]!;
      const old = shape.of[key];
      if (!old) deleteProperty(holder, key);
      else if (!isSame(old, getOwnPropertyDescriptor(holder, key)!)) defineProperty(holder, key, old);
    }
    for (let at = 0; at < shape.keys.length; at++) {
      const key = shape.keys[at]!;
      if (!getOwnPropertyDescriptor(holder, key)) defineProperty(holder, key, shape.of[key]!);
    }
  }
}

function shapeOf(holder: object): Shape {
  const keys = ownKeys(holder);
  const of = Object.create(null) as Record<PropertyKey, PropertyDescriptor>;
  for (const key of keys) of[key] = getOwnPropertyDescriptor(holder, key)!;
  return { keys, of };
}

function isSame(a: PropertyDescriptor, b: PropertyDescriptor): boolean {
  return is(a.value, b.value) && a.get === b.get && a.set === b.set;
}
