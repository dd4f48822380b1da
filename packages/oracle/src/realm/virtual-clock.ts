import { session } from './session.ts';

/** The instant at which every case starts: 2023-11-14T22:13:20Z. */
export const EPOCH = 1_700_000_000_000;

const { apply, construct } = Reflect;

/** Virtual milliseconds since 1970. */
export function virtualNow(): number {
  return EPOCH + session.agenda.now;
}

/** Put the virtual clock where built-in classes other than `Date` read the real one by themselves. */
export function installVirtualClock(): void {
  virtualFormats();
  virtualTimeStamps();
  globalThis.File = virtualFiles(globalThis.File);
}

/** `format()` and `formatToParts()` mean now; ranges refuse a missing date by themselves. */
function virtualFormats(): void {
  const { prototype } = Intl.DateTimeFormat;
  const nativeFormat = Object.getOwnPropertyDescriptor(prototype, 'format')!.get!;
  // Intl requires that one formatter always hands out one function.
  const wrapped = new WeakMap<object, unknown>();
  Object.defineProperty(prototype, 'format', {
    configurable: true,
    get(this: Intl.DateTimeFormat): unknown {
      const bound = apply(nativeFormat, this, []) as (date: unknown) => string;
      if (!wrapped.has(bound)) wrapped.set(bound, (date: unknown) => bound(nowUnless(date)));
      return wrapped.get(bound);
    },
  });
  // A method of that name is no constructor and has no prototype: shorthand makes such a one.
  const nativeParts = Object.getOwnPropertyDescriptor(prototype, 'formatToParts')!.value as () => unknown;
  const { formatToParts } = {
    formatToParts(this: Intl.DateTimeFormat, date?: unknown): unknown {
      return apply(nativeParts, this, [nowUnless(date)] as never);
    },
  };
  Object.defineProperty(prototype, 'formatToParts', {
    value: formatToParts,
    writable: true,
    configurable: true,
  });
}

/** `null` is the date 0, only `undefined` is now. */
function nowUnless(date: unknown): unknown {
  return date === undefined ? virtualNow() : date;
}

/** An event is as old as its first look at the clock: the class does not tell when instances of it are made. */
function virtualTimeStamps(): void {
  const first = new WeakMap<object, number>();
  Object.defineProperty(Event.prototype, 'timeStamp', {
    configurable: true,
    enumerable: true,
    get(this: Event): number {
      if (!first.has(this)) first.set(this, session.agenda.now);
      return first.get(this)!;
    },
  });
}

function virtualFiles(Native: typeof File): typeof File {
  const Virtual = new Proxy(Native, {
    construct: (target, [bits, name, options, ...rest]: unknown[], newTarget) => {
      const given = options as { readonly lastModified?: number } | null | undefined;
      const dated = { ...given, lastModified: given?.lastModified ?? virtualNow() };
      return construct(target, [bits, name, dated, ...rest], newTarget) as object;
    },
  });
  Object.defineProperty(Native.prototype, 'constructor', {
    value: Virtual,
    writable: true,
    configurable: true,
  });
  return Virtual;
}
