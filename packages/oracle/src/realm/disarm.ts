import { EventEmitter } from 'node:events';

/** What of the real process acts on the world, or hands out something that does. */
const ARMS = [
  '_debugEnd',
  '_debugProcess',
  '_getActiveHandles',
  '_getActiveRequests',
  '_kill',
  '_linkedBinding',
  '_rawDebug',
  '_startProfilerIdleNotifier',
  'abort',
  'binding',
  'chdir',
  'dlopen',
  'execve',
  'exit',
  'getBuiltinModule',
  'initgroups',
  'kill',
  'loadEnvFile',
  'openStdin',
  'reallyExit',
  'setUncaughtExceptionCaptureCallback',
  'setegid',
  'seteuid',
  'setgid',
  'setgroups',
  'setuid',
  'umask',
];
/** Handles and objects that lead to them. */
const HANDLES = ['mainModule', 'report', 'stderr', 'stdin', 'stdout'];

/**
 * Node calls methods on the real process, so foreign code that replaces `EventEmitter.prototype.emit` would be handed it as
 * `this`. The process gets an `emit` of its own, and loses what it could do; the harness has captured what it needs itself.
 */
export function disarm(real: NodeJS.Process): void {
  const refuse = (): never => {
    throw Object.assign(new Error('the sandbox has no such thing'), { code: 'BEBUG_REFUSED' });
  };
  // Writable: Node itself wraps some of these when it loads `node:worker_threads`. What they did is gone all the same.
  const put = (name: string, value: unknown): void =>
    void Object.defineProperty(real, name, { value, writable: true, enumerable: false, configurable: false });
  put('emit', EventEmitter.prototype.emit.bind(real));
  for (const name of ARMS) put(name, refuse);
  for (const name of HANDLES) put(name, undefined);
}
