import { compareText, groupBy } from '@bebug/core';
import type { PlacedBug } from './accepted-regions.ts';
import { toldMove, type AnchoredFinding } from './anchored-finding.ts';
import { maximumWeightMatching } from './assignment.ts';
import { explainLeftover, explainMatch } from './explained-verdicts.ts';
import type { KnownPlace } from './known-place.ts';
import { pairOf, type Semantic } from './pair.ts';
import { MATCH_DEFAULTS, type MatchOptions } from './strictness.ts';
import type { Verdict } from './verdict.ts';

export interface MatchInput {
  readonly findings: readonly AnchoredFinding[];
  readonly bugs: readonly PlacedBug[];
  readonly options?: Partial<MatchOptions>;
  /** How well an explanation fits a bug, 0 to 1. It enters the weights and filters nothing afterwards. */
  readonly semantic?: Semantic;
  /** Places that are defective, or were reported, without any planted bug. */
  readonly known?: readonly KnownPlace[];
}

export interface MatchResult {
  /** One for each finding, in the order of the input. */
  readonly verdicts: readonly Verdict[];
  /** Bug → index of the finding that found it. */
  readonly found: ReadonlyMap<string, number>;
  /** Bugs that nobody found, in the order of the input. */
  readonly missed: readonly string[];
}

/**
 * Findings and bugs matched one to one inside each task and file, by maximum total weight, then least distance, then the
 * order of ids: the answer does not depend on the order of the input. Findings must have valid lines.
 */
export function matchFindings({ findings, bugs, options, semantic, known = [] }: MatchInput): MatchResult {
  const settings = { ...MATCH_DEFAULTS, ...options };
  const verdicts: Verdict[] = [];
  const found = new Map<string, number>();
  const bugsAt = groupBy(bugs, placeKey);
  const knownAt = groupBy(known, placeKey);
  const indexed = findings.map((finding, index): Indexed => ({ finding, index, words: null }));
  for (const [key, group] of groupBy(indexed, ({ finding }) => placeKey(finding))) {
    const rows = group.sort(byPlaceAndWords);
    const columns = [...(bugsAt.get(key) ?? [])].sort((a, b) => compareText(a.id, b.id));
    const pairs = rows.map(({ finding }) => columns.map((bug) => pairOf(finding, bug, settings, semantic)));
    const chosen = maximumWeightMatching(
      pairs.map((row) => row.map((pair) => pair.weight)),
      pairs.map((row) => row.map((pair) => pair.distance)),
    );
    for (const [row, column] of chosen.entries()) {
      if (column < 0) continue;
      found.set(columns[column]!.id, rows[row]!.index);
      verdicts[rows[row]!.index] = explainMatch(rows[row]!.finding, columns[column]!, pairs[row]![column]!);
    }
    for (const [row, column] of chosen.entries()) {
      if (column >= 0) continue;
      const { finding, index } = rows[row]!;
      const candidates = columns.map((bug, at) => ({ bug, pair: pairs[row]![at]! }));
      verdicts[index] = explainLeftover(finding, candidates, knownAt.get(key) ?? [], settings);
    }
  }
  for (const [index, finding] of findings.entries()) verdicts[index] = toldMove(verdicts[index]!, finding);
  return { verdicts, found, missed: bugs.filter(({ id }) => !found.has(id)).map(({ id }) => id) };
}

function placeKey({ task, file }: { readonly task: string; readonly file: string }): string {
  return `${task}\n${file}`;
}

interface Indexed {
  readonly finding: AnchoredFinding;
  readonly index: number;
  /** All that it says; written down only where findings on the same lines must be told apart. */
  words: string | null;
}

/** Findings that say the same come in the order of the run; whatever else decides does not depend on it. */
function byPlaceAndWords(a: Indexed, b: Indexed): number {
  return (
    a.finding.startLine - b.finding.startLine ||
    a.finding.endLine - b.finding.endLine ||
    compareText((a.words ??= wordsOf(a.finding)), (b.words ??= wordsOf(b.finding))) ||
    a.index - b.index
  );
}

function wordsOf({ category, cwe, explanation, confidence, ...rest }: AnchoredFinding): string {
  const { severity, trigger, fix, elapsedMs, claimed } = rest;
  return JSON.stringify([category, cwe, explanation, confidence, severity, trigger, fix, elapsedMs, claimed]);
}
