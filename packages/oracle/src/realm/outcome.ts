import { MARKER } from '../sandbox/marker.ts';
import type { Ran } from '../sandbox/protocol.ts';
import { abandon } from './abandon.ts';
import { Encoder, encodeThrown } from './encode.ts';
import { isExhausted, stepsTaken } from './fuel.ts';
import { isAllocationFailure, isCrash, isStackOverflow } from './made-errors.ts';
import { session } from './session.ts';
import { foreignKeys } from './intrinsics.ts';
import type { Settled } from './turn.ts';
import { CRASHED, isUnsound, RETURNED, THREW, TOOK, UNSOUND } from '../sandbox/words.ts';
import { digest, verdictOf } from './verdict.ts';

const DETAIL_LIMIT = 4_000;
let meansInfinity = false;

/** Whether, from now on, an infinite number is an outcome like any other (`Program.meansInfinity`). */
export function allowInfinity(isMeant: boolean): void {
  meansInfinity = isMeant;
}

/** What can be seen of one run, line by line, in full and as far as it counts when runs are compared. */
export class Outcome {
  #ending: Ran['ending'] = 'returned';
  readonly #full: string[] = [];
  readonly #bare: string[] = [];
  #overflowed = false;
  /** Milliseconds of virtual time that calls took; `null` where one never settles. */
  #taken: number | null = 0;

  /** The end of one call. `labels` are objects that the caller knows: the receiver, the arguments. */
  settled(settled: Settled, labels: readonly (readonly [string, unknown])[]): void {
    if (settled.how === 'pending') {
      this.#ending = 'never-settled';
      this.line('never settled');
    } else if (settled.how === 'error') {
      if (isAllocationFailure(settled.error)) abandon('out of memory');
      if (isStackOverflow(settled.error)) this.#overflowed = true;
      const { full, bare } = encodeThrown(settled.error);
      this.#ending = 'threw';
      this.line(`threw ${full}`, `${isCrash(settled.error) ? CRASHED : THREW} ${bare}`);
    } else {
      const encoder = new Encoder();
      for (const [label, value] of labels) encoder.label(value, label);
      const value = encoder.encode(settled.value);
      this.line(`returned ${value}`, `${isUnsound(value, meansInfinity) ? UNSOUND : RETURNED} ${value}`);
    }
  }

  /** A call has taken so many milliseconds of virtual time. */
  took(milliseconds: number, { how }: Settled): void {
    this.#taken = how === 'pending' || this.#taken === null ? null : this.#taken + milliseconds;
  }

  line(full: string, bare = full): void {
    this.#full.push(full);
    this.#bare.push(bare);
  }

  /** An error on the way does not make a sequence of calls one that threw: only its last call does. */
  resume(): void {
    this.#ending = 'returned';
  }

  close(): Ran {
    const steps = stepsTaken();
    if (session.refused !== null)
      return { ending: 'refused', detail: session.refused, verdict: 'refused', steps, marked: false };
    if (isExhausted())
      return { ending: 'diverged', detail: 'out of steps', verdict: 'diverged', steps, marked: false };
    if (this.#overflowed)
      return {
        ending: 'threw',
        detail: 'threw RangeError: stack overflow',
        verdict: 'stack overflow',
        steps,
        marked: false,
      };
    const effects = [session.journal.print(), ...foreignKeys().map((key) => `polluted ${key}`)].filter(
      (text) => text !== '',
    );
    const taken = Math.round(this.#taken ?? 0);
    const took = taken > 0 ? [`${TOOK} ${taken} ms`] : [];
    const text = [...this.#full, ...effects, ...took].join('\n');
    const lines = [this.#ending, ...took, ...this.#bare, ...effects.flatMap((effect) => effect.split('\n'))];
    return {
      ending: this.#ending,
      detail: shortened(text),
      verdict: verdictOf(lines),
      steps,
      marked: text.includes(MARKER),
    };
  }
}

function shortened(text: string): string {
  return text.length <= DETAIL_LIMIT
    ? text
    : `${text.slice(0, DETAIL_LIMIT)}… (${text.length} characters, ${digest(text)})`;
}
