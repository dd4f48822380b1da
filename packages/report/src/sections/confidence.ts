import type { ConfidenceScore, CurvePoint } from '@bebug/scorer';
import { decimal, intervalOf, percent, percentInterval } from '../figures.ts';
import { figuresTable, namedEntrant, withRange } from '../figures-table.ts';
import { html, type Html } from '../html.ts';
import { lineLegend } from '../legend.ts';
import { plot, roundTicks, type Scales } from '../plot.ts';
import type { Entrant, ReportData } from '../report-data.ts';
import { sharesAxis } from '../shares-axis.ts';

const SIZE = { width: 460, height: 340 };

type Rated = Omit<Entrant, 'card'> & { readonly confidence: ConfidenceScore };

/** What the confidences of a run are worth: as a ranking, as a choice of threshold, and as probabilities. */
export function confidence({ entrants }: ReportData): Html {
  const rated = entrants.flatMap(({ card, ...entrant }): Rated[] =>
    card.confidence === null ? [] : [{ ...entrant, confidence: card.confidence }],
  );
  if (rated.length === 0)
    return html`<p>
      No finding carries a confidence: there is no ranking to judge, and nothing to calibrate.
    </p>`;
  const silent = entrants.filter(({ card }) => card.confidence === null);
  return html`<p>
      Findings enter from the surest to the least sure.
      ${silent.length > 0 && `Without confidences: ${silent.map(({ name }) => name).join(', ')}.`}
    </p>
    <div class="columns">
      <figure>
        <h3>Precision and recall</h3>
        ${precisionRecallCurve(rated)}
        <figcaption>
          ${lineLegend(rated)}<span class="dim">The area under the steps is the average precision.</span>
        </figcaption>
      </figure>
      <figure>
        <h3>Free response (FROC)</h3>
        ${frocCurve(rated)}
        <figcaption>${lineLegend(rated)}</figcaption>
      </figure>
      <figure>
        <h3>Calibration</h3>
        ${calibrationPlot(rated)}
        <figcaption>
          ${lineLegend(rated)}<span class="dim"
            >Whiskers are 95 % intervals by source file; on the diagonal a confidence is what it says.</span
          >
        </figcaption>
      </figure>
    </div>
    ${figuresTable(
      'Confidences in figures, with 95 % intervals',
      [
        'Detector',
        'Rated findings',
        'Average precision',
        'AFROC area',
        'Recall at 1 false alarm / 1,000 lines',
        'Brier score',
        'Calibration error',
      ],
      rated.map(({ name, hue, confidence: score }) => [
        namedEntrant({ name, hue }),
        score.rated,
        withRange(percent(score.averagePrecision.value), percentInterval(intervalOf(score.averagePrecision))),
        withRange(percent(score.afroc.value), percentInterval(intervalOf(score.afroc))),
        percent(score.recallAtOneFalseAlarm),
        decimal(score.brier, 3),
        decimal(score.expectedCalibrationError, 3),
      ]),
    )}`;
}

function precisionRecallCurve(rated: readonly Rated[]): Html {
  const curves = rated.filter(({ confidence: { curve } }) =>
    curve.every(({ precision }) => precision !== null),
  );
  if (curves.length === 0)
    return html`<p class="dim">No clean control was answered: no precision is given.</p>`;
  const axes = { x: sharesAxis('Recall'), y: sharesAxis('Precision') };
  return plot('Precision over recall, threshold by threshold', SIZE, axes, (scales) =>
    curves.map(({ name, hue, confidence: { curve } }) =>
      steps(
        name,
        hue,
        curve,
        scales,
        ({ recall }) => recall ?? 0,
        ({ precision }) => precision!,
        'from the first',
      ),
    ),
  );
}

function frocCurve(rated: readonly Rated[]): Html | null {
  const rateOf = (point: CurvePoint): number => point.falseAlarmsPer1000Lines ?? 0;
  const curves = rated.filter(({ confidence: { curve } }) => curve[0]?.falseAlarmsPer1000Lines != null);
  if (curves.length === 0) return html`<p class="dim">No clean control was answered.</p>`;
  const most = Math.max(1, ...curves.flatMap(({ confidence: { curve } }) => curve.map(rateOf))) * 1.05;
  const rates = {
    name: 'False alarms for each 1,000 lines of clean code',
    low: 0,
    high: most,
    ticks: roundTicks(0, most, 5),
    write: (tick: number) => decimal(tick, most < 4 ? 1 : 0),
  };
  return plot(
    'Recall over false alarms on clean code',
    SIZE,
    { x: rates, y: sharesAxis('Recall') },
    (scales) => [
      html`<path class="chance" d="M${scales.x(1)} ${scales.y(0)}V${scales.y(1)}" />`,
      ...curves.map(({ name, hue, confidence: { curve } }) =>
        steps(name, hue, curve, scales, rateOf, ({ recall }) => recall ?? 0, 'from zero'),
      ),
    ],
  );
}

/** A curve that changes at its points only; a dot where it ends. */
function steps(
  name: string,
  hue: number,
  curve: readonly CurvePoint[],
  { x, y }: Scales,
  across: (point: CurvePoint) => number,
  up: (point: CurvePoint) => number,
  start: 'from zero' | 'from the first',
): Html | null {
  const last = curve.at(-1);
  if (last === undefined) return null;
  const begin = `M${x(0)} ${y(start === 'from zero' ? 0 : up(curve[0]!))}`;
  const path = curve.map((point) =>
    start === 'from zero' ? `H${x(across(point))}V${y(up(point))}` : `V${y(up(point))}H${x(across(point))}`,
  );
  return html`<g class="hue-${hue}">
    <title>${name}</title>
    <path class="curve" d="${begin}${path.join('')}" />
    <circle class="dot" cx="${x(across(last))}" cy="${y(up(last))}" r="4" />
  </g>`;
}

function calibrationPlot(rated: readonly Rated[]): Html {
  const axes = { x: sharesAxis('Stated confidence'), y: sharesAxis('Share that was right') };
  return plot('Share of right findings over stated confidence, in ten bins', SIZE, axes, (scales) => [
    html`<path class="chance" d="M${scales.x(0)} ${scales.y(0)}L${scales.x(1)} ${scales.y(1)}" />`,
    ...rated.map(({ name, hue, confidence: { bins } }) => {
      const filled = bins.filter(({ findings }) => findings > 0);
      const at = ({ meanConfidence, hits, findings }: (typeof bins)[number]): string =>
        `${scales.x(meanConfidence!)} ${scales.y(hits / findings)}`;
      return html`<g class="hue-${hue}">
        <path class="curve" d="M${filled.map(at).join('L')}" />
        ${filled.map((bin) => calibrationPoint(name, bin, scales))}
      </g>`;
    }),
  ]);
}

function calibrationPoint(name: string, bin: ConfidenceScore['bins'][number], { x, y }: Scales): Html {
  const { meanConfidence, hits, findings, interval } = bin;
  const middle = x(meanConfidence!);
  return html`<g>
    <title>
      ${name}: stated ${percent(meanConfidence)}, right ${hits} of ${findings} ${percentInterval(interval)}
    </title>
    ${interval !== null && html`<path class="spread" d="M${middle} ${y(interval.low)}V${y(interval.high)}" />`}
    <circle class="dot" cx="${middle}" cy="${y(hits / findings)}" r="4" />
  </g>`;
}
