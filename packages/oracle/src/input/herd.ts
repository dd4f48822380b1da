import type { RandomStream } from '@bebug/core';
import type { Case } from '../sandbox/case.ts';
import type { Result } from '../sandbox/side.ts';

/** Parts of an error's text that are its input's. */
const DETAILS = /\d+|(?<quote>["'`]).*?\k<quote>/gu;

type Ended = Exclude<Result, { ending: 'breached' }>;

/** Cases that lead the clean code along different ways, one for each: what others are bred from. */
export class Herd {
  readonly #ways = new Set<string>();
  readonly #all: Case[] = [];
  /** Those in which it returns: there is little to be had from more that are refused. */
  readonly #whole: Case[] = [];

  get isEmpty(): boolean {
    return this.#all.length === 0;
  }

  learn(given: Case, clean: Ended): void {
    const way = wayOf(clean);
    if (this.#ways.has(way)) return;
    this.#ways.add(way);
    this.#all.push(given);
    if (clean.ending === 'returned') this.#whole.push(given);
  }

  /** One of them: half of the time among those in which the clean code returns, and what was learnt last twice as often. */
  pick(random: RandomStream): Case {
    const from = random.integer(0, 1) === 0 || this.#whole.length === 0 ? this.#all : this.#whole;
    const at = random.integer(0, from.length + (from.length >> 1) - 1);
    return from[at < from.length ? at : at - (from.length >> 1)]!;
  }
}

/** The way that a run has gone, told by how it ended, what it entered, and the order of its steps. */
function wayOf({ ending, entered, steps, verdict }: Ended): string {
  const size = Math.ceil(Math.log2(steps + 1));
  return `${ending} ${entered ?? ''} ${size} ${ending === 'threw' ? verdict.replace(DETAILS, '') : ''}`;
}
