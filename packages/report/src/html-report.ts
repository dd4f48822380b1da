import { sha256 } from '@bebug/core';
import { Html, html } from './html.ts';
import { PAGE_SCRIPT } from './page-script.ts';
import { PAGE_STYLE } from './page-style.ts';
import { reportData, type ReportInput } from './report-data.ts';
import { bugDetails } from './sections/bug-details.ts';
import { bugList } from './sections/bug-list.ts';
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

// Not through the template: its formatter would add white space, and the policy's hashes cover every character.
const STYLE_ELEMENT = new Html(`<style>${PAGE_STYLE}</style>`);
const SCRIPT_ELEMENT = new Html(`<script>${PAGE_SCRIPT}</script>`);

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
  ['funnel', 'Making', 'How the set was made', funnel],
  ['bugs', 'Bugs', 'Bugs', bugList],
  ['bug', null, 'One bug', bugDetails],
  ['method', 'Method', 'Method', method],
] as const;

/**
 * One self-contained HTML page. It loads nothing, works from disk and without its script, and treats code, explanations
 * and findings as hostile: everything is escaped, and the content security policy admits the page's own script by its hash
 * and nothing else. Throws `usage` without a scorecard and `run-mismatch` when the scorecards do not belong together.
 */
export function renderHtmlReport(input: ReportInput): string {
  const data = reportData(input);
  const policy = [
    "default-src 'none'",
    `style-src '${hashSource(PAGE_STYLE)}'`,
    `script-src '${hashSource(PAGE_SCRIPT)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const title = `bebug: ${data.entrants.map(({ name }) => name).join(', ')}`;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, noai" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        ${STYLE_ELEMENT}
      </head>
      <body>
        <a class="skip" href="#overview">Skip to the results</a>
        <header class="top">
          <div class="top-line">
            <h1 class="brand">bebug</h1>
            <nav aria-label="Sections">
              <ul>
                ${SECTIONS.map(([id, short]) => short !== null && html`<li><a href="#${id}">${short}</a></li>`)}
              </ul>
            </nav>
            <button type="button" id="theme" hidden aria-live="polite">Theme: system</button>
          </div>
        </header>
        <main>
          ${SECTIONS.map(
            ([id, , name, render]) =>
              html`<section id="${id}" aria-labelledby="${id}-title">
                <h2 id="${id}-title">${name}</h2>
                ${render(data)}
              </section>`,
          )}
        </main>
        <footer>
          <p>
            Made by bebug ${data.manifest.generator.version} from bug set
            <code>${data.entrants[0]!.card.setHash.slice(0, 12)}</code>.
            ${data.bugs.size > 0 && html`This page holds the answers: keep it from whom you mean to test. Canary <code>${data.manifest.canary}</code>.`}
          </p>
        </footer>
        ${SCRIPT_ELEMENT}
      </body>
    </html> `;
  return page.markup;
}

function hashSource(content: string): string {
  return `sha256-${Buffer.from(sha256(content), 'hex').toString('base64')}`;
}
