import { compareText, groupBy, keyedHex } from '@bebug/core';
import type { Candidate } from './mutants.ts';

/**
 * The order in which candidates are tried: corpora take turns, within a corpus operators take turns, within an operator files
 * do, and only then chance decides, keyed by (seed, corpus, file, function, operator, edit). Frequent operators and long
 * files do not crowd out the rest, and the order does not depend on how candidates were found.
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
