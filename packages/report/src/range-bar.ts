import type { Interval } from '@bebug/scorer';
import { percent } from './figures.ts';
import { html, type Html } from './html.ts';

const WIDTH = 240;

/** A share on a line from 0 to 100 %, with its interval as a whisker and chance as a tick. */
export function rangeBar(value: number | null, interval: Interval | null, chance: number | null): Html {
  const x = (share: number): string => (share * WIDTH).toFixed(1);
  return html`<svg
    class="range-bar"
    viewBox="-2 0 ${WIDTH + 4} 22"
    role="img"
    aria-label="${percent(value)}, chance ${percent(chance)}"
  >
    <rect class="track" x="0" y="7" width="${WIDTH}" height="8" rx="4" />
    ${value !== null && html`<rect class="bar" x="0" y="7" width="${x(value)}" height="8" rx="4" />`}
    ${
      interval !== null &&
      html`<path
        class="whisker"
        d="M${x(interval.low)} 4v14M${x(interval.high)} 4v14M${x(interval.low)} 11H${x(interval.high)}"
      />`
    }
    ${chance !== null && html`<path class="chance" d="M${x(chance)} 1v20" />`}
  </svg>`;
}
