import { heatCell, heatScale } from '../heat-cell.ts';
import { html, type Html } from '../html.ts';
import type { ReportData } from '../report-data.ts';
import { tierFamilyMaps } from './tier-family-maps.ts';

/** Fewer bugs than this say little about a family. */
const FEW = 5;

/** Recall by family, and by family and tier, as heat maps that can be read as tables. */
export function families(data: ReportData): Html {
  const { entrants } = data;
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
                ${entrants.map(({ level }) => {
                  const { found, attempted } = level.families[index]!;
                  return heatCell(found, attempted);
                })}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${tierFamilyMaps(data)} ${heatScale()}`;
}
