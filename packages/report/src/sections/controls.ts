import {
  decimal,
  decimalInterval,
  intervalOf,
  percent,
  percentInterval,
  points,
  pointsInterval,
  shownInterval,
  shownRate,
} from '../figures.ts';
import { html, type Html } from '../html.ts';
import type { Entrant, ReportData } from '../report-data.ts';

/** What is reported where nothing is wrong, and what looking at nothing would have found. */
export function controls({ entrants }: ReportData): Html {
  return html`<div class="columns">
    <div class="scroll" tabindex="0" role="region" aria-label="Clean controls">
      <table class="figures">
        <caption>
          Clean controls: tasks without a bug
        </caption>
        <thead>
          <tr>
            <th scope="col">Detector</th>
            <th scope="col">Alarmed</th>
            <th scope="col">False alarms</th>
            <th scope="col">For each 1,000 lines</th>
            <th scope="col">Youden J, points</th>
          </tr>
        </thead>
        <tbody>
          ${entrants.map(controlRow)}
        </tbody>
      </table>
    </div>
    <div class="scroll" tabindex="0" role="region" aria-label="Chance">
      <table class="figures">
        <caption>
          Chance: the same findings placed at random
        </caption>
        <thead>
          <tr>
            <th scope="col">Detector</th>
            <th scope="col">Recall</th>
            <th scope="col">By chance</th>
            <th scope="col">Lift, points</th>
            <th scope="col">p</th>
          </tr>
        </thead>
        <tbody>
          ${entrants.map(chanceRow)}
        </tbody>
      </table>
      <p class="small">
        Findings are scattered, or shifted as a whole; the harder of the two counts. A lift whose interval
        holds 0 is no evidence of skill.
      </p>
    </div>
  </div>`;
}

function controlRow({ name, hue, card: { controls: score, youden } }: Entrant): Html {
  return html`<tr class="hue-${hue}">
    <th scope="row"><span class="swatch" aria-hidden="true"></span>${name}</th>
    <td>
      ${percent(score.alarmed.value)}
      <span class="range">${percentInterval(shownInterval(score.alarmed))}</span>
      <span class="sub">${score.alarmed.successes} of ${score.answered} answered</span>
    </td>
    <td>${score.falsePositives}<span class="sub">in ${score.lines} lines</span></td>
    <td>
      ${decimal(score.per1000Lines.value)}
      <span class="range">${decimalInterval(shownRate(score.per1000Lines))}</span>
    </td>
    <td>${points(youden.value)} <span class="range">${pointsInterval(intervalOf(youden))}</span></td>
  </tr>`;
}

function chanceRow({ name, hue, level: { overall } }: Entrant): Html {
  const { recall, chance } = overall;
  return html`<tr class="hue-${hue}">
    <th scope="row"><span class="swatch" aria-hidden="true"></span>${name}</th>
    <td>${percent(recall.value)}</td>
    <td>
      ${percent(chance.recall)} <span class="range">${percentInterval(chance.interval)}</span>
      <span class="sub">${chance.placement === 'shift' ? 'shifted' : 'scattered'}</span>
    </td>
    <td>
      ${points(chance.lift)}
      <span class="range">${pointsInterval(intervalOf({ bootstrap: chance.liftBootstrap }))}</span>
    </td>
    <td class="whole">${chance.p === null ? '–' : chance.p < 0.001 ? '< 0.001' : decimal(chance.p, 3)}</td>
  </tr>`;
}
