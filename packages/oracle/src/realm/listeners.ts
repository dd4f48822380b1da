import { EventEmitter, getEventListeners } from 'node:events';
import { session } from './session.ts';

const { apply } = Reflect;
const { eventNames, listenerCount } = EventEmitter.prototype;
const ADDING = ['on', 'addListener', 'prependListener'] as const;

type Adder = (...args: unknown[]) => unknown;

let watching = false;
/** Types that an `EventTarget` had listeners for: it does not tell them itself. */
let typesOf = new WeakMap<object, Set<string>>();

/** From now on, note who gets a listener. `once` and its like go through the watched methods. Idempotent. */
export function watchListeners(): void {
  typesOf = new WeakMap();
  if (watching) return;
  watching = true;
  const prototype = EventEmitter.prototype as unknown as Record<string, Adder>;
  const watched = new Map<Adder, Adder>();
  for (const name of ADDING) {
    const add = prototype[name]!;
    const noting: Adder = function (this: object, ...args) {
      session.tally.emitters.add(this);
      return apply(add, this, args);
    };
    // `on` and `addListener` are one function, and stay one.
    watched.set(add, watched.get(add) ?? noting);
    prototype[name] = watched.get(add)!;
  }
  const addTo = EventTarget.prototype.addEventListener as Adder;
  EventTarget.prototype.addEventListener = function (this: EventTarget, ...args: unknown[]): void {
    session.tally.emitters.add(this);
    const types = typesOf.get(this) ?? new Set();
    typesOf.set(this, types.add(String(args[0])));
    apply(addTo, this, args);
  };
}

/** Listeners that are still there. */
export function listenersOf(emitters: ReadonlySet<object>): number {
  let count = 0;
  for (const emitter of emitters) {
    const types = typesOf.get(emitter);
    if (types) for (const type of types) count += getEventListeners(emitter as EventTarget, type).length;
    else {
      const names: (string | symbol)[] = apply(eventNames, emitter as EventEmitter, []);
      for (const name of names) count += apply(listenerCount, emitter as EventEmitter, [name]);
    }
  }
  return count;
}
