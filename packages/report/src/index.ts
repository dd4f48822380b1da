export { renderJsonReport } from './formats/json-report.ts';
export { detectorName } from './figures.ts';
export { formatScorecard, type TerminalOptions } from './format-scorecard.ts';
export { renderHtmlReport } from './html-report.ts';
export { formatOfFile, REPORT_FORMATS } from './report-formats.ts';
export type { ReportInput } from './report-data.ts';
