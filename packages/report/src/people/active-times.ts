import { duration } from '../figures.ts';
import { html, type Html } from '../html.ts';
import type { PersonMeasures } from './person-result.ts';

/** How much the policy by which time is read decides: active time of each person under each of them. */
export function activeTimes(measures: readonly PersonMeasures[]): Html {
  const policies = [...new Set(measures.flatMap(({ times }) => (times ?? []).map(({ policy }) => policy)))];
  if (policies.length === 0) return html`<p>The runs do not tell times.</p>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Active time">
      <table class="figures">
        <caption>
          Active time on all submitted tasks
        </caption>
        <thead>
          <tr>
            <th scope="col">Person</th>
            ${policies.map((policy) => html`<th scope="col">${policy}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${measures.map(
            ({ name, times }) =>
              html`<tr>
                <th scope="row">${name}</th>
                ${policies.map(
                  (policy) =>
                    html`<td>${duration(times?.find((one) => one.policy === policy)?.activeMs ?? null)}</td>`,
                )}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <p class="small">
      A pause between two acts counts up to the time that is said above the column. Where the columns of two
      people differ less than the columns of one person, who was faster depends on the policy.
    </p>`;
}
