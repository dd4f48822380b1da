import { rankRange } from './figures.ts';
import { html, type Html } from './html.ts';
import type { ReportData } from './report-data.ts';

/** Who may be ranked above whom, in a sentence; nothing for a single run. */
export function tiedGroups({ entrants, comparison }: ReportData): Html | null {
  if (comparison === null) return null;
  const { ranks, tied } = comparison;
  const names = (group: readonly number[]): string =>
    group.map((place) => `${entrants[place]!.name} (place ${rankRange(ranks[place]!)})`).join(' = ');
  return html`<p class="callout ${tied.some((group) => group.length > 1) ? 'warn' : ''}">
    Tied groups, best first: <b>${tied.map(names).join(' > ')}</b>. Detectors in one group are not ranked
    above each other by this set.
  </p>`;
}
