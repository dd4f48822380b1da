import { TIERS, type Tier } from '@bebug/core';
import { intervalOfShare, type BugResult } from '@bebug/scorer';
import { heatCell } from '../heat-cell.ts';
import { html, type Html } from '../html.ts';
import type { Entrant, ReportData } from '../report-data.ts';
import { namedEntrant } from '../figures-table.ts';

/** For each detector, recall by family and tier together: where it is strong, and on what kind of hard bug it is not. */
export function tierFamilyMaps({ entrants }: ReportData): Html {
  const { bugs } = entrants[0]!.card;
  const tiers = TIERS.filter((tier) => bugs.some((bug) => bug.tier === tier));
  const families = entrants[0]!.level.families.map(({ name }) => name);
  return html`<h3>By family and tier</h3>
    <div class="columns">${entrants.map((entrant) => mapOf(entrant, families, tiers))}</div>`;
}

function countsOf(bugs: readonly BugResult[]): [found: number, attempted: number] {
  return [bugs.filter(({ found }) => found).length, bugs.length];
}

function mapOf({ name, hue, card }: Entrant, families: readonly string[], tiers: readonly Tier[]): Html {
  const byCell = Map.groupBy(
    card.bugs.filter(({ attempted }) => attempted),
    ({ family, tier }) => `${family} ${tier}`,
  );
  const cell = (family: string, tier: Tier): Html => {
    const bugs = byCell.get(`${family} ${tier}`) ?? [];
    const files = Map.groupBy(bugs, ({ corpus, file }) => JSON.stringify([corpus, file]));
    const byFile = new Map([...files].map(([file, some]) => [file, countsOf(some)]));
    return heatCell(...countsOf(bugs), intervalOfShare(byFile));
  };
  return html`<div
    class="scroll"
    tabindex="0"
    role="region"
    aria-label="Recall of ${name} by family and tier"
  >
    <table class="heat">
      <caption>
        ${namedEntrant({ name, hue })}
      </caption>
      <thead>
        <tr>
          <th scope="col">Family</th>
          ${tiers.map((tier) => html`<th scope="col">${tier}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${families.map(
          (family) =>
            html`<tr>
              <th scope="row">${family}</th>
              ${tiers.map((tier) => cell(family, tier))}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
