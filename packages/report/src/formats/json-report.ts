import { checkedScorecards, type ReportInput } from '../report-data.ts';

/** The scorecards themselves, as `bebug score --json` prints them. */
export function renderJsonReport({ scorecards }: Pick<ReportInput, 'scorecards'>): string {
  return `${JSON.stringify(checkedScorecards(scorecards), null, 2)}\n`;
}
