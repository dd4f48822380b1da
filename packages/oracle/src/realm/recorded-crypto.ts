import type crypto from 'node:crypto';
import { record } from './records.ts';

type AnyFunction = (...args: unknown[]) => unknown;

/** What is recorded of a call, besides its name: its arguments from the front. */
const RECORDED: Readonly<Record<string, (...args: unknown[]) => string>> = {
  createHash: (algorithm) => String(algorithm),
  createHmac: (algorithm) => String(algorithm),
  hash: (algorithm) => String(algorithm),
  createCipheriv: (algorithm, key, vector) => [String(algorithm), hex(key), hex(vector)].join(' '),
  pbkdf2Sync: (_password, _salt, iterations, _length, digest) => `${String(digest)} ${String(iterations)}`,
  pbkdf2: (_password, _salt, iterations, _length, digest) => `${String(digest)} ${String(iterations)}`,
};

/** Functions of `functions` that say which algorithm, key and vector they are asked for; they do what they did. */
export function recordedCrypto(functions: Partial<typeof crypto>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(RECORDED).flatMap(([name, text]) => {
      const native = (functions as Record<string, AnyFunction | undefined>)[name];
      if (!native) return [];
      const recorded: AnyFunction = (...args) => {
        record('crypto', name, text(...args));
        return native(...args);
      };
      return [[name, recorded] as const];
    }),
  );
}

function hex(value: unknown): string {
  if (typeof value === 'string') return Buffer.from(value).toString('hex');
  return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : typeof value;
}
