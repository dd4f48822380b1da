import { compareText, groupBy, keyedHex } from '@bebug/core';
import type { Candidate } from './mutants.ts';
import type { Count, Mix } from './profile/mix.ts';

/** The candidates of one operator that wait. */
interface Waiting {
  readonly own: Candidate[];
  /** Those that turned out to be conspicuous when their turn came: they come behind all others. */
  readonly setAside: Candidate[];
}

/** Candidates that wait to be tried, by operator; the mix says whose turn it is. */
export class CandidateQueue {
  readonly #waiting: Map<string, Waiting>;
  readonly #mix: Mix;
  readonly #isConspicuous: (candidate: Candidate) => boolean;

  constructor(
    candidates: readonly Candidate[],
    seed: number,
    mix: Mix,
    isConspicuous: (candidate: Candidate) => boolean,
  ) {
    this.#mix = mix;
    this.#isConspicuous = isConspicuous;
    this.#waiting = new Map(
      [...groupBy(candidates, ({ operator }) => operator)].map(([operator, own]) => [
        operator,
        { own: orderCandidates(own, seed), setAside: [] },
      ]),
    );
  }

  get isEmpty(): boolean {
    return this.#waiting.size === 0;
  }

  /** Take out up to `number` candidates; `count` says what came of the operators' candidates before. */
  take(number: number, count: Count): Candidate[] {
    const taken: Candidate[] = [];
    // What is under way counts as a bug, so that one operator does not get a whole batch.
    const withTaken: Count = (id) => count(id) + taken.filter(({ operator }) => operator === id).length;
    while (taken.length < number && !this.isEmpty) {
      const operator = this.#mix.next(new Set(this.#waiting.keys()), withTaken);
      taken.push(this.#takeOf(operator));
    }
    return taken;
  }

  #takeOf(operator: string): Candidate {
    const { own, setAside } = this.#waiting.get(operator)!;
    let next = own.shift();
    for (; next !== undefined && this.#isConspicuous(next); next = own.shift()) setAside.push(next);
    next ??= setAside.shift()!;
    if (own.length + setAside.length === 0) this.#waiting.delete(operator);
    return next;
  }
}

/**
 * An order in which corpora take turns, within a corpus operators, within an operator files, and only then chance decides, keyed
 * by (seed, corpus, file, function, operator, edit). Long files do not crowd out the rest, and the order does not depend on how
 * candidates were found.
 */
export function orderCandidates(candidates: readonly Candidate[], seed: number): Candidate[] {
  const luck = new Map(candidates.map((candidate) => [candidate, rank(seed, candidate)]));
  const byLuck = (a: Candidate, b: Candidate): number => compareText(luck.get(a)!, luck.get(b)!);
  const ordered = [...candidates].sort(byLuck);
  return takeTurns(
    ordered,
    (candidate) => candidate.corpus,
    (ofCorpus) =>
      takeTurns(
        ofCorpus,
        (candidate) => candidate.operator,
        (ofOperator) =>
          takeTurns(
            ofOperator,
            (candidate) => candidate.file,
            (ofFile) => ofFile,
          ),
      ),
  );
}

/** Groups deal one item each, round after round; groups are in the order of their first item. */
function takeTurns(
  items: readonly Candidate[],
  keyOf: (item: Candidate) => string,
  within: (group: Candidate[]) => Candidate[],
): Candidate[] {
  const groups = [...groupBy(items, keyOf).values()].map(within);
  const longest = Math.max(0, ...groups.map((group) => group.length));
  const dealt: Candidate[] = [];
  for (let round = 0; round < longest; round++) {
    for (const group of groups) {
      const item = group[round];
      if (item) dealt.push(item);
    }
  }
  return dealt;
}

function rank(seed: number, candidate: Candidate): string {
  const { corpus, file, enclosing, operator, edits } = candidate;
  return keyedHex(24, seed, corpus, file, enclosing?.name ?? '', operator, JSON.stringify(edits));
}
