import type { Interval } from '@bebug/scorer';
import { percent, percentInterval } from './figures.ts';
import { html, type Html } from './html.ts';

export interface Series {
  readonly name: string;
  readonly hue: number;
  readonly bars: readonly {
    readonly value: number | null;
    readonly interval: Interval | null;
    readonly chance: number | null;
  }[];
}

const WIDTH = 760;
const HEIGHT = 300;
const MARGIN = { top: 18, right: 8, bottom: 46, left: 46 };
const PLOT = { width: WIDTH - MARGIN.left - MARGIN.right, height: HEIGHT - MARGIN.top - MARGIN.bottom };

/** Grouped bars of shares with error bars, on an axis that always runs from 0 to 100 %. */
export function barChart(
  groups: readonly { readonly name: string; readonly note: string }[],
  series: readonly Series[],
  title: string,
): Html {
  const groupWidth = PLOT.width / groups.length;
  const barWidth = Math.min(56, (groupWidth * 0.72) / series.length);
  const start = (groupWidth - barWidth * series.length) / 2;
  return html`<svg
    class="chart"
    viewBox="0 0 ${WIDTH} ${HEIGHT}"
    role="img"
    aria-label="${title}; the table below has the numbers"
  >
    ${[0, 0.25, 0.5, 0.75, 1].map(
      (share) =>
        html`<path class="grid" d="M${MARGIN.left} ${y(share)}H${WIDTH - MARGIN.right}" />
          <text class="axis" x="${MARGIN.left - 8}" y="${y(share)}" dy="0.32em" text-anchor="end"
            >${percent(share)}</text
          >`,
    )}
    ${groups.map(({ name, note }, group) => {
      const left = MARGIN.left + group * groupWidth;
      return html`<g>
        ${series.map((one, index) => bar(one, group, left + start + index * barWidth, barWidth))}
        <text class="group" x="${(left + groupWidth / 2).toFixed(1)}" y="${HEIGHT - 24}" text-anchor="middle"
          >${name}</text
        >
        <text class="axis" x="${(left + groupWidth / 2).toFixed(1)}" y="${HEIGHT - 7}" text-anchor="middle"
          >${note}</text
        >
      </g>`;
    })}
  </svg>`;
}

function bar({ name, hue, bars }: Series, group: number, left: number, width: number): Html | null {
  const { value, interval, chance } = bars[group]!;
  if (value === null) return null;
  const inner = width - 6;
  const x = (left + 3).toFixed(1);
  const middle = (left + width / 2).toFixed(1);
  const bottom = y(0);
  return html`<g class="hue-${hue}">
    <title>${name}: ${percent(value)} ${percentInterval(interval)}, chance ${percent(chance)}</title>
    <rect
      class="bar"
      x="${x}"
      y="${y(value)}"
      width="${inner.toFixed(1)}"
      height="${(Number(bottom) - Number(y(value))).toFixed(1)}"
      rx="2"
    />
    ${interval !== null && html`<path class="whisker" d="M${middle} ${y(interval.low)}V${y(interval.high)}m-5 0h10M${middle} ${y(interval.low)}m-5 0h10" />`}
    ${chance !== null && html`<path class="halo" d="M${x} ${y(chance)}h${inner.toFixed(1)}" /><path class="chance" d="M${x} ${y(chance)}h${inner.toFixed(1)}" />`}
    <text
      class="value"
      x="${middle}"
      y="${y(Math.max(value, interval?.high ?? 0))}"
      dy="-6"
      text-anchor="middle"
      >${(100 * value).toFixed(0)}</text
    >
  </g>`;
}

function y(share: number): string {
  return (MARGIN.top + PLOT.height * (1 - share)).toFixed(1);
}
