import { percent } from '../figures.ts';
import { html, type Html } from '../html.ts';
import type { Entrant, ReportData } from '../report-data.ts';

/** Fewer bugs than this say little about a family. */
const FEW = 5;

/** Recall by family as a heat map that can be read as a table. */
export function families({ entrants }: ReportData): Html {
  const slices = entrants[0]!.level.families;
  return html`<p>
      Recall by family of mistakes. Families with fewer than ${FEW} bugs are set in italics: a single bug
      moves them by more than 20 points.
    </p>
    <div class="scroll" tabindex="0" role="region" aria-label="Recall by family">
      <table class="heat">
        <caption>
          Recall by family and detector
        </caption>
        <thead>
          <tr>
            <th scope="col">Family</th>
            <th scope="col">Bugs</th>
            ${entrants.map(({ name }) => html`<th scope="col">${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${slices.map(
            ({ name, bugs }, index) =>
              html`<tr class="${bugs < FEW ? 'few' : ''}">
                <th scope="row">${name}</th>
                <td>${bugs}</td>
                ${entrants.map(({ level }) => heatCell(level.families[index]!))}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <p class="scale" aria-hidden="true">
      0 % ${Array.from({ length: 6 }, (_, step) => html`<span class="heat-${step}"></span>`)} 100 %
    </p>`;
}

function heatCell({ recall, found, attempted }: Entrant['level']['overall']): Html {
  const step = recall.value === null ? 'none' : String(Math.min(5, Math.floor(recall.value * 6)));
  return html`<td class="heat-${step}">
    ${percent(recall.value)} <span class="range">${found}/${attempted}</span>
  </td>`;
}
