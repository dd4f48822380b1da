/** What native functions cost in steps: their work on a real machine grows like this, whatever the constant. 0: constant work. */
type Sized = { readonly length: number };
type Cost = (receiver: never, args: readonly unknown[], result: unknown) => number;

const NOTHING: Cost = () => 0;
const length: Cost = (receiver: Sized) => receiver.length;
const resultLength: Cost = (_receiver, _args, result) => (result as Sized).length;
const size: Cost = (receiver: { readonly size: number }) => receiver.size;
const fields = (value: unknown): number =>
  typeof value === 'object' && value !== null ? Object.keys(value).length : 0;
const fieldsOfFirst: Cost = (_receiver, args) => fields(args[0]);
const firstLength: Cost = (_receiver, args) => sizeOf(args[0]);

/** A search stops where it finds. */
const found: Cost = (receiver: Sized, args, result) => {
  const from = typeof args[1] === 'number' ? Math.max(0, args[1]) : 0;
  return result === -1 ? Math.max(0, receiver.length - from) : Math.max(1, (result as number) - from + 1);
};
const foundFromBack: Cost = (receiver: Sized, _args, result) =>
  receiver.length - Math.max(0, result as number);
const includes: Cost = (receiver: Sized & { indexOf(...args: unknown[]): number }, args, result) =>
  found(receiver as never, args, result === true ? receiver.indexOf(...args) : -1);
/** The comparator's own steps are counted where it is the subject's; without one, so are they. */
const sorting: Cost = (receiver: Sized, args) => {
  const count = receiver.length;
  return typeof args[0] === 'function' ? count : count * Math.ceil(Math.log2(count + 1));
};
const moved: Cost = (receiver: Sized, args, result) => {
  const start = Number(args[0] ?? 0);
  const before = receiver.length + (result as Sized).length;
  return Math.max(0, before - (start < 0 ? Math.max(0, before + start) : start));
};
/** A match reads up to its end, none reads all; what is anchored gives up at once. */
const reading = (pattern: unknown, text: string): number => {
  if (!(pattern instanceof RegExp)) return text.length;
  const end = text.search(pattern);
  return end >= 0 ? end + 1 : pattern.source.startsWith('^') && !pattern.multiline ? 1 : text.length;
};
const executing: Cost = (pattern: RegExp, args, result) => {
  const text = String(args[0]);
  if (!pattern.global && !pattern.sticky) return reading(pattern, text);
  // Step by step through one text: each reads what it matches and, at the end, what is left.
  return Array.isArray(result) ? Math.max(1, String(result[0]).length) : text.length - pattern.lastIndex;
};
const testing: Cost = (pattern: RegExp, args) => reading(pattern, String(args[0]));
const matching: Cost = (text: string, args) =>
  args[0] instanceof RegExp && args[0].global ? text.length : reading(args[0], text);

const named = (names: string, cost: Cost): [string, Cost][] => names.split(' ').map((name) => [name, cost]);

const LISTS: readonly [string, Cost][] = [
  ...named('at push pop shift keys values entries subarray', NOTHING),
  ...named('indexOf', found),
  ...named('lastIndexOf', foundFromBack),
  ...named('includes', includes),
  ...named('join reverse fill copyWithin toString toLocaleString unshift toReversed toSpliced with', length),
  ...named('map filter forEach reduce reduceRight flatMap', length),
  // They stop early; the subject's own callback counts itself.
  ...named('some every find findIndex findLast findLastIndex', NOTHING),
  ...named('slice concat', resultLength),
  ...named('flat', (receiver: Sized, _args, result) => Math.max(receiver.length, (result as Sized).length)),
  ...named('sort toSorted', sorting),
  ...named('splice', moved),
];

/** Holder → function name → cost. Native functions of other names, or of other holders, count as unknown work. */
const HOLDERS: readonly (readonly [object, readonly [string, Cost][]])[] = [
  [Array.prototype, LISTS],
  [Object.getPrototypeOf(Uint8Array.prototype) as object, [...LISTS, ...named('set', firstLength)]],
  [
    String.prototype,
    [
      ...named(
        'at charAt charCodeAt codePointAt slice substring substr trim trimStart trimEnd concat toString valueOf',
        NOTHING,
      ),
      ...named('indexOf', found),
      ...named('lastIndexOf', foundFromBack),
      ...named('includes', includes),
      ...named('startsWith endsWith localeCompare', firstLength),
      ...named(
        'toLowerCase toUpperCase toLocaleLowerCase toLocaleUpperCase normalize split replace replaceAll matchAll',
        length,
      ),
      ...named('match search', matching),
      ...named('repeat padStart padEnd', resultLength),
    ],
  ],
  [RegExp.prototype, [...named('exec', executing), ...named('test', testing)]],
  [
    Map.prototype,
    [...named('get set has delete keys values entries', NOTHING), ...named('clear forEach', size)],
  ],
  [
    Set.prototype,
    [
      ...named('add has delete keys values entries', NOTHING),
      ...named(
        'clear forEach union intersection difference symmetricDifference isSubsetOf isSupersetOf isDisjointFrom',
        size,
      ),
    ],
  ],
  [WeakMap.prototype, named('get set has delete', NOTHING)],
  [WeakSet.prototype, named('add has delete', NOTHING)],
  [
    Object,
    [
      ...named('keys values entries getOwnPropertyNames getOwnPropertySymbols', resultLength),
      ...named('freeze seal isFrozen isSealed getOwnPropertyDescriptors', fieldsOfFirst),
      ...named('assign', (_receiver, args) =>
        args.slice(1).reduce<number>((sum, source) => sum + fields(source), 0),
      ),
      ...named('fromEntries', (_receiver, args, result) => Math.max(sizeOf(args[0]), fields(result))),
      ...named('groupBy', firstLength),
      ...named(
        'create defineProperty getPrototypeOf setPrototypeOf getOwnPropertyDescriptor is hasOwn',
        NOTHING,
      ),
    ],
  ],
  [Object.prototype, named('hasOwnProperty toString valueOf isPrototypeOf propertyIsEnumerable', NOTHING)],
  [
    Reflect,
    [...named('ownKeys', resultLength), ...named('get set has getPrototypeOf deleteProperty', NOTHING)],
  ],
  [Array, [...named('isArray of', NOTHING), ...named('from', resultLength)]],
  [
    JSON,
    [...named('parse', firstLength), ...named('stringify', (_receiver, _args, result) => sizeOf(result))],
  ],
  [String, named('fromCharCode fromCodePoint raw', NOTHING)],
  [Number, named('isInteger isFinite isNaN isSafeInteger parseInt parseFloat', NOTHING)],
  [Number.prototype, named('toString toFixed toPrecision valueOf', NOTHING)],
  [Promise, named('resolve reject all allSettled race any withResolvers', NOTHING)],
  [Promise.prototype, named('then catch finally', NOTHING)],
  [
    Buffer,
    [...named('from concat', resultLength), ...named('alloc allocUnsafe isBuffer byteLength', NOTHING)],
  ],
  [
    Buffer.prototype,
    [...named('toString', length), ...named('equals compare', firstLength), ...named('slice', NOTHING)],
  ],
  [Date.prototype, Object.getOwnPropertyNames(Date.prototype).map((name) => [name, NOTHING])],
  [Math, Object.getOwnPropertyNames(Math).map((name) => [name, NOTHING])],
];

/** Cost by function, whatever name it is called by. */
export function nativeCosts(): Map<unknown, Cost> {
  const costs = new Map<unknown, Cost>();
  for (const [holder, list] of HOLDERS)
    for (const [name, cost] of list) {
      const native = (holder as Record<string, unknown>)[name];
      if (typeof native === 'function') costs.set(native, cost);
    }
  return costs;
}

/** Elements of something that native code walks through. */
export function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  const { length: items, size: entries } = value as { length?: unknown; size?: unknown };
  return typeof items === 'number' ? items : typeof entries === 'number' ? entries : 0;
}
