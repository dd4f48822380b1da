import { MARKER } from '../sandbox/marker.ts';
import type { Ran } from '../sandbox/protocol.ts';
import { abandon } from './abandon.ts';
import { Encoder, encodeThrown } from './encode.ts';
import { isExhausted, stepsTaken } from './fuel.ts';
import { isAllocationFailure, isStackOverflow } from './made-errors.ts';
import { session } from './session.ts';
import { foreignKeys } from './intrinsics.ts';
import type { Settled } from './turn.ts';

const DETAIL_LIMIT = 4_000;
/** Characters of a verdict that is the text itself; a longer one has digests for lines. */
const VERDICT_LIMIT = 400;
const LINE_LIMIT = 40;
const LINES_LIMIT = 60;
/** More decimals than any result means: the last ones are noise of the order in which numbers are added. */
const DECIMALS = /\d+\.\d{9,}(?:e[+-]?\d+)?/gu;
const NEGATIVE_ZERO = /(?<![\w.$])-0(?![\w.])/gu;
const DIGITS = 12;
// Captured before the subject's own `process` takes the global's place; `node:crypto` takes milliseconds to load, and most children need no digest.
const builtin = process.getBuiltinModule;

/** What can be seen of one run, line by line, in full and as far as it counts when runs are compared. */
export class Outcome {
  #ending: Ran['ending'] = 'returned';
  readonly #full: string[] = [];
  readonly #bare: string[] = [];
  #overflowed = false;

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
      this.line(`threw ${full}`, `threw ${bare}`);
    } else {
      const encoder = new Encoder();
      for (const [label, value] of labels) encoder.label(value, label);
      this.line(`returned ${encoder.encode(settled.value)}`);
    }
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
    const text = [...this.#full, ...effects].join('\n');
    const lines = [this.#ending, ...this.#bare, ...effects.flatMap((effect) => effect.split('\n'))];
    return {
      ending: this.#ending,
      detail: shortened(text),
      verdict: verdictOf(lines.map(rounded)),
      steps,
      marked: text.includes(MARKER),
    };
  }
}

/** 16 hexadecimal digits of SHA-256. */
export function digest(text: string): string {
  return builtin('node:crypto').createHash('sha256').update(text).digest('hex').slice(0, 16);
}

function shortened(text: string): string {
  return text.length <= DETAIL_LIMIT
    ? text
    : `${text.slice(0, DETAIL_LIMIT)}… (${text.length} characters, ${digest(text)})`;
}

/** Line by line, so that it can be told which of them differ. */
function verdictOf(lines: readonly string[]): string {
  const whole = lines.join('\n');
  if (whole.length <= VERDICT_LIMIT) return whole;
  const short = lines.map((line) =>
    line.length <= LINE_LIMIT ? line : `${line.slice(0, line.indexOf(' ') + 1)}${digest(line)}`,
  );
  if (short.length <= LINES_LIMIT) return short.join('\n');
  return [...short.slice(0, LINES_LIMIT), digest(short.slice(LINES_LIMIT).join('\n'))].join('\n');
}

/** The sign of a zero and the last digits of a fraction are no behaviour that anybody relies on. */
function rounded(line: string): string {
  return line
    .replace(NEGATIVE_ZERO, '0')
    .replace(DECIMALS, (number) => String(Number(Number(number).toPrecision(DIGITS))));
}
