import { intervalOf, percent, percentInterval, shownInterval } from '../figures.ts';
import { figuresTable, withRange } from '../figures-table.ts';
import { heatCell, heatScale } from '../heat-cell.ts';
import { html, type Html } from '../html.ts';
import type { Entrant, ReportData } from '../report-data.ts';
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
                  const { found, attempted, recall } = level.families[index]!;
                  return heatCell(found, attempted, intervalOf(recall));
                })}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${tierFamilyMaps(data)} ${heatScale()} ${slicesTable('operators', 'operator', entrants)}
    ${slicesTable('cwes', 'CWE', entrants)}`;
}

/** Recall in finer parts, where most have few bugs: folded away. */
function slicesTable(part: 'operators' | 'cwes', name: string, entrants: readonly Entrant[]): Html | null {
  const slices = entrants[0]!.level[part];
  if (slices.length === 0) return null;
  return html`<details>
    <summary>Recall by ${name}</summary>
    ${figuresTable(
      `Recall by ${name}, with 95 % intervals`,
      [name, 'Bugs', ...entrants.map((entrant) => entrant.name)],
      slices.map((slice, index) => [
        slice.name,
        slice.bugs,
        ...entrants.map(({ level }) => {
          const { recall } = level[part][index]!;
          return withRange(percent(recall.value), percentInterval(shownInterval(recall)));
        }),
      ]),
    )}
  </details>`;
}
