export { formatScorecard, type TerminalOptions } from './format-scorecard.ts';
export { renderHtmlReport } from './html-report.ts';
export type { ReportInput } from './report-data.ts';
