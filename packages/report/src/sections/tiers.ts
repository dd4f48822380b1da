import { percent, percentInterval, points, shownInterval } from '../figures.ts';
import { html, type Html } from '../html.ts';
import { legend } from '../legend.ts';
import type { Entrant, ReportData } from '../report-data.ts';
import { barChart } from '../bar-chart.ts';
import { wideChart } from '../plot.ts';

/** Recall by tier: what it takes to expose a bug, and who still sees it. */
export function tiers({ entrants }: ReportData): Html {
  const slices = entrants[0]!.level.tiers;
  return html`<p>
      Easy bugs are flagged by a parser, a type checker or a stock linter; moderate ones show on ordinary
      input; hard ones on rare input alone; expert ones need an interleaving, an attacker or a measurement.
    </p>
    <figure>
      ${wideChart(
        'Chart of recall by tier',
        barChart(
          slices.map(({ name, bugs }) => ({ name, note: `${bugs} bugs` })),
          entrants.map(({ name, hue, level }) => ({
            name,
            hue,
            bars: level.tiers.map(({ recall, chance }) => ({
              value: recall.value,
              interval: shownInterval(recall),
              chance: chance.recall,
            })),
          })),
          'Recall by tier and detector',
        ),
      )}
      <figcaption>
        ${legend(entrants)}
        <span class="key"
          ><svg viewBox="0 0 16 12" aria-hidden="true"><path class="whisker" d="M8 1v10M4 1h8M4 11h8" /></svg
          >95 % interval</span
        >
        <span class="key"
          ><svg viewBox="0 0 16 12" aria-hidden="true"><path class="chance" d="M1 6h14" /></svg>chance</span
        >
      </figcaption>
    </figure>
    <div class="scroll" tabindex="0" role="region" aria-label="Recall by tier">
      <table class="figures">
        <caption>
          Recall by tier, with lift over chance in points
        </caption>
        <thead>
          <tr>
            <th scope="col">Tier</th>
            <th scope="col">Bugs</th>
            ${entrants.map(({ name }) => html`<th scope="col">${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${slices.map(
            ({ name, bugs }, index) =>
              html`<tr>
                <th scope="row">${name}</th>
                <td>${bugs}</td>
                ${entrants.map(({ level }) => tierCell(level.tiers[index]!))}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <p class="small">
      Intervals are Wilson’s, with as many bugs as would say as much if those of one source file were not
      alike.
    </p>`;
}

function tierCell({ recall, chance, found, attempted }: Entrant['level']['overall']): Html {
  return html`<td>
    ${percent(recall.value)} <span class="range">${percentInterval(shownInterval(recall))}</span>
    <span class="sub">${found} of ${attempted}, lift ${points(chance.lift)}</span>
  </td>`;
}
