import { encode } from './encode.ts';
import type { Instance } from './subject.ts';

type AnyFunction = (...args: unknown[]) => unknown;

/** A target by its name; a static method by `Class.method`, bound to its class. */
export function named(
  instance: Instance,
  { name, internal }: { readonly name: string; readonly internal?: true | undefined },
): unknown {
  if (name === 'module.exports') return instance.exports;
  const [holder, member] = name.split('.');
  const value = internal ? instance.internals[holder!] : instance.exports[holder!];
  return member === undefined ? value : (value as Record<string, AnyFunction>)[member]!.bind(value);
}

/** A class of the subject, exported or not. */
export function classNamed(instance: Instance, name: string): new (...args: unknown[]) => object {
  const exported = name === 'module.exports' ? instance.exports : instance.exports[name];
  return (instance.internals[name] ?? exported) as new (...args: unknown[]) => object;
}

/** Text of a public field or getter. */
export function read(receiver: object, probe: string): string {
  try {
    if (probe === '[Symbol.iterator]') return encode([...(receiver as Iterable<unknown>)]);
    return encode((receiver as Record<string, unknown>)[probe]);
  } catch (error) {
    return `throws ${error instanceof Error ? error.name : 'something'}`;
  }
}
