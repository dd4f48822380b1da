import { session } from './session.ts';

type AnyFunction = (...args: unknown[]) => unknown;

/** Note that this case asked for the outside world, and refuse: what it shows from here on is the sandbox's doing. */
function refuse(what: string): never {
  session.refused ??= what;
  throw Object.assign(new Error(`${what} is not available in the sandbox`), { code: 'BEBUG_REFUSED' });
}

/**
 * Stands in for a built-in module that is not handed out: it can be imported and taken apart, since code that merely mentions
 * it must load; to call or construct anything of it is refused. Plain constants stay.
 */
export function refusingModule(name: string, real: object): unknown {
  const stand: Record<string, unknown> = {};
  for (const [key, value] of members(real)) stand[key] = standIn(`${name}.${key}`, value, 0);
  return Object.assign(refusing(name), stand);
}

/** A package that is not there: whatever is asked of it is refused when it is used. */
export function refusingPackage(name: string): unknown {
  return new Proxy(refusing(name), anyMember(name));
}

/** Own and inherited: a module may be an emitter (`cluster`), and a method that is not there would be an error of the sandbox's making. */
function members(real: object): [string, unknown][] {
  const known = new Map<string, unknown>();
  for (
    let from: object | null = real;
    from !== null && from !== Object.prototype && from !== Function.prototype;
    from = Reflect.getPrototypeOf(from)
  )
    for (const key of from === real ? Object.keys(from) : Object.getOwnPropertyNames(from))
      if (key !== 'constructor' && !known.has(key)) known.set(key, Reflect.get(real, key));
  return [...known];
}

function standIn(path: string, value: unknown, depth: number): unknown {
  if (typeof value === 'function') return refusing(path);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > 1) return undefined;
  const entries = Object.entries(value).map(([key, inner]) => [
    key,
    standIn(`${path}.${key}`, inner, depth + 1),
  ]);
  return Object.fromEntries(entries);
}

/** A function that can be extended, and neither called nor constructed. */
function refusing(path: string): AnyFunction {
  return function () {
    refuse(path);
  };
}

function anyMember(path: string): ProxyHandler<AnyFunction> {
  const member = (key: string | symbol): unknown => {
    if (typeof key === 'symbol' || key === 'then' || key === '__esModule' || key === 'prototype')
      return undefined;
    return new Proxy(refusing(`${path}.${key}`), anyMember(`${path}.${key}`));
  };
  return {
    get: (target, key) => (Object.hasOwn(target, key) ? (Reflect.get(target, key) as unknown) : member(key)),
    // A compiled import makes an object with this prototype, and looks its names up there.
    getPrototypeOf: () => new Proxy({}, { get: (_, key) => member(key) }),
  };
}
