import { html, type Html } from './html.ts';
import type { Entrant } from './report-data.ts';

/** What each colour of a chart stands for. */
export function legend(entrants: readonly Pick<Entrant, 'name' | 'hue'>[]): Html[] {
  return entrants.map(
    ({ name, hue }) =>
      html`<span class="key hue-${hue}"><span class="swatch" aria-hidden="true"></span>${name}</span>`,
  );
}

/** The same for lines, which differ in their dashes as well. */
export function lineLegend(entrants: readonly Pick<Entrant, 'name' | 'hue'>[]): Html[] {
  return entrants.map(
    ({ name, hue }) =>
      html`<span class="key hue-${hue}"
        ><svg viewBox="0 0 16 12" aria-hidden="true"><path class="curve" d="M0 6h16" /></svg>${name}</span
      >`,
  );
}
