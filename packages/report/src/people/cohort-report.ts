import type { BugResult } from '@bebug/scorer';
import {
  decimal,
  decimalRange,
  duration,
  percent,
  percentInterval,
  rankRange,
  shownInterval,
} from '../figures.ts';
import { html, type Html } from '../html.ts';
import { renderPage } from '../page-frame.ts';
import { tiers } from '../sections/tiers.ts';
import { activeTimes } from './active-times.ts';
import { abilityText, FEW_BUGS, type Cohort } from './person-result.ts';

/** The page for whoever invited people: all of them side by side, and how far the figures carry. */
export function renderCohortReport(cohort: Cohort): string {
  const { data, measures } = cohort;
  return renderPage({
    title: `bebug: ${measures.length} people`,
    sections: [
      { id: 'people', name: 'People', body: people(cohort) },
      { id: 'ranking', name: 'Who can be told apart', body: ranking(cohort) },
      { id: 'agreement', name: 'Agreement', body: agreement(cohort) },
      { id: 'tiers', name: 'By tier', body: tiers(data) },
      { id: 'bugs', name: 'Who found which bug', body: bugTable(cohort) },
      { id: 'times', name: 'Time', body: activeTimes(measures) },
    ],
    footer: html`Made by bebug ${data.manifest.generator.version} from bug set
      <code>${data.entrants[0]!.card.setHash.slice(0, 12)}</code>.`,
    script: null,
  });
}

function people({ data, measures }: Cohort): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Results by person">
      <table class="figures">
        <caption>
          Results with 95 % intervals
        </caption>
        <thead>
          <tr>
            <th scope="col">Person</th>
            <th scope="col">Ability</th>
            <th scope="col">Bugs found</th>
            <th scope="col">Precision</th>
            <th scope="col">Clean tasks with an alarm</th>
            <th scope="col">Half found after</th>
            <th scope="col">Brier</th>
            <th scope="col">Explanations, of 8</th>
          </tr>
        </thead>
        <tbody>
          ${data.entrants.map(({ card, level }, index) => {
            const { name, ability, marks } = measures[index]!;
            const { recall, found, attempted } = level.overall;
            const { alarmed, answered } = card.controls;
            return html`<tr>
              <th scope="row">${name}</th>
              <td class="whole">${abilityText(ability)}</td>
              <td>
                ${percent(recall.value)} <span class="range">${percentInterval(shownInterval(recall))}</span>
                <span class="sub">${found} of ${attempted}</span>
              </td>
              <td>${percent(level.precision.value)}</td>
              <td>${alarmed.successes} of ${answered}</td>
              <td class="whole">${duration(card.timeToFind?.medianMs ?? null)}</td>
              <td>${decimal(card.confidence?.brier ?? null, 2)}</td>
              <td>
                ${marks === null ? '–' : decimal(Object.values(marks.means).reduce((sum, mean) => sum + mean, 0))}
              </td>
            </tr>`;
          })}
        </tbody>
      </table>
    </div>
    <p class="small">
      Ability, in logits, comes from a model of all runs together and takes into account which tasks a person
      had; 0 is the mean, and there is none where the runs differ no more than by chance. Times are active
      time until half of the bugs were found. A Brier score of 0 is perfect.
    </p>`;
}

function ranking({ data, measures }: Cohort): Html {
  const name = (index: number): string => measures[index]!.name;
  if (data.comparison === null) return html`<p>There is one person only.</p>`;
  const { pairs, ranks, detectable } = data.comparison;
  const separated = pairs.filter(({ isSeparated }) => isSeparated);
  const fewest = Math.min(...data.entrants.map(({ level }) => level.overall.attempted));
  return html`${
      separated.length < pairs.length &&
      html`<p class="callout warn">
        The numbers are too few to rank everybody: ${pairs.length - separated.length} of ${pairs.length} pairs
        cannot be told apart${fewest < FEW_BUGS && `, on as few as ${fewest} bugs`}.
        ${detectable !== null && `With this many bugs, two people must differ by about ${percent(detectable)} of the bugs.`}
        Take a difference that is not listed below for chance.
      </p>`
    }
    ${
      separated.length > 0 &&
      html`<ul>
        ${separated.map(({ first, second, difference, adjusted }) => {
          const [better, worse] = (difference ?? 0) >= 0 ? [first, second] : [second, first];
          return html`<li>
            ${name(better)} finds more than ${name(worse)} (p
            ${adjusted < 0.001 ? '< 0.001' : `= ${adjusted.toFixed(3)}`} after Holm’s correction).
          </li>`;
        })}
      </ul>`
    }
    <div class="scroll" tabindex="0" role="region" aria-label="Places">
      <table class="figures">
        <caption>
          In which places a person ends when the source files are drawn again, 95 % of the draws
        </caption>
        <thead>
          <tr>
            <th scope="col">Person</th>
            <th scope="col">Place</th>
          </tr>
        </thead>
        <tbody>
          ${ranks.map(
            (rank, index) =>
              html`<tr>
                <th scope="row">${name(index)}</th>
                <td>${rankRange(rank)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}

function agreement({ data: { comparison } }: Cohort): Html {
  if (comparison === null) return html`<p>There is one person only.</p>`;
  const { alpha } = comparison.agreement;
  if (alpha.value === null)
    return html`<p>Too little was tried by two people to tell how far they agree.</p>`;
  return html`<p>
    Do they find the same bugs? Krippendorff’s α is ${decimal(alpha.value, 2)}
    <span class="range">${decimalRange(alpha, 2)}</span> on bugs that two people or more tried: 1 when they
    always agree, 0 when no more than by chance. In brackets: 95 % interval by source file.
  </p>`;
}

function bugTable({ data, measures }: Cohort): Html {
  const bugs = data.entrants[0]!.card.bugs;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Bugs by person">
    <table class="figures">
      <caption>
        Every planted bug; a dash where a person did not have the task
      </caption>
      <thead>
        <tr>
          <th scope="col">Bug</th>
          <th scope="col">Tier</th>
          ${measures.map(({ name }) => html`<th scope="col">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${bugs.map(
          ({ bug, title, tier }) =>
            html`<tr>
              <th scope="row">${title} <span class="sub">${placeOf(data, bug)}</span></th>
              <td><span class="tier tier-${tier}">${tier}</span></td>
              ${data.entrants.map(({ results }) => html`<td>${outcome(results.get(bug))}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function placeOf({ bugs }: Cohort['data'], id: string): string {
  const bug = bugs.get(id);
  return bug === undefined ? '' : `${bug.file}:${bug.mutated.startLine}`;
}

function outcome(result: BugResult | undefined): string {
  if (result?.attempted !== true) return '–';
  return result.found ? 'found' : 'missed';
}
