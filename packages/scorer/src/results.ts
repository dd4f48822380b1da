import type { Finding } from '@bebug/core';
import type { BugResult, FindingResult } from './scorecard.ts';
import type { ScoredBug } from './scored-bug.ts';
import type { Strictness } from './strictness.ts';
import type { Verdict } from './verdict.ts';

interface BugFacts {
  readonly isAttempted: (task: string) => boolean;
  readonly foundAt: (strictness: Strictness, bug: string) => boolean;
  /** At the headline strictness; `null` for a missed bug. */
  readonly findingOf: (bug: string) => number | null;
  /** Of that finding; `null` where it names none. */
  readonly categoryOf: (bug: string) => string | null;
  /** Whether it was told from its clean twin; `null` where that is unknown. */
  readonly isDiscriminated: (bug: ScoredBug, isFound: boolean) => boolean | null;
  readonly whyFound: (bug: ScoredBug) => string;
  readonly whyMissed: (bug: ScoredBug) => string;
}

export function bugResults(bugs: readonly ScoredBug[], facts: BugFacts): BugResult[] {
  return bugs.map((bug) => {
    const finding = facts.findingOf(bug.id);
    const attempted = facts.isAttempted(bug.task);
    return {
      bug: bug.id,
      task: bug.task,
      file: bug.file,
      corpus: bug.corpus,
      title: bug.title,
      operator: bug.operator,
      family: bug.family,
      tier: bug.tier,
      attempted,
      found: finding !== null,
      finding,
      category: facts.categoryOf(bug.id),
      foundAt: {
        line: facts.foundAt('line', bug.id),
        function: facts.foundAt('function', bug.id),
        file: facts.foundAt('file', bug.id),
      },
      discriminated: attempted ? facts.isDiscriminated(bug, finding !== null) : null,
      text:
        finding !== null
          ? facts.whyFound(bug)
          : attempted
            ? facts.whyMissed(bug)
            : 'Not attempted: the run has no response for its task.',
    };
  });
}

export function findingResult(finding: Finding, index: number, verdict: Verdict): FindingResult {
  return {
    index,
    task: finding.task,
    file: finding.file,
    startLine: finding.startLine,
    endLine: finding.endLine,
    category: finding.category ?? null,
    confidence: finding.confidence ?? null,
    explanation: finding.explanation ?? null,
    ...verdict,
  };
}
