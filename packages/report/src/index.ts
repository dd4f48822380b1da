export { renderJsonReport } from './formats/json-report.ts';
export { decimal, decimalInterval, detectorName, intervalOf, visible } from './figures.ts';
export { formatScorecard, type TerminalOptions } from './format-scorecard.ts';
export { renderHtmlReport } from './html-report.ts';
export { renderCohortReport } from './people/cohort-report.ts';
export { renderPersonReport } from './people/person-report.ts';
export type { Cohort, PersonMeasures } from './people/person-result.ts';
export { formatOfFile, REPORT_FORMATS } from './report-formats.ts';
export { reportData, type ReportInput } from './report-data.ts';
