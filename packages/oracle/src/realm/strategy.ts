import type { StrategyName } from '../sandbox/protocol.ts';

/** One thing on offer at a step. */
export interface Offer {
  readonly label: string;
}

/** Where a run had a choice, and what it took. */
export interface Walked {
  /** Options on offer, step by step. */
  readonly widths: readonly number[];
  readonly picks: readonly number[];
}

/** Decides which schedules of a space are run, and in which order. It sees labels only, so that a run repeats anywhere. */
export interface Strategy {
  /** Index of the option to take at a step; `null` gives the run up. */
  choose(options: readonly Offer[], step: number): number | null;
  /** Told what a run was; false when there is no schedule left that it would run. */
  advance(run: Walked): boolean;
  /** True once it has left no schedule of the space out. */
  readonly exhaustive: boolean;
}

export function strategyNamed(name: StrategyName): Strategy {
  return name === 'depth-first' ? depthFirst() : randomWalk(name.random);
}

/** Every schedule, the one without any reordering first; neighbours differ as late as they can. */
export function depthFirst(): Strategy {
  let prefix: readonly number[] = [];
  let exhaustive = false;
  return {
    choose: (_options, step) => prefix[step] ?? 0,
    advance({ widths, picks }) {
      const last = widths.findLastIndex((width, step) => picks[step]! + 1 < width);
      if (last < 0) {
        exhaustive = true;
        return false;
      }
      prefix = [...picks.slice(0, last), picks[last]! + 1];
      return true;
    },
    get exhaustive() {
      return exhaustive;
    },
  };
}

/** Independent schedules, each step uniform among what is on offer: reaches all corners of a space too large to exhaust. */
function randomWalk(seed: number): Strategy {
  let state = seed >>> 0 || 1;
  const below = (limit: number): number => {
    // xorshift32: the sandbox has no other generator that is independent of the subject's.
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % limit;
  };
  return { choose: (options) => below(options.length), advance: () => true, exhaustive: false };
}

/** One schedule by its labels; a label that is not on offer gives the run up. */
export function following(labels: readonly string[]): Strategy {
  return {
    choose(options, step) {
      const index = options.findIndex(({ label }) => label === labels[step]);
      return index < 0 ? null : index;
    },
    advance: () => false,
    exhaustive: false,
  };
}
