import { differInNothing, differInOrder } from './alike.ts';
import type { Result } from './sandbox/side.ts';
import { CRASHED, RETURNED, THREW, TOOK, UNSOUND } from './sandbox/words.ts';

/** Steps of a confirming run. */
export const FULL_FUEL = 2_000_000;
/** Steps of clean code in a search: a case that needs more is passed over. */
export const CLEAN_FUEL = 200_000;
const LEAST_FUEL = 50_000;
/** Running out of steps counts when the clean code needs at most this part of them. */
const MARGIN = 10;

/** An object that the line, or an earlier call, shows before, as the encoder refers to it. */
const SAME_OBJECT = /<r?\d+>/gu;
const TIME = new RegExp(`^${TOOK} (\\d+) ms$`, 'u');
/** Milliseconds. */
const LEAST_WAIT = 10;
/** A line that tells what a callback is called with. */
const CALLED = /^stub\d+\(/u;
/** As the lines of any other call that fails. */
const STACK_OVERFLOW = 'threw\nthrew RangeError';

/** Steps for a mutant in a search, by what the clean code took: enough to tell a hang, tentatively. */
export function searchFuel(clean: Result): number {
  return clean.ending === 'breached' ? LEAST_FUEL : Math.max(LEAST_FUEL, clean.steps * MARGIN);
}

/**
 * True when two runs of one case prove that the code behaves differently. Never true for: a breach on either side; clean code
 * that does not end, or overflows the stack; two calls that fail, each in its way; steps that run out too soon to tell.
 */
export function differs(clean: Result, mutated: Result, fuel: number): boolean {
  return provenContrast(clean, mutated, fuel) > CONTRASTS.none;
}

/** How plainly two runs of one case prove a difference (`differs`); `none` where they prove none. */
export function provenContrast(clean: Result, mutated: Result, fuel: number): Contrast {
  if (clean.ending === 'breached' || mutated.ending === 'breached') return CONTRASTS.none;
  if (clean.ending === 'diverged' || clean.ending === 'load-failed' || clean.verdict === 'stack overflow')
    return CONTRASTS.none;
  // Where a mutant stops for ever is not known: it may be where the clean code crashes.
  if (mutated.ending === 'diverged' && (clean.steps * MARGIN > fuel || isUnmeant(clean.verdict)))
    return CONTRASTS.none;
  return contrast(clean, mutated);
}

/** How plainly two runs differ. */
export const CONTRASTS = {
  none: 0,
  nothing: 1,
  order: 2,
  slight: 3,
  effect: 4,
  failure: 5,
  value: 6,
} as const;
export type Contrast = (typeof CONTRASTS)[keyof typeof CONTRASTS];

/**
 * How plainly two runs differ: `value` where a call gives another value, `failure` where it fails instead, `effect` where it does not fail any more,
 * or only effects differ. `slight` is a difference in which objects are the same one, or in effects of what fails in the end on both sides: true, and
 * open to argument: any plainer one is better. `order` is one in nothing but the order of what is told, which not everybody promises; `nothing` one
 * between `null` and `undefined`, which hardly anybody does. `none` where they do not differ, or in nothing but which error they throw: an input that
 * no code accepts shows no bug. Nor does anything from where the clean code crashes on, or makes `NaN` or an unmeant infinity of what it was given:
 * that was no use anybody meant. Calls that take twice as long in virtual time, or half as long, have another `effect`.
 */
export function contrast(clean: Result, mutated: Result): Contrast {
  if (clean.ending === 'breached' || mutated.ending === 'breached') return CONTRASTS.none;
  if (mutated.ending === 'diverged') return CONTRASTS.failure;
  const failBoth = clean.ending === 'threw' && mutated.ending === 'threw';
  const [before, taken] = told(clean.verdict);
  const [after, otherTaken] = told(mutated.verdict === 'stack overflow' ? STACK_OVERFLOW : mutated.verdict);
  let most: Contrast = CONTRASTS.value;
  const unmeant = before.findIndex(isUnmeant);
  let plainest: Contrast =
    unmeant < 0 && isOtherTime(taken, otherTaken) ? timeContrast(failBoth) : CONTRASTS.none;
  const end = unmeant < 0 ? Math.max(before.length, after.length) : unmeant;
  for (let index = 0; index < end; index++) {
    const [one, other] = [before[index] ?? '', after[index] ?? ''];
    if (one === other || (isError(one) && isError(other))) continue;
    const plain = plainness(one, other, failBoth);
    // What a callback answers hangs on what it is given, its order, too: from there on nothing else is said.
    if (plain === CONTRASTS.order && CALLED.test(one)) most = plain;
    if (plain > plainest) plainest = plain;
  }
  return plainest < most ? plainest : most;
}

/** Lines of a verdict but for the ending, which they say better, and how long the calls took. */
function told(verdict: string): readonly [lines: readonly string[], milliseconds: number] {
  const [, ...lines] = verdict.split('\n');
  const [, milliseconds] = TIME.exec(lines[0] ?? '') ?? [];
  return milliseconds === undefined ? [lines, 0] : [lines.slice(1), Number(milliseconds)];
}

/** Twice as long, and by so much that somebody could mean it: on a timer more or less nobody relies. */
function isOtherTime(one: number, other: number): boolean {
  const [less, more] = one < other ? [one, other] : [other, one];
  return more >= 2 * less && more - less >= LEAST_WAIT;
}

function timeContrast(failBoth: boolean): Contrast {
  return failBoth ? CONTRASTS.slight : CONTRASTS.effect;
}

function plainness(one: string, other: string, failBoth: boolean): Contrast {
  if (differInNothing(one, other)) return CONTRASTS.nothing;
  if (differInOrder(one, other)) return CONTRASTS.order;
  if (differInObjects(one, other)) return CONTRASTS.slight;
  if (isValue(one)) {
    if (isValue(other)) return CONTRASTS.value;
    if (isError(other)) return CONTRASTS.failure;
  }
  return failBoth && !isError(one) ? CONTRASTS.slight : CONTRASTS.effect;
}

/** Whether two different lines may say the same but for which objects are one. */
function differInObjects(one: string, other: string): boolean {
  const [before, after] = [one.split(SAME_OBJECT), other.split(SAME_OBJECT)];
  return before.length !== after.length || before.every((part, index) => part === after[index]);
}

function isError(line: string): boolean {
  return startsWith(line, THREW) || startsWith(line, CRASHED);
}

function isValue(line: string): boolean {
  return startsWith(line, RETURNED) || startsWith(line, UNSOUND);
}

/** The clean code crashes, or makes no number of it; of a whole verdict: somewhere. */
function isUnmeant(verdict: string): boolean {
  return verdict.split('\n').some((line) => startsWith(line, CRASHED) || startsWith(line, UNSOUND));
}

function startsWith(line: string, word: string): boolean {
  return line.startsWith(`${word} `);
}
