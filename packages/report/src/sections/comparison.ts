import { levelOf, type Estimate, type PairedComparison } from '@bebug/scorer';
import {
  chaoText,
  decimal,
  decimalRange,
  intervalOf,
  points,
  pointsInterval,
  pValue,
  shownInterval,
  percent,
  percentInterval,
} from '../figures.ts';
import { figuresTable, withRange } from '../figures-table.ts';
import { html, type Html } from '../html.ts';
import { laneNames, lanes, plot, wideChart } from '../plot.ts';
import type { Entrant, ReportData } from '../report-data.ts';

const LANE = 30;

/** Who is better than whom, on the bugs that both looked at. */
export function comparison({ entrants, comparison: runs }: ReportData): Html {
  if (runs === null)
    return html`<p>A comparison takes a second run on the set (<code>bebug report SET RUN RUN</code>).</p>`;
  const { pairs, agreement, seeding } = runs;
  const nameOf = ({ first, second }: PairedComparison): string =>
    `${entrants[first]!.name} − ${entrants[second]!.name}`;
  return html`<figure>${wideChart('Differences in recall', differences(pairs, nameOf))}</figure>
    ${figuresTable(
      'Pairs on the bugs that both attempted; p by sign flips of source files, Holm over all pairs',
      [
        'Pair',
        'Bugs',
        'Difference in recall, points',
        'Only the first',
        'Only the second',
        'Cohen’s κ',
        'F1 of what they found',
        'McNemar, exact p',
        'p by files',
        'After Holm',
      ],
      pairs.map((pair) => [
        nameOf(pair),
        pair.n,
        withRange(points(pair.difference), pointsInterval(intervalOf(pair))),
        pair.onlyFirst,
        pair.onlySecond,
        decimalWithRange(pair.agreement.cohenKappa),
        decimalWithRange(pair.agreement.f1),
        pValue(pair.mcnemar.pExact),
        pValue(pair.signFlip.p),
        pValue(pair.adjusted),
      ]),
    )}
    <p>
      Do they find the same bugs? Krippendorff’s α is ${decimalWithRange(agreement.alpha)}, Fleiss’ κ
      ${decimalWithRange(agreement.fleissKappa)}: 1 when they always agree, 0 when as often as by chance. Do
      they call them the same? α is ${decimalWithRange(agreement.categories)} over the categories of their
      findings.
    </p>
    ${figuresTable(
      `How many bugs there seem to be from who found which; there are ${seeding.planted}: so far is such an estimate off where nobody knows`,
      ['Estimate', 'Bugs'],
      [
        [
          'Chao’s lower bound, all runs; at least so many in 95 of 100 cases',
          withRange(decimal(seeding.chao.value, 0), chaoText(seeding)),
        ],
        ...seeding.chapman.map(
          ({ first, second, estimate }) =>
            [
              `Chapman, ${entrants[first]!.name} and ${entrants[second]!.name}`,
              decimalWithRange(estimate, 0),
            ] as const,
        ),
      ],
    )}
    ${strictnessTable(entrants)} ${pairs.map((pair) => apart(pair, entrants))}`;
}

function decimalWithRange(estimate: Estimate, digits = 2): Html {
  return withRange(decimal(estimate.value, digits), decimalRange(estimate, digits));
}

/** A line for each pair: where its interval keeps off zero, one finds more. */
function differences(pairs: readonly PairedComparison[], nameOf: (pair: PairedComparison) => string): Html {
  const names = pairs.map(nameOf);
  const { size, axis, middles } = lanes(names, LANE);
  const x = {
    name: 'Difference in recall, points',
    low: -1,
    high: 1,
    ticks: [-1, -0.5, 0, 0.5, 1],
    write: points,
  };
  return plot('Difference in recall of each pair, with 95 % intervals', size, { x, y: axis }, (scales) => [
    laneNames(names, middles),
    html`<path class="zero" d="M${scales.x(0)} ${scales.y(0)}V${scales.y(1)}" />`,
    pairs.map((pair, lane) => {
      const { difference, isSeparated } = pair;
      const interval = intervalOf(pair);
      const middle = middles[lane];
      return html`<g class="${isSeparated ? 'separated' : 'tied'}">
        <title>${points(difference)} ${pointsInterval(interval)}</title>
        ${interval !== null && html`<path class="span" d="M${scales.x(interval.low)} ${middle}H${scales.x(interval.high)}" />`}
        ${difference !== null && html`<circle class="dot" cx="${scales.x(difference)}" cy="${middle}" r="5" />`}
      </g>`;
    }),
  ]);
}

/** Whether the order depends on how exactly a finding must point. */
function strictnessTable(entrants: readonly Entrant[]): Html {
  return figuresTable(
    'Recall by strictness: does the ranking depend on how exactly a finding must point?',
    ['Strictness', ...entrants.map(({ name }) => name)],
    entrants[0]!.card.levels.map(({ strictness }) => [
      strictness,
      ...entrants.map(({ card }) => {
        const { recall } = levelOf(card, strictness).overall;
        return withRange(percent(recall.value), percentInterval(shownInterval(recall)));
      }),
    ]),
  );
}

/** The bugs that tell two detectors apart. */
function apart(
  { first, second, onlyFirst, onlySecond }: PairedComparison,
  entrants: readonly Entrant[],
): Html | null {
  if (onlyFirst + onlySecond === 0) return null;
  const [one, other] = [entrants[first]!, entrants[second]!];
  return html`<details>
    <summary>Bugs that tell ${one.name} and ${other.name} apart</summary>
    <div class="columns">${onlyFoundBy(one, other)} ${onlyFoundBy(other, one)}</div>
  </details>`;
}

function onlyFoundBy({ name, card }: Entrant, other: Entrant): Html {
  const only = card.bugs.filter(({ bug, found }) => {
    const result = other.results.get(bug);
    return found && result?.attempted === true && !result.found;
  });
  return html`<div>
    <h4>Only ${name}: ${only.length}</h4>
    <ul class="links">
      ${only.map(({ bug, title, tier }) => html`<li><a href="#${bug}">${title}</a> <span class="dim">${tier}</span></li>`)}
    </ul>
  </div>`;
}
