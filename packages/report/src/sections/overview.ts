import { TIERS } from '@bebug/core';
import {
  decimal,
  detectableSentence,
  intervalOf,
  isPartial,
  percent,
  percentInterval,
  points,
  pointsInterval,
  shownInterval,
} from '../figures.ts';
import { html, type Html } from '../html.ts';
import { rangeBar } from '../range-bar.ts';
import type { Entrant, ReportData } from '../report-data.ts';
import { tiedGroups } from '../tied-groups.ts';
import { furtherFigures } from './further-figures.ts';

/** Who found how much, with what certainty. */
export function overview(data: ReportData): Html {
  const { manifest, entrants } = data;
  const [{ card }] = entrants as readonly [Entrant, ...Entrant[]];
  const hasGaps = isPartial(entrants.map((entrant) => entrant.card));
  const tiers = TIERS.filter((tier) => manifest.bugs[tier] > 0);
  return html`<p class="lead">
      ${card.bugs.length} proved bugs and ${card.controls.tasks} clean controls in ${card.tasks.total} tasks
      from ${manifest.corpora.map(({ name }) => name).join(', ')}. A bug counts as found when a finding lies
      within ${card.method.k} lines of it (${card.method.strictness} level), one finding for one bug.
      ${detectableSentence(
        entrants.map((entrant) => entrant.card),
        data.comparison,
      )}
    </p>
    <div class="cards">${entrants.map(summaryCard)}</div>
    ${tiedGroups(data)}
    <div class="scroll" tabindex="0" role="region" aria-label="Results by detector">
      <table class="figures">
        <caption>
          Results at ${card.method.strictness} level, with 95 % intervals
        </caption>
        <thead>
          <tr>
            <th scope="col">Detector</th>
            <th scope="col">Recall</th>
            ${hasGaps && html`<th scope="col">Recall over all bugs</th>`}
            <th scope="col">Precision</th>
            <th scope="col">F1</th>
            <th scope="col">Lift over chance, points</th>
            <th scope="col">Recall, function</th>
            <th scope="col">Recall, file</th>
            <th scope="col">Findings</th>
            <th scope="col">Answered</th>
          </tr>
        </thead>
        <tbody>
          ${entrants.map((entrant) => overviewRow(entrant, hasGaps))}
        </tbody>
      </table>
    </div>
    ${furtherFigures(entrants)}
    <p class="small">
      Tiers in this set: ${tiers.map((tier) => `${tier} ${manifest.bugs[tier]}`).join(' · ')}.
    </p>
    ${notes(entrants)}`;
}

function summaryCard({ name, hue, card, level }: Entrant): Html {
  const { recall, chance } = level.overall;
  const interval = shownInterval(recall);
  return html`<article class="card hue-${hue}">
    <h3><span class="swatch" aria-hidden="true"></span>${name}</h3>
    <p class="big">${percent(recall.value)} <span class="unit">recall ${percentInterval(interval)}</span></p>
    ${rangeBar(recall.value, interval, chance.recall)}
    <dl class="facts">
      <div>
        <dt>Bugs found</dt>
        <dd>${level.overall.found} of ${level.overall.attempted}</dd>
      </div>
      ${
        card.tasks.bugsNotAttempted > 0 &&
        html`<div>
          <dt>Recall over all bugs</dt>
          <dd>${percent(level.recallOverAll.value)}</dd>
        </div>`
      }
      <div>
        <dt>Precision</dt>
        <dd>${percent(level.precision.value)}</dd>
      </div>
      <div>
        <dt>F1</dt>
        <dd>${percent(level.f1.value)}</dd>
      </div>
      <div>
        <dt>Controls alarmed</dt>
        <dd>${card.controls.alarmed.successes} of ${card.controls.answered}</dd>
      </div>
      <div>
        <dt>Chance</dt>
        <dd>${percent(chance.recall)}</dd>
      </div>
      <div>
        <dt>False alarms / 1,000 lines</dt>
        <dd>${decimal(card.controls.per1000Lines.value)}</dd>
      </div>
    </dl>
  </article>`;
}

function overviewRow({ name, hue, card, level }: Entrant, hasGaps: boolean): Html {
  const { recall, chance } = level.overall;
  const atLevel = (strictness: string): string =>
    percent(card.levels.find((other) => other.strictness === strictness)!.overall.recall.value);
  return html`<tr class="hue-${hue}">
    <th scope="row"><span class="swatch" aria-hidden="true"></span>${name}</th>
    <td>${percent(recall.value)} <span class="range">${percentInterval(shownInterval(recall))}</span></td>
    ${
      hasGaps &&
      html`<td>
        ${percent(level.recallOverAll.value)}
        <span class="range">${percentInterval(shownInterval(level.recallOverAll))}</span>
      </td>`
    }
    <td>
      ${percent(level.precision.value)}
      <span class="range">${percentInterval(shownInterval(level.precision))}</span>
    </td>
    <td>${percent(level.f1.value)} <span class="range">${percentInterval(intervalOf(level.f1))}</span></td>
    <td>
      ${points(chance.lift)}
      <span class="range">${pointsInterval(intervalOf({ bootstrap: chance.liftBootstrap }))}</span>
    </td>
    <td>${atLevel('function')}</td>
    <td>${atLevel('file')}</td>
    <td>${level.findings.total}</td>
    <td>${card.tasks.answered} of ${card.tasks.total}</td>
  </tr>`;
}

function notes(entrants: readonly Entrant[]): Html | null {
  const all = entrants.flatMap(({ name, card }) => card.notes.map((note) => ({ name, note })));
  if (all.length === 0) return null;
  return html`<aside class="callout warn" aria-label="Notes">
    <ul>
      ${all.map(({ name, note }) => html`<li><b>${name}</b>: ${note}</li>`)}
    </ul>
  </aside>`;
}
