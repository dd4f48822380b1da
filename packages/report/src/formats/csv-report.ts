import { stringify } from 'csv-stringify/sync';
import { detectorName } from '../figures.ts';
import { checkedScorecards, type ReportInput } from '../report-data.ts';

const COLUMNS = [
  'detector',
  'bug',
  'task',
  'corpus',
  'file',
  'operator',
  'family',
  'tier',
  'attempted',
  'found',
  'found_at_line',
  'found_at_function',
  'found_at_file',
  'discriminated',
  'finding',
  'confidence',
  'why',
] as const;

/**
 * A line for each bug and detector (RFC 4180): what a statistics package wants. Truth values are 0 and 1; what is undefined is empty. A
 * cell that a spreadsheet would take for a formula is disarmed with an apostrophe.
 */
export function renderCsvReport({ scorecards }: ReportInput): string {
  const rows = checkedScorecards(scorecards).flatMap((card) =>
    card.bugs.map((result) => [
      detectorName(card),
      result.bug,
      result.task,
      result.corpus,
      result.file,
      result.operator,
      result.family,
      result.tier,
      ...[result.attempted, result.found, ...Object.values(result.foundAt)].map(Number),
      result.discriminated === null ? null : Number(result.discriminated),
      result.finding,
      result.finding === null ? null : card.findings[result.finding]!.confidence,
      result.text,
    ]),
  );
  return stringify([[...COLUMNS], ...rows], { escape_formulas: true, record_delimiter: 'windows' });
}
