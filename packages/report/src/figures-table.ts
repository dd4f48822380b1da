import { html, type Html, type Insert } from './html.ts';

/** A table of figures that scrolls by itself where the screen is narrow. The first cell of a row is its heading. */
export function figuresTable(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly [heading: Insert, ...cells: Insert[]])[],
): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}">
    <table class="figures">
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${head.map((name) => html`<th scope="col">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([heading, ...cells]) =>
            html`<tr>
              <th scope="row">${heading}</th>
              ${cells.map((cell) => html`<td>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** A figure with its interval, smaller. */
export function withRange(figure: string, range: string): Html {
  return html`${figure} <span class="range">${range}</span>`;
}

/** The name of a detector behind its colour. */
export function namedEntrant({ name, hue }: { readonly name: string; readonly hue: number }): Html {
  return html`<span class="hue-${hue}"><span class="swatch" aria-hidden="true"></span>${name}</span>`;
}
