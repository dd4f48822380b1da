import { html } from './html.ts';
import { renderPage } from './page-frame.ts';
import { PAGE_SCRIPT } from './page-script.ts';
import { reportData, type ReportInput } from './report-data.ts';
import { bugDetails } from './sections/bug-details.ts';
import { bugList } from './sections/bug-list.ts';
import { cleanTwins } from './sections/clean-twins.ts';
import { comparison } from './sections/comparison.ts';
import { confidence } from './sections/confidence.ts';
import { controls } from './sections/controls.ts';
import { difficulty } from './sections/difficulty.ts';
import { explanations } from './sections/explanations.ts';
import { families } from './sections/families.ts';
import { funnel } from './sections/funnel.ts';
import { method } from './sections/method.ts';
import { overview } from './sections/overview.ts';
import { tiers } from './sections/tiers.ts';

/** In the order of the page: its address, the short name in the navigation, the heading, what draws it. */
const SECTIONS = [
  ['overview', 'Overview', 'Overview', overview],
  ['tiers', 'Tiers', 'By tier', tiers],
  ['families', 'Families', 'By family', families],
  ['comparison', 'Comparison', 'Comparison', comparison],
  ['confidence', 'Confidence', 'Confidence', confidence],
  ['difficulty', 'Difficulty', 'Difficulty', difficulty],
  ['explanations', 'Explanations', 'Explanations, fixes and triggers', explanations],
  ['controls', 'Controls', 'Controls and chance', controls],
  ['twins', 'Twins', 'Clean twins', cleanTwins],
  ['funnel', 'Making', 'How the set was made', funnel],
  ['bugs', 'Bugs', 'Bugs', bugList],
  ['bug', null, 'One bug', bugDetails],
  ['method', 'Method', 'Method', method],
] as const;

/**
 * The page about a set and its runs; it treats code, explanations and findings as hostile: everything is escaped. Throws `usage` without a
 * scorecard and `run-mismatch` when the scorecards do not belong together.
 */
export function renderHtmlReport(input: ReportInput): string {
  const data = reportData(input);
  return renderPage({
    title: `bebug: ${data.entrants.map(({ name }) => name).join(', ')}`,
    sections: SECTIONS.map(([id, short, name, render]) => ({ id, short, name, body: render(data) })),
    footer: html`Made by bebug ${data.manifest.generator.version} from bug set
      <code>${data.entrants[0]!.card.setHash.slice(0, 12)}</code>.
      ${data.bugs.size > 0 && html`This page holds the answers: keep it from whom you mean to test. Canary <code>${data.manifest.canary}</code>.`}`,
    script: PAGE_SCRIPT,
  });
}
