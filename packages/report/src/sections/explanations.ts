import type { ExplanationScore, Proportion } from '@bebug/scorer';
import { decimal, decimalInterval, intervalOf, percent, percentInterval, shownInterval } from '../figures.ts';
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
      and with <code>--by NAME</code> asks a person to mark their explanations.
    </p>`;
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

function share(value: Proportion): Html {
  return html`${withRange(percent(value.value), percentInterval(shownInterval(value)))}
    <span class="sub">${value.successes} of ${value.n}</span>`;
}

function marks({ mean, alpha }: ExplanationScore['marks']['criteria'][number]): Html {
  return html`${withRange(decimal(mean.value, 2), decimalInterval(intervalOf(mean), 2))}
    <span class="sub">${alpha !== null && `α ${decimal(alpha, 2)}`}</span>`;
}
