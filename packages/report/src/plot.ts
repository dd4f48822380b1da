import { html, type Html, type Insert } from './html.ts';

/** A range of values on an axis, its marks, and how a mark is written. */
export interface Axis {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
  readonly write: (tick: number) => string;
}

/** Where values lie in a drawing, to a tenth of its unit. */
export interface Scales {
  readonly x: (value: number) => string;
  readonly y: (value: number) => string;
}

const MARGIN = { top: 12, right: 26, bottom: 46, left: 56 };
/** So many characters of a name fit beside a lane. */
const LANE_NAME = 26;

/** The size of a drawing; `left` is room for names beside it. */
interface Size {
  readonly width: number;
  readonly height: number;
  readonly left?: number;
}

/** A drawing with two axes; `draw` fills it. Values outside of an axis are drawn at its end. */
export function plot(
  title: string,
  { width, height, left = MARGIN.left }: Size,
  axes: { readonly x: Axis; readonly y: Axis },
  draw: (scales: Scales) => Insert,
): Html {
  const right = width - MARGIN.right;
  const [top, bottom] = [MARGIN.top, height - MARGIN.bottom];
  const scales: Scales = { x: scale(axes.x, left, right), y: scale(axes.y, bottom, top) };
  return html`<svg class="chart" viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}">
    ${axes.x.ticks.map(
      (tick) =>
        html`<path class="grid" d="M${scales.x(tick)} ${top}V${bottom}" />
          <text class="axis" x="${scales.x(tick)}" y="${bottom + 17}" text-anchor="middle"
            >${axes.x.write(tick)}</text
          >`,
    )}
    ${axes.y.ticks.map(
      (tick) =>
        html`<path class="grid" d="M${left} ${scales.y(tick)}H${right}" />
          <text class="axis" x="${left - 8}" y="${scales.y(tick)}" dy="0.32em" text-anchor="end"
            >${axes.y.write(tick)}</text
          >`,
    )}
    <text class="group" x="${(left + right) / 2}" y="${height - 8}" text-anchor="middle">${axes.x.name}</text>
    ${axes.y.name !== '' && html`<text class="group" x="${left}" y="${top}" dx="6" dy="1em">${axes.y.name}</text>`}
    ${draw(scales)}
  </svg>`;
}

function scale({ low, high }: Axis, from: number, to: number): (value: number) => string {
  return (value) => {
    const share = (Math.min(high, Math.max(low, value)) - low) / (high - low);
    return (from + share * (to - from)).toFixed(1);
  };
}

/** Round marks from `low` to `high`, about `count` of them. */
export function roundTicks(low: number, high: number, count: number): number[] {
  const raw = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= raw)!;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
}

/** Room for lanes with a name each, and where the middle of each lies. */
export function lanes(
  names: readonly string[],
  height: number,
): { size: Size; axis: Axis; middles: number[] } {
  const size = { width: 760, height: names.length * height + MARGIN.top + MARGIN.bottom, left: 180 };
  const axis = { name: '', low: 0, high: 1, ticks: [], write: String };
  return { size, axis, middles: names.map((_, lane) => MARGIN.top + (lane + 0.5) * height) };
}

export function laneNames(names: readonly string[], middles: readonly number[]): Html[] {
  return names.map(
    (name, lane) =>
      html`<text class="lane" x="168" y="${middles[lane]}" dy="0.32em" text-anchor="end"
        >${name.length > LANE_NAME ? `${name.slice(0, LANE_NAME - 1)}…` : name}</text
      >`,
  );
}

/** A chart that scrolls by itself where the screen is too narrow for its letters. */
export function wideChart(name: string, chart: Html): Html {
  return html`<div class="scroll wide" tabindex="0" role="region" aria-label="${name}">${chart}</div>`;
}
