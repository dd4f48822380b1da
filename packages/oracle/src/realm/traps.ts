import type { KitName } from '../attack/kit-names.ts';
import { record } from './records.ts';

const { apply } = Reflect;
// Kept while it is there (`disarm.ts`): few children need the module, and it brings others with it.
const { getBuiltinModule } = process;
const { exec } = RegExp.prototype;
/** Backtracking beyond this goes on in the engine that takes linear time: the match ends alike, and nothing hangs. */
const BACKTRACKS = 20_000;

let lenient = false;

/**
 * Put what a kit needs to see into the globals of the running case; the next case starts without it (`intrinsics.ts`).
 * Gives back what ends the watch.
 */
export function setTraps(kit: KitName): () => void {
  if (kit === 'code-injection') {
    Object.defineProperty(globalThis, 'bebugRan', {
      value: () => record('evaluated', 'bebugRan'),
      configurable: true,
      enumerable: false,
    });
  }
  if (kit !== 'backtracking') return () => undefined;
  if (!lenient) {
    const { setFlagsFromString } = getBuiltinModule('node:v8');
    setFlagsFromString('--enable-experimental-regexp-engine-on-excessive-backtracks');
    setFlagsFromString(`--regexp-backtracks-before-fallback=${BACKTRACKS}`);
    lenient = true;
  }
  let watching = true;
  const known = new Set<string>();
  // `test`, `match`, `replace` and `split` go through it.
  RegExp.prototype.exec = function (this: RegExp, text: string) {
    if (watching) {
      const pattern = `/${this.source}/${this.flags}`;
      const key = `${pattern} ${text}`;
      if (!known.has(key)) record('match', pattern, text);
      known.add(key);
    }
    return apply(exec, this, [text]);
  };
  return () => {
    watching = false;
  };
}
