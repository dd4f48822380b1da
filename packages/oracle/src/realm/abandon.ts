import { writeSync } from 'node:fs';

// Captured before the real process is disarmed (`disarm.ts`): `process.exit` looks this up on the process.
const reallyExit = (process as unknown as { reallyExit: (code: number) => never }).reallyExit.bind(process);
const ERRORS = 2;
const FAILURE = 3;

/** End this child with a reason: what was asked has no outcome. The parent sees a breach, which proves nothing; no `catch` stops it. */
export function abandon(reason: string): never {
  writeSync(ERRORS, `${reason}\n`);
  return reallyExit(FAILURE);
}

/** End this child because nobody asks any more. */
export function leave(): never {
  return reallyExit(0);
}
