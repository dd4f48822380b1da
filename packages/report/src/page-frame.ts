import { sha256 } from '@bebug/core';
import { Html, html } from './html.ts';
import { PAGE_STYLE } from './page-style.ts';

/** A part of a page with a heading. */
interface PageSection {
  readonly id: string;
  readonly name: string;
  /** What the navigation calls it, where that is not its name; `null`: the navigation leaves it out. */
  readonly short?: string | null;
  readonly body: Html;
}

export interface PageContent {
  readonly title: string;
  readonly sections: readonly PageSection[];
  readonly footer: Html;
  /** Runs on the page; the page is all there without it. */
  readonly script: string | null;
}

/**
 * One self-contained HTML page. It loads nothing, works from disk and without its script; the content security policy admits the page's own
 * style sheet and script by their hashes and nothing else.
 */
export function renderPage({ title, sections, footer, script }: PageContent): string {
  const policy = [
    "default-src 'none'",
    `style-src '${hashSource(PAGE_STYLE)}'`,
    ...(script === null ? [] : [`script-src '${hashSource(script)}'`]),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, noai" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        ${element('style', PAGE_STYLE)}
      </head>
      <body>
        <a class="skip" href="#${sections[0]!.id}">Skip to the results</a>
        <header class="top">
          <div class="top-line">
            <h1 class="brand">bebug</h1>
            <nav aria-label="Sections">
              <ul>
                ${sections
                  .filter(({ short }) => short !== null)
                  .map(({ id, name, short }) => html`<li><a href="#${id}">${short ?? name}</a></li>`)}
              </ul>
            </nav>
            ${script !== null && html`<button type="button" id="theme" hidden aria-live="polite">Theme: system</button>`}
          </div>
        </header>
        <main>
          ${sections.map(
            ({ id, name, body }) =>
              html`<section id="${id}" aria-labelledby="${id}-title">
                <h2 id="${id}-title">${name}</h2>
                ${body}
              </section>`,
          )}
        </main>
        <footer>
          <p>${footer}</p>
        </footer>
        ${script !== null && element('script', script)}
      </body>
    </html> `;
  return page.markup;
}

/** Not through the template: its formatter would add white space, and the policy's hashes cover every character. */
function element(name: 'style' | 'script', content: string): Html {
  return new Html(`<${name}>${content}</${name}>`);
}

function hashSource(content: string): string {
  return `sha256-${Buffer.from(sha256(content), 'hex').toString('base64')}`;
}
