import { encode } from './encode.ts';
import type { Instance } from './subject.ts';

/** An export by name; a static method by `Class.method`, bound to its class. */
export function exported(instance: Instance, name: string): unknown {
  if (name === 'module.exports') return instance.exports;
  const [holder, member] = name.split('.');
  const value = instance.exports[holder!];
  return member === undefined
    ? value
    : (value as Record<string, (...args: unknown[]) => unknown>)[member]!.bind(value);
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
