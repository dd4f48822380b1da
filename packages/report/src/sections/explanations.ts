import { CRITERIA } from '@bebug/core';
import type { ExplanationScore, ModelMarksScore, Proportion } from '@bebug/scorer';
import {
  correctedShare,
  decimal,
  decimalInterval,
  intervalOf,
  percent,
  percentInterval,
  shownInterval,
} from '../figures.ts';
import { figuresTable, namedEntrant, withRange } from '../figures-table.ts';
import { html, type Html } from '../html.ts';
import type { ReportData } from '../report-data.ts';

/** What fixes, triggers and explanations are worth of findings that found a bug. */
export function explanations({ entrants }: ReportData): Html {
  const graded = entrants.flatMap(({ name, hue, card }) =>
    card.explanations === null ? [] : [{ name, hue, score: card.explanations }],
  );
  if (graded.length === 0)
    return html`<p>
      Nothing was graded: <code>bebug grade SET RUN</code> runs the fixes and triggers that findings propose,
      and with <code>--by NAME</code> asks a person, or a model, to mark their explanations.
    </p>`;
  return html`${byRunsAndPeople(graded)} ${byModels(graded)}`;
}

interface Graded {
  readonly name: string;
  readonly hue: number;
  readonly score: ExplanationScore;
}

function byRunsAndPeople(graded: readonly Graded[]): Html {
  const { criteria } = graded[0]!.score.marks;
  return figuresTable(
    'Of findings that found a bug, with 95 % intervals; marks are 0 to 2, α is the agreement of the graders',
    ['Detector', 'Fixes that mend', 'Triggers that show it', ...criteria.map(({ name }) => `Marks: ${name}`)],
    graded.map(({ name, hue, score }) => [
      namedEntrant({ name, hue }),
      share(score.fixes),
      share(score.triggers),
      ...score.marks.criteria.map(marks),
    ]),
  );
}

/** One row for each detector and model that marked its explanations; nothing where none did. */
function byModels(graded: readonly Graded[]): Html | false {
  const rows = graded.flatMap(({ name, hue, score }) => score.models.map((model) => ({ name, hue, model })));
  return (
    rows.length > 0 &&
    figuresTable(
      'Explanations that a model found right (mark 2), with 95 % intervals; corrected by its sensitivity and specificity where people marked some of them too',
      ['Detector', 'Marked by', 'Marked', 'By people too', ...CRITERIA.map((name) => `Right: ${name}`)],
      rows.map(({ name, hue, model }) => [
        namedEntrant({ name, hue }),
        model.by,
        html`${model.marked} <span class="sub">${model.unscored > 0 && `${model.unscored} unscored`}</span>`,
        model.labelled,
        ...model.criteria.map(rightShare),
      ]),
    )
  );
}

function rightShare(criterion: ModelMarksScore['criteria'][number]): Html {
  const { share: value, range, basis } = correctedShare(criterion);
  const { sensitivity, specificity } = criterion;
  return html`${withRange(value, range)}
    <span class="sub"
      >${basis}${
        criterion.corrected.value !== null &&
        `; sensitivity ${percent(sensitivity.value)} of ${sensitivity.n}, specificity ${percent(specificity.value)} of ${specificity.n}`
      }</span
    >`;
}

function share(value: Proportion): Html {
  return html`${withRange(percent(value.value), percentInterval(shownInterval(value)))}
    <span class="sub">${value.successes} of ${value.n}</span>`;
}

function marks({ mean, alpha }: ExplanationScore['marks']['criteria'][number]): Html {
  return html`${withRange(decimal(mean.value, 2), decimalInterval(intervalOf(mean), 2))}
    <span class="sub">${alpha !== null && `α ${decimal(alpha, 2)}`}</span>`;
}
