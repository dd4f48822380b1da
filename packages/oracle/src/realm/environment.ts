import { AloneChannel } from './alone.ts';
import { disarm } from './disarm.ts';
import { encodeThrown } from './encode.ts';
import { Exhausted } from './fuel.ts';
import { watchMadeErrors } from './made-errors.ts';
import { seededWebCrypto } from './randomness.ts';
import { seededRandom, session } from './session.ts';
import { hideSourceTexts } from './source-texts.ts';
import { Channel } from './threads.ts';
import { virtualTimers } from './timers.ts';
import { EPOCH, installVirtualClock, virtualNow } from './virtual-clock.ts';

/** Globals that reach out of the process, read its clock, work on threads of their own, or that no two runs would agree on. */
const REMOVED = [
  'fetch',
  'WebSocket',
  'EventSource',
  'navigator',
  'localStorage',
  'sessionStorage',
  'gc',
  'Performance',
  'PerformanceEntry',
  'PerformanceMark',
  'PerformanceMeasure',
  'PerformanceObserver',
  'PerformanceObserverEntryList',
  'PerformanceResourceTiming',
  'CompressionStream',
  'DecompressionStream',
  'WebAssembly',
];

const realProcess = process;

/** Make this process a place where the same code does the same thing every time. Called once, before any foreign code. */
export function installEnvironment(): void {
  watchMadeErrors();
  hideSourceTexts();
  realProcess.on('uncaughtException', noteUncaught);
  realProcess.on('unhandledRejection', noteUncaught);
  for (const name of REMOVED) Reflect.deleteProperty(globalThis, name);
  // Waits in real time.
  Reflect.deleteProperty(Atomics, 'waitAsync');
  // Draw randomness that nothing can seed.
  Reflect.deleteProperty(URL, 'createObjectURL');
  // What Node's HTTP client, loaded by `Headers` and its like, would send requests with.
  for (const version of [1, 2])
    Object.defineProperty(globalThis, Symbol.for(`undici.globalDispatcher.${version}`), {
      value: Object.freeze({}),
    });
  Object.assign(Math, { random: seededRandom });
  installVirtualClock();
  define('BroadcastChannel', AloneChannel);
  define('MessageChannel', Channel);
  define('Date', virtualDate());
  define('performance', {
    now: () => session.agenda.now,
    timeOrigin: EPOCH,
    mark: () => undefined,
    measure: () => undefined,
  });
  define('crypto', seededWebCrypto);
  define('console', silentConsole());
  for (const [name, timer] of Object.entries(virtualTimers)) define(name, timer);
  Object.defineProperty(AbortSignal, 'timeout', {
    value: virtualAbortTimeout,
    writable: true,
    configurable: true,
  });
  define('process', virtualProcess());
  // Of a CommonJS module, whose folder is nobody's business; a global, since a module may declare one of its own.
  define('__dirname', '/');
  define('__filename', '/subject.js');
  disarm(realProcess);
}

function noteUncaught(error: unknown): void {
  if (!(error instanceof Exhausted)) session.journal.uncaught.push(encodeThrown(error).bare);
}

function define(name: string, value: unknown): void {
  // What Node makes when it is first looked at would be made, only to be replaced: `BroadcastChannel` brings all streams.
  Reflect.deleteProperty(globalThis, name);
  Object.defineProperty(globalThis, name, { value, writable: true, enumerable: false, configurable: true });
}

function virtualDate(): DateConstructor {
  const Native = Date;
  const Virtual = new Proxy(Native, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [virtualNow()] : args, newTarget) as object,
    apply: () => new Native(virtualNow()).toString(),
    get: (target, key) => (key === 'now' ? virtualNow : (Reflect.get(target, key) as unknown)),
  });
  Object.defineProperty(Native.prototype, 'constructor', {
    value: Virtual,
    writable: true,
    configurable: true,
  });
  return Virtual;
}

function virtualAbortTimeout(milliseconds: number): AbortSignal {
  const controller = new AbortController();
  virtualTimers.setTimeout(() => {
    controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
  }, milliseconds);
  return controller.signal;
}

function silentConsole(): object {
  const names = Object.keys(console);
  return Object.fromEntries(names.map((name) => [name, () => undefined]));
}

/** As much of `process` as library code asks about; nothing that acts. */
function virtualProcess(): object {
  const chain = (): object => virtual;
  const virtual = {
    env: {},
    argv: ['node', 'subject'],
    execArgv: [],
    platform: 'linux',
    arch: 'x64',
    pid: 1,
    version: realProcess.version,
    versions: { ...realProcess.versions },
    exitCode: undefined,
    stdout: { write: () => true, isTTY: false },
    stderr: { write: () => true, isTTY: false },
    cwd: () => '/',
    uptime: () => session.agenda.now / 1000,
    hrtime: Object.assign(() => [Math.floor(session.agenda.now / 1000), (session.agenda.now % 1000) * 1e6], {
      bigint: () => BigInt(Math.round(session.agenda.now * 1e6)),
    }),
    memoryUsage: () => ({ rss: 0, heapTotal: 0, heapUsed: 0, external: 0, arrayBuffers: 0 }),
    nextTick: realProcess.nextTick,
    emitWarning: () => undefined,
    exit: (code: unknown) => {
      throw new Error(`process.exit(${String(code)})`);
    },
    on: chain,
    once: chain,
    off: chain,
    emit: () => false,
    addListener: chain,
    removeListener: chain,
  };
  return virtual;
}
