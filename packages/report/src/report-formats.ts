import { renderCsvReport } from './formats/csv-report.ts';
import { renderJsonReport } from './formats/json-report.ts';
import { renderLeaderboard } from './formats/leaderboard-report.ts';
import { renderMarkdownReport } from './formats/markdown-report.ts';
import { renderMutationReport } from './formats/mutation-report.ts';
import { renderSarifReport } from './formats/sarif-report.ts';
import { renderHtmlReport } from './html-report.ts';
import type { ReportInput } from './report-data.ts';

interface ReportFormat {
  readonly describe: string;
  /** How the name of such a file ends; the longest that fits counts. */
  readonly endings: readonly string[];
  readonly render: (input: ReportInput) => string;
}

/** Every way to write a report; a new one is added here. */
export const REPORT_FORMATS: Readonly<Record<string, ReportFormat>> = {
  html: { describe: 'one self-contained page', endings: ['.html', '.htm'], render: renderHtmlReport },
  markdown: {
    describe: 'a comment for a pull request',
    endings: ['.md', '.markdown'],
    render: renderMarkdownReport,
  },
  leaderboard: {
    describe: 'a row for each detector, the best first, with tied groups',
    endings: ['.leaderboard.md'],
    render: renderLeaderboard,
  },
  csv: { describe: 'a line for each bug and detector', endings: ['.csv'], render: renderCsvReport },
  json: { describe: 'the scorecards and their comparison', endings: ['.json'], render: renderJsonReport },
  sarif: {
    describe: 'SARIF 2.1.0: findings with their verdicts, and missed bugs',
    endings: ['.sarif', '.sarif.json'],
    render: renderSarifReport,
  },
  mutation: {
    describe: 'for mutation-testing-elements: bugs are mutants, detectors are tests',
    endings: ['.mutation.json'],
    render: renderMutationReport,
  },
};

/** The format that a file's name stands for; `null` where it stands for none. */
export function formatOfFile(name: string): string | null {
  const fits = Object.entries(REPORT_FORMATS)
    .flatMap(([format, { endings }]) => endings.map((ending) => ({ format, ending })))
    .filter(({ ending }) => name.toLowerCase().endsWith(ending))
    .sort((a, b) => b.ending.length - a.ending.length);
  return fits[0]?.format ?? null;
}
