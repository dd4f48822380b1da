import { TIERS } from '@bebug/core';
import {
  decimal,
  intervalOf,
  percent,
  percentInterval,
  points,
  pointsInterval,
  shownInterval,
  comparisonOf,
  pValue,
  rankRange,
} from '../figures.ts';
import { html, type Html } from '../html.ts';
import { rangeBar } from '../range-bar.ts';
import type { Entrant, ReportData } from '../report-data.ts';

/** Who found how much, with what certainty. */
export function overview({ manifest, entrants }: ReportData): Html {
  const [{ card }] = entrants as readonly [Entrant, ...Entrant[]];
  const tiers = TIERS.filter((tier) => manifest.bugs[tier] > 0);
  return html`<p class="lead">
      ${card.bugs.length} proved bugs and ${card.controls.tasks} clean controls in ${card.tasks.total} tasks
      from ${manifest.corpora.map(({ name }) => name).join(', ')}. A bug counts as found when a finding lies
      within ${card.method.k} lines of it (${card.method.strictness} level), one finding for one bug.
    </p>
    <div class="cards">${entrants.map(summaryCard)}</div>
    ${paired(entrants)}
    <div class="scroll" tabindex="0" role="region" aria-label="Results by detector">
      <table class="figures">
        <caption>
          Results at ${card.method.strictness} level, with 95 % intervals
        </caption>
        <thead>
          <tr>
            <th scope="col">Detector</th>
            <th scope="col">Recall</th>
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
          ${entrants.map(overviewRow)}
        </tbody>
      </table>
    </div>
    <p class="small">
      Tiers in this set: ${tiers.map((tier) => `${tier} ${manifest.bugs[tier]}`).join(' · ')}.
    </p>
    ${notes(entrants)}`;
}

function paired(entrants: readonly Entrant[]): Html | null {
  if (entrants.length < 2) return null;
  const { pairs, ranks, tied, detectable } = comparisonOf(entrants.map(({ card }) => card));
  const names = (group: readonly number[]): string =>
    group.map((place) => `${entrants[place]!.name} (place ${rankRange(ranks[place]!)})`).join(' = ');
  return html`<p class="callout ${tied.some((group) => group.length > 1) ? 'warn' : ''}">
      Tied groups, best first: <b>${tied.map(names).join(' > ')}</b>. Detectors in one group are not ranked
      above each other by this
      set${detectable === null ? '' : `, which tells ${(100 * detectable).toFixed(0)} points apart with 80 % power`}.
    </p>
    <div class="scroll" tabindex="0" role="region" aria-label="Detectors in pairs">
      <table class="figures">
        <caption>
          Pairs on the bugs that both attempted; p by sign flips of source files, Holm over all pairs
        </caption>
        <thead>
          <tr>
            <th scope="col">Pair</th>
            <th scope="col">Bugs</th>
            <th scope="col">Difference in recall, points</th>
            <th scope="col">Only the first</th>
            <th scope="col">Only the second</th>
            <th scope="col">McNemar, exact p</th>
            <th scope="col">p by files</th>
            <th scope="col">After Holm</th>
          </tr>
        </thead>
        <tbody>
          ${pairs.map(
            (pair) =>
              html`<tr>
                <th scope="row">${entrants[pair.first]!.name} − ${entrants[pair.second]!.name}</th>
                <td>${pair.n}</td>
                <td>
                  ${points(pair.difference)} <span class="range">${pointsInterval(intervalOf(pair))}</span>
                </td>
                <td>${pair.onlyFirst}</td>
                <td>${pair.onlySecond}</td>
                <td>${pValue(pair.mcnemar.pExact)}</td>
                <td>${pValue(pair.signFlip.p)}</td>
                <td>${pValue(pair.adjusted)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
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

function overviewRow({ name, hue, card, level }: Entrant): Html {
  const { recall, chance } = level.overall;
  const atLevel = (strictness: string): string =>
    percent(card.levels.find((other) => other.strictness === strictness)!.overall.recall.value);
  return html`<tr class="hue-${hue}">
    <th scope="row"><span class="swatch" aria-hidden="true"></span>${name}</th>
    <td>${percent(recall.value)} <span class="range">${percentInterval(shownInterval(recall))}</span></td>
    <td>
      ${percent(level.precision.value)}
      <span class="range">${percentInterval(intervalOf(level.precision))}</span>
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
