import { formatJson } from '@bebug/core';
import { checkedScorecards, type ReportInput } from '../report-data.ts';

/** The scorecards themselves, as `bebug score --json` prints them. */
export function renderJsonReport({ scorecards }: Pick<ReportInput, 'scorecards'>): string {
  return formatJson(checkedScorecards(scorecards));
}
