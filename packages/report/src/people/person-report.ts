import { decimal, duration, percent, percentInterval, shownInterval } from '../figures.ts';
import { diffView } from '../diff-view.ts';
import { explanationView } from '../explanation-view.ts';
import { html, type Html } from '../html.ts';
import { renderPage } from '../page-frame.ts';
import { rangeBar } from '../range-bar.ts';
import type { Entrant, ReportData } from '../report-data.ts';
import { tiers } from '../sections/tiers.ts';
import { witnessView } from '../witness-view.ts';
import { activeTimes } from './active-times.ts';
import { abilityText, FEW_BUGS, type Cohort, type PersonMeasures } from './person-result.ts';

/**
 * The page for one person: what they found, how fast and how sure, and what they missed, with each bug explained. It holds answers: it is
 * for afterwards.
 */
export function renderPersonReport({ data, measures }: Cohort, index: number): string {
  const entrant = data.entrants[index]!;
  const own: ReportData = { ...data, entrants: [entrant] };
  const measure = measures[index]!;
  return renderPage({
    title: `bebug: ${measure.name}`,
    sections: [
      { id: 'results', name: `Results of ${measure.name}`, body: results(entrant, measure) },
      { id: 'tiers', name: 'By tier', body: tiers(own) },
      { id: 'sure', name: 'How sure, how right', body: calibration(entrant) },
      ...(measure.marks === null
        ? []
        : [{ id: 'explanations', name: 'Explanations', body: explanations(measure.marks) }]),
      { id: 'times', name: 'Time', body: activeTimes([measure]) },
      { id: 'missed', name: 'What was missed', body: bugViews(own, false) },
      { id: 'found', name: 'What was found', body: bugViews(own, true) },
      { id: 'alarms', name: 'Findings on code that is right', body: falseAlarms(entrant) },
    ],
    footer: html`Made by bebug ${data.manifest.generator.version} from bug set
      <code>${entrant.card.setHash.slice(0, 12)}</code>. This page holds answers: keep it from whom you mean
      to test. Canary <code>${data.manifest.canary}</code>.`,
    script: null,
  });
}

function results({ card, level }: Entrant, { ability }: PersonMeasures): Html {
  const { recall, attempted, found, chance } = level.overall;
  const interval = shownInterval(recall);
  return html`<div class="cards">
      <div class="card">
        <h3>Bugs found</h3>
        <p class="big">
          ${percent(recall.value)}
          <span class="unit">${found} of ${attempted} ${percentInterval(interval)}</span>
        </p>
        ${rangeBar(recall.value, interval, chance.recall)}
      </div>
      <div class="card">
        <h3>Figures</h3>
        <dl class="facts">
          ${[
            ['Tasks answered', `${card.tasks.answered} of ${card.tasks.total}`],
            ['Findings', `${level.findings.total}`],
            ['Precision', percent(level.precision.value)],
            ['Clean tasks with an alarm', `${card.controls.alarmed.successes} of ${card.controls.answered}`],
            ['Half of the bugs found after', duration(card.timeToFind?.medianMs ?? null)],
            ['Ability, logits', abilityText(ability)],
          ].map(
            ([term, value]) =>
              html`<div>
                <dt>${term}</dt>
                <dd>${value}</dd>
              </div>`,
          )}
        </dl>
      </div>
    </div>
    ${
      attempted < FEW_BUGS &&
      html`<p class="callout warn">
        ${attempted} bugs are few: another set of as many could well give a result anywhere in
        ${percentInterval(interval)} per cent. Do not compare two people by it.
      </p>`
    }
    <p class="small">
      In brackets: 95 % interval. The dashed line is what pointing at random finds. Ability comes from a model
      of all runs together: 0 is their mean; it takes into account which tasks a person had. There is none
      where the runs differ no more than by chance.
    </p>`;
}

function calibration({ card }: Entrant): Html {
  if (card.confidence === null) return html`<p>No finding carries a confidence.</p>`;
  const bins = card.confidence.bins.filter(({ findings }) => findings > 0);
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Confidence and truth">
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">Said to be right</th>
            <th scope="col">Findings</th>
            <th scope="col">Were right</th>
          </tr>
        </thead>
        <tbody>
          ${bins.map(
            ({ findings, meanConfidence, hits }) =>
              html`<tr>
                <th scope="row">${percent(meanConfidence)}</th>
                <td>${findings}</td>
                <td>${percent(hits / findings)} <span class="sub">${hits} of ${findings}</span></td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <p class="small">
      Brier score ${decimal(card.confidence.brier, 3)} (0 is perfect, 0.25 is what always saying 50 % gives),
      on ${card.confidence.rated} findings.
    </p>`;
}

function explanations({ explanations: count, means }: NonNullable<PersonMeasures['marks']>): Html {
  return html`<p>Means of the marks for ${count} explanations of bugs that were found, each from 0 to 2.</p>
    <dl class="facts">
      ${Object.entries(means).map(
        ([criterion, mean]) =>
          html`<div>
            <dt>${criterion}</dt>
            <dd>${decimal(mean, 2)}</dd>
          </div>`,
      )}
    </dl>`;
}

function bugViews({ entrants, bugs, texts }: ReportData, isFound: boolean): Html {
  const [{ card }] = entrants as readonly [Entrant, ...Entrant[]];
  const results = card.bugs.filter(({ attempted, found }) => attempted && found === isFound);
  if (results.length === 0) return html`<p>Nothing.</p>`;
  return html`${results.map((result) => {
    const bug = bugs.get(result.bug)!;
    const text = texts.get(bug.task)?.get(bug.file);
    const finding = result.finding === null ? undefined : card.findings[result.finding];
    return html`<article>
      <h3>${result.title}</h3>
      <p class="tags">
        <span class="tier tier-${result.tier}">${result.tier}</span>
        <span class="tag">${result.family}</span>
        <code>${bug.file}:${bug.mutated.startLine}</code>
      </p>
      ${text !== undefined && diffView(text, bug)} ${explanationView(bug)}
      ${
        finding &&
        html`<blockquote>
          <p>${finding.explanation ?? '(no explanation)'}</p>
          <footer>lines ${finding.startLine}–${finding.endLine}</footer>
        </blockquote>`
      }
      <details>
        <summary>Proof</summary>
        ${witnessView(bug)}
      </details>
    </article>`;
  })}`;
}

function falseAlarms({ card }: Entrant): Html {
  const alarms = card.findings.filter(({ isFalseAlarm }) => isFalseAlarm);
  if (alarms.length === 0) return html`<p>None.</p>`;
  return html`<p>
      No bug was planted at these places. Clean code can have defects of its own: what you are sure of is
      worth a second look.
    </p>
    ${alarms.map(
      ({ file, startLine, endLine, explanation }) =>
        html`<blockquote>
          <p>${explanation ?? '(no explanation)'}</p>
          <footer><code>${file}</code>, lines ${startLine}–${endLine}</footer>
        </blockquote>`,
    )}`;
}
