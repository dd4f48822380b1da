import { percent, percentInterval, shownInterval } from '../figures.ts';
import { figuresTable, namedEntrant, withRange } from '../figures-table.ts';
import { html, type Html, type Insert } from '../html.ts';
import type { Entrant, ReportData } from '../report-data.ts';

const HEAD = [
  'Detector',
  'Discrimination',
  'Found, and reported on both',
  'Twin unanswered',
  'Twin not attempted',
];

/** Who tells a bug from the same code without it. */
export function cleanTwins({ entrants }: ReportData): Html {
  if (entrants.every(({ card }) => card.discrimination === null))
    return html`<p>
      No run on the clean twins: <code>bebug export SET --format twins</code> writes the tasks without their
      bugs, and <code>--twins</code> takes runs on them.
    </p>`;
  return html`${figuresTable('The same tasks with and without their bugs', HEAD, entrants.map(rowOf))}
    <p class="small">
      Discrimination: bugs that were found while nothing is reported in their place on the clean twin. Who
      reports a place with and without the bug has found nothing.
    </p>`;
}

function rowOf(entrant: Entrant): [Html, ...Insert[]] {
  const { discrimination } = entrant.card;
  if (discrimination === null) return [namedEntrant(entrant), '–', '–', '–', '–'];
  const { rate, foundOnTwin, twinUnanswered, notCovered } = discrimination;
  const range = `${percentInterval(shownInterval(rate))} ${rate.successes} of ${rate.n}`;
  return [
    namedEntrant(entrant),
    withRange(percent(rate.value), range),
    foundOnTwin,
    twinUnanswered,
    notCovered,
  ];
}
