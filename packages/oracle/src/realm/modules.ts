import { aloneInCluster, AloneChannel } from './alone.ts';
import { inTurnCrypto } from './in-turn-crypto.ts';
import { memoryDatabase } from './memory-database.ts';
import { recordedCrypto } from './recorded-crypto.ts';
import { seededCrypto } from './randomness.ts';
import { refusingModule, refusingPackage } from './refusal.ts';
import { place } from './place.ts';
import { parentPort, silentThreads } from './threads.ts';
import { virtualTimers, virtualTimersPromises } from './timers.ts';

// Captured before the subject's own `process` takes the global's place. Modules are loaded when asked for: a child must start fast.
const builtin = process.getBuiltinModule;
const { isBuiltin } = builtin('node:module');

/* Nothing here may work on another thread, or a promise would settle in real time: asynchronous functions are twins of synchronous ones. */

/** An odd number: how a half of it is rounded shows. */
const PROCESSORS = 3;

const isThread = (): boolean => place() === 'worker thread';

const plain = (name: string) => (): unknown => builtin(`node:${name}`);

const ALLOWED: Readonly<Record<string, () => unknown>> = {
  ...Object.fromEntries(
    [
      'assert',
      'assert/strict',
      'diagnostics_channel',
      'path',
      'path/posix',
      'path/win32',
      'punycode',
      'querystring',
      'stream',
      'stream/promises',
      'stream/web',
      'string_decoder',
      'url',
      'util/types',
    ].map((name) => [name, plain(name)]),
  ),
  // Call sites tell where in its text the code is: clean and mutated code differ there without behaving differently.
  util: () => ({ ...builtin('node:util'), getCallSites: () => [] }),
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
  async_hooks: () => {
    const { AsyncLocalStorage, AsyncResource } = withoutIds(builtin('node:async_hooks'));
    return { AsyncLocalStorage, AsyncResource };
  },
  events: () => {
    withoutIds(builtin('node:async_hooks'));
    return builtin('node:events');
  },
  net: () => {
    const { isIP, isIPv4, isIPv6 } = builtin('node:net');
    return { ...(refusingModule('net', builtin('node:net')) as object), isIP, isIPv4, isIPv6 };
  },
  os: () => ({
    ...(refusingModule('os', builtin('node:os')) as object),
    EOL: '\n',
    availableParallelism: () => PROCESSORS,
    cpus: () => Array.from({ length: PROCESSORS }, () => ({ model: 'sandbox' })),
    endianness: () => 'LE',
    hostname: () => 'sandbox',
    platform: () => 'linux',
    tmpdir: () => '/tmp',
    type: () => 'Linux',
  }),
  perf_hooks: () => {
    const { createHistogram } = builtin('node:perf_hooks');
    return { performance, createHistogram };
  },
  process: () => process,
  cluster: () => aloneInCluster(builtin('node:cluster')),
  worker_threads: () => ({
    ...(refusingModule('worker_threads', builtin('node:worker_threads')) as object),
    ...silentThreads,
    BroadcastChannel: AloneChannel,
    isInternalThread: false,
    get isMainThread() {
      return !isThread();
    },
    get parentPort() {
      return isThread() ? parentPort() : null;
    },
    get threadId() {
      return Number(isThread());
    },
    workerData: null,
  }),
  timers: () => virtualTimers,
  'timers/promises': () => virtualTimersPromises,
};

/** What is asynchronous is counted all through a process: its numbers say what else has run there. */
function withoutIds<T extends { readonly AsyncResource: { readonly prototype: object } }>(hooks: T): T {
  Object.assign(hooks.AsyncResource.prototype, { asyncId: () => 1, triggerAsyncId: () => 0 });
  return hooks;
}

const loaded = new Map<string, unknown>();

/** `require` for subjects: the allow-list; else a stand-in that loads and refuses to do anything. */
export function requireAllowed(name: string): unknown {
  const bare = name.startsWith('node:') ? name.slice(5) : name;
  if (!loaded.has(bare)) loaded.set(bare, provide(bare));
  return loaded.get(bare);
}

function provide(name: string): unknown {
  if (Object.hasOwn(ALLOWED, name)) return ALLOWED[name]!();
  return isBuiltin(name) ? refusingModule(name, builtin(`node:${name}`) ?? {}) : refusingPackage(name);
}
