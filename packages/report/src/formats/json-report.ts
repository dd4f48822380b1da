import { formatJson } from '@bebug/core';
import { scoresOf } from '@bebug/scorer';
import { checkedScorecards, type ReportInput } from '../report-data.ts';

/** The scorecards and what compares them, as `bebug score --json` prints them. */
export function renderJsonReport({ scorecards }: Pick<ReportInput, 'scorecards'>): string {
  return formatJson(scoresOf(checkedScorecards(scorecards)));
}
