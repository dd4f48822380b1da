import { inTurnCrypto } from './in-turn-crypto.ts';
import { memoryDatabase } from './memory-database.ts';
import { recordedCrypto } from './recorded-crypto.ts';
import { seededCrypto } from './randomness.ts';
import { virtualTimers, virtualTimersPromises } from './timers.ts';

// Captured before the subject's own `process` takes the global's place. Modules are loaded when asked for: a child must start fast.
const builtin = process.getBuiltinModule;

/* Nothing here may work on another thread, or a promise would settle in real time: asynchronous functions are twins of synchronous ones. */

const plain = (name: string) => (): unknown => builtin(`node:${name}`);

const ALLOWED: Readonly<Record<string, () => unknown>> = {
  ...Object.fromEntries(
    [
      'assert',
      'assert/strict',
      'events',
      'path',
      'path/posix',
      'path/win32',
      'querystring',
      'string_decoder',
      'url',
      'util',
      'util/types',
    ].map((name) => [name, plain(name)]),
  ),
  buffer: () => ({ ...builtin('node:buffer'), File }),
  crypto: () => ({
    ...builtin('node:crypto'),
    ...inTurnCrypto(builtin('node:crypto')),
    ...recordedCrypto({ ...builtin('node:crypto'), ...inTurnCrypto(builtin('node:crypto')) }),
    ...seededCrypto(),
  }),
  sqlite: () => {
    const { StatementSync, constants } = builtin('node:sqlite');
    return { DatabaseSync: memoryDatabase(builtin('node:sqlite')), StatementSync, constants };
  },
  process: () => process,
  timers: () => virtualTimers,
  'timers/promises': () => virtualTimersPromises,
};

const loaded = new Map<string, unknown>();

/** `require` for subjects: the allow-list, or an error that says so. */
export function requireAllowed(name: string): unknown {
  const bare = name.startsWith('node:') ? name.slice(5) : name;
  if (!Object.hasOwn(ALLOWED, bare)) {
    throw Object.assign(new Error(`the module "${name}" is not available in the sandbox`), {
      code: 'BEBUG_REFUSED',
    });
  }
  if (!loaded.has(bare)) loaded.set(bare, ALLOWED[bare]!());
  return loaded.get(bare);
}
