import { compareText } from '@bebug/core';
import { html, type Html } from '../html.ts';
import type { ReportData } from '../report-data.ts';

const WIDTH = 480;

/** From candidates to bugs: what was looked at, what was proved, and why the rest fell. */
export function funnel({ manifest: { funnel: stages } }: ReportData): Html {
  const steps = [
    ['Candidate mutants', stages.candidates],
    ['Examined', stages.examined],
    ['Proved to misbehave', stages.proved],
    ['Accepted as bugs', stages.accepted],
  ] as const;
  const largest = Math.max(1, ...steps.map(([, count]) => count));
  const dropped = Object.entries(stages.dropped).sort(([a, m], [b, n]) => n - m || compareText(a, b));
  return html`<p>
      Every bug in the set is proved: clean and mutated code were run and differ, or a parser or type checker
      rejects the mutant. Candidates are examined until the set is full.
    </p>
    <table class="funnel">
      <caption>
        Candidates by stage
      </caption>
      <thead>
        <tr>
          <th scope="col">Stage</th>
          <th scope="col">Mutants</th>
          <th scope="col"><span class="hidden">Bar</span></th>
        </tr>
      </thead>
      <tbody>
        ${steps.map(
          ([name, count]) =>
            html`<tr>
              <th scope="row">${name}</th>
              <td>${count.toLocaleString('en')}</td>
              <td>
                <svg viewBox="0 0 ${WIDTH} 14" preserveAspectRatio="none" aria-hidden="true">
                  <rect class="track" width="${WIDTH}" height="14" rx="2" />
                  <rect class="bar" width="${((count / largest) * WIDTH).toFixed(1)}" height="14" rx="2" />
                </svg>
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${
      dropped.length > 0 &&
      html`<details>
        <summary>
          Why ${dropped.reduce((sum, [, count]) => sum + count, 0).toLocaleString('en')} candidates fell
        </summary>
        <table class="figures">
          <thead>
            <tr>
              <th scope="col">Stage and reason</th>
              <th scope="col">Mutants</th>
            </tr>
          </thead>
          <tbody>
            ${dropped.map(
              ([reason, count]) =>
                html`<tr>
                  <th scope="row">${reason}</th>
                  <td>${count}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </details>`
    }`;
}
