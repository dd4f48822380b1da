import type crypto from 'node:crypto';
import { abandon } from './abandon.ts';

type AnyFunction = (...args: unknown[]) => unknown;

/** Functions that take a callback and then work on a thread; the value names what does the same in turn. */
const TWINS = {
  argon2: 'argon2Sync',
  checkPrime: 'checkPrimeSync',
  decapsulate: 'decapsulate',
  diffieHellman: 'diffieHellman',
  hkdf: 'hkdfSync',
  pbkdf2: 'pbkdf2Sync',
  scrypt: 'scryptSync',
  sign: 'sign',
  verify: 'verify',
} as const;

/** Draw real randomness, which nothing can seed: no two runs would agree. */
const RANDOM = [
  'createDiffieHellman',
  'createDiffieHellmanGroup',
  'createECDH',
  'DiffieHellman',
  'DiffieHellmanGroup',
  'ECDH',
  'encapsulate',
  'generateKey',
  'generateKeyPair',
  'generateKeyPairSync',
  'generateKeySync',
  'generatePrime',
  'generatePrimeSync',
  'getDiffieHellman',
  'publicEncrypt',
  'randomUUIDv7',
];

/** Stand-ins for what `node:crypto` does in real time (done at once, told in a microtask) or with randomness of its own (no outcome). */
export function inTurnCrypto(native: typeof crypto): Record<string, unknown> {
  const functions = native as unknown as Record<string, AnyFunction | undefined>;
  return Object.fromEntries([
    ...Object.entries(TWINS)
      .filter(([name]) => name in functions)
      .map(([name, twin]) => [name, inTurn(functions[name]!, functions[twin]!)] as const),
    ...RANDOM.map(
      (name) =>
        [
          name,
          // A constructor too.
          function () {
            abandon(`crypto.${name} draws randomness that the sandbox cannot seed`);
          },
        ] as const,
    ),
    ['setEngine', undefined],
    ['setFips', undefined],
  ]);
}

const { queueMicrotask } = globalThis;

function inTurn(native: AnyFunction, twin: AnyFunction): AnyFunction {
  return (...args) => {
    const callback = args.at(-1);
    // Without a callback it works in turn by itself, or refuses.
    if (typeof callback !== 'function') return native(...args);
    let answer: readonly unknown[];
    try {
      answer = [null, twin(...args.slice(0, -1))];
    } catch (error) {
      if (isRefusal(error)) throw error;
      answer = [error];
    }
    queueMicrotask(() => void (callback as AnyFunction)(...answer));
    return undefined;
  };
}

/** Node looks at arguments before it starts a thread; what OpenSSL finds goes to the callback. */
function isRefusal(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && code.startsWith('ERR_') && !code.startsWith('ERR_OSSL_');
}
