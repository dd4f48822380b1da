import type { TaggedValue } from '@bebug/core';
import type { InputWitness } from '@bebug/core/truth';
import fc from 'fast-check';
import { CONTRASTS } from '../difference.ts';
import type { Case } from '../sandbox/case.ts';
import { Side, type Sides } from '../sandbox/side.ts';
import { isUnsound, THREW } from '../sandbox/words.ts';
import type { Batch } from './batches.ts';
import type { Hit } from './hits.ts';
import { isInverted } from './ordered.ts';
import { printCase } from './print.ts';
import { replayInput } from './replay.ts';
import { isArguable, shrink, textsIn } from './shrink.ts';
import { SHAPED } from './texts.ts';
import { inputOf } from './witness-input.ts';

/** Hits that are tried as witnesses before a batch is given up. */
const CANDIDATES = 4;
/** Texts of the usual formats. */
const USUAL: ReadonlySet<string> = new Set(SHAPED);
/** A callback that fails, in JSON. */
const FAILURE = /"\$(?:throw|rejection)":/u;
/** Texts in a verdict, and in them what something that is no text, or not whole, is when it is made one. */
const QUOTED = /"(?:[^"\\]|\\.)*"/gu;
const SPELLED_NOTHING = /\b(?:undefined|null|NaN)\b|\[object |\uFFFD/gu;
/** A line of a verdict that says that there is no answer. */
const NO_ANSWER = /^returned (?:null|NaN)$/u;

type Shown = Omit<InputWitness, 'kind' | 'target' | 'executions'>;

/** A witness that was made small and replayed, and what may be said against it. */
export interface Settled {
  readonly witness: Shown;
  readonly index: number;
  readonly isSlight: boolean;
  readonly isArguable: boolean;
  /** An earlier call fails on both sides. */
  readonly isAfterRefusal: boolean;
  /** A callback fails, or the clean code has no answer where the mutant has one: seldom what somebody had in mind. */
  readonly isFarFetched: boolean;
  /** What the clean code makes of it is hardly what anybody wants. */
  readonly isMisread: boolean;
  /** The clean code takes what has no sense: a smallest that is above the largest. */
  readonly isSenseless: boolean;
}

/** Cases of a batch that differ. */
interface Found {
  readonly batch: Batch;
  readonly hits: readonly Hit[];
  /** Only the project calls what they call. */
  readonly isInner: boolean;
}

/**
 * The first hit that shrinks and replays: those that differ most plainly come first, then those on which the clean code returns, then those that
 * nobody would argue about, and then, of what only the project calls, those with texts of a usual format.
 */
export async function witnessAmong(
  { batch, hits, isInner }: Found,
  mutated: Side,
  sides: Sides,
): Promise<Settled | 'flaky' | 'luck' | null> {
  // What the clean code makes `NaN` of, or an infinite number, was seldom a sensible input.
  const plainness = (hit: Hit): number =>
    16 * hit.contrast +
    8 * Number(isSensible(hit)) +
    4 * Number(hit.clean.ending === 'returned') +
    2 * Number(!isArguable(hit.given)) +
    Number(isInner && [...textsIn(hit.given)].some((text) => USUAL.has(text)));
  let failed: 'flaky' | 'luck' | null = null;
  const plainest = hits
    .map((hit) => ({ hit, plainness: plainness(hit) }))
    .sort((a, b) => b.plainness - a.plainness)
    .slice(0, CANDIDATES);
  for (const { hit } of plainest) {
    for (const given of await smallerFirst(batch, hit, { mutated, sides, isInner })) {
      const confirmed = await replayInput(given, sides);
      if (confirmed === 'flaky' || confirmed === 'luck') failed = failed === 'flaky' ? failed : confirmed;
      // What it was made smaller from is no better.
      if (confirmed === 'luck') break;
      if (confirmed === null || confirmed === 'flaky') continue;
      const { generation } = batch;
      const witness = { input: inputOf(given), call: printCase(given), generation, ...confirmed };
      return {
        witness,
        index: hit.index,
        isSlight: hit.contrast === CONTRASTS.slight,
        isArguable: isArguable(given),
        isAfterRefusal: isAfterRefusal(hit),
        isFarFetched: isFarFetched(hit),
        isMisread: isMisread(hit),
        isSenseless: hit.clean.ending === 'returned' && isInverted(given as unknown as TaggedValue),
      };
    }
  }
  return failed;
}

function isFarFetched(hit: Hit): boolean {
  return FAILURE.test(JSON.stringify(hit.given)) || NO_ANSWER.test(toldFirst(hit).at(-1) ?? '');
}

/** What is done with something after it has refused a call is seldom what anybody promises. */
function isAfterRefusal(hit: Hit): boolean {
  return toldFirst(hit)
    .slice(1, -1)
    .some((line) => line.startsWith(`${THREW} `));
}

/** Lines of the clean code's verdict, its ending first, up to the first that the mutant's has not. */
function toldFirst({ clean, mutated }: Pick<Hit, 'clean' | 'mutated'>): readonly string[] {
  if (clean.ending === 'breached' || mutated.ending === 'breached') return [];
  const other = mutated.verdict.split('\n');
  const lines = clean.verdict.split('\n');
  return lines.slice(0, lines.findIndex((line, index) => index > 0 && line !== other[index]) + 1);
}

function isSensible(hit: Hit): boolean {
  const { clean } = hit;
  return clean.ending !== 'breached' && !isUnsound(clean.verdict, false) && !isMisread(hit);
}

/**
 * A text that the clean code gives spells what is no text (`undefined`), or bytes that spell none, and nothing that was given does: something else
 * was meant there.
 */
function isMisread({ given, clean }: Hit): boolean {
  if (clean.ending === 'breached') return false;
  const words = clean.verdict.match(QUOTED)?.flatMap((text) => text.match(SPELLED_NOTHING) ?? []) ?? [];
  if (words.length === 0) return false;
  const own = JSON.stringify(given);
  return words.some((word) => !own.includes(word));
}

async function smallerFirst(
  batch: Batch,
  hit: Hit,
  { mutated, sides, isInner }: { readonly mutated: Side; readonly sides: Sides; readonly isInner: boolean },
): Promise<Case[]> {
  const clean = new Side(sides.pool, sides.cleanCode);
  try {
    const start = batch.bred
      ? new fc.Value(hit.given, undefined)
      : batch.source.value(batch.generation, batch.from + hit.index);
    const kept = {
      clean: hit.clean.ending,
      mutated: hit.mutated.ending,
      contrast: hit.contrast,
      texts: isInner,
    };
    const small = await shrink(batch.source, batch.generation, start, kept, clean, mutated);
    return JSON.stringify(small) === JSON.stringify(hit.given) ? [hit.given] : [small, hit.given];
  } finally {
    clean.close();
  }
}
