import type { Interval } from '@bebug/scorer';
import { percent, percentInterval } from './figures.ts';
import { html, type Html } from './html.ts';

/** The steps of the style sheet's scale, from pale to full. */
const HEAT_STEPS = 6;

/** A share as a coloured cell that can be read without its colour; its interval, by source file, shows on pointing. */
export function heatCell(found: number, attempted: number, interval: Interval | null): Html {
  if (attempted === 0) return html`<td class="heat-none">–</td>`;
  const share = found / attempted;
  const step = Math.min(HEAT_STEPS - 1, Math.floor(share * HEAT_STEPS));
  return html`<td
    class="heat-${step}"
    title="${
      interval === null ? 'of one file alone: no interval' : `95 % interval ${percentInterval(interval)}`
    }"
  >
    ${percent(share)} <span class="range">${found}/${attempted}</span>
  </td>`;
}

export function heatScale(): Html {
  return html`<p class="scale" aria-hidden="true">
    0 % ${Array.from({ length: HEAT_STEPS }, (_, step) => html`<span class="heat-${step}"></span>`)} 100 %
  </p>`;
}
