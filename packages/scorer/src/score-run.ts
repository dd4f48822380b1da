import { RunTally } from './run-tally.ts';
import type { ScoreInput } from './score-input.ts';
import type { Scorecard } from './scorecard.ts';

/**
 * The scorecard of one run: pure, and the same for the same input in any order. Throws `run-mismatch` when the run was made
 * on another set and `file-missing` when the text of a file under review is not there; whatever a detector wrote is counted,
 * never a reason to stop.
 */
export function scoreRun({ findings, twins, ...input }: ScoreInput): Scorecard {
  const tally = new RunTally({ ...input, twins });
  const indexed = findings.map((finding, index) => ({ finding, index }));
  return tally.finish(tally.add(indexed, twins?.findings));
}
