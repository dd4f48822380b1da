import type { Finding } from '@bebug/core';
import type { Bug } from '@bebug/core/truth';
import { missExplainer } from './explained-misses.ts';
import type { LevelResult } from './level-score.ts';
import type { BugResult, FindingResult } from './scorecard.ts';
import type { MatchOptions, Strictness } from './strictness.ts';
import type { Verdict } from './verdict.ts';

export function bugResults(
  bugs: readonly Bug[],
  isAttempted: (task: string) => boolean,
  results: Readonly<Record<Strictness, LevelResult>>,
  findings: readonly Finding[],
  options: MatchOptions,
): BugResult[] {
  const headline = results[options.strictness];
  const explainMiss = missExplainer(findings, headline.verdicts, options);
  return bugs.map((bug) => {
    const finding = headline.found.get(bug.id) ?? null;
    const attempted = isAttempted(bug.task);
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
      foundAt: {
        line: results.line.found.has(bug.id),
        function: results.function.found.has(bug.id),
        file: results.file.found.has(bug.id),
      },
      text:
        finding !== null
          ? headline.verdicts[finding]!.text
          : attempted
            ? explainMiss(bug)
            : 'Not attempted: the run has no response for its task.',
    };
  });
}

export function findingResults(findings: readonly Finding[], verdicts: readonly Verdict[]): FindingResult[] {
  return findings.map((finding, index) => ({
    index,
    task: finding.task,
    file: finding.file,
    startLine: finding.startLine,
    endLine: finding.endLine,
    category: finding.category ?? null,
    confidence: finding.confidence ?? null,
    explanation: finding.explanation ?? null,
    ...verdicts[index]!,
  }));
}
