import type { Place } from '@bebug/core/truth';
import { notePost } from './messages.ts';

let current: Place | null = null;

/** Where the program runs, if not in a process of its own. */
export function place(): Place | null {
  return current;
}

/** From now on code runs in `next`: what it asks of `process`, `node:cluster` and `node:worker_threads` is answered accordingly. */
export function settleIn(next: Place | null): void {
  current = next;
  const isConnected = next === 'cluster worker';
  if (isConnected) Object.assign(process, { connected: true, send: sendToPrimary });
  else for (const name of ['connected', 'send']) Reflect.deleteProperty(process, name);
}

function sendToPrimary(message: unknown): boolean {
  notePost('the primary', structuredClone(message));
  return true;
}
