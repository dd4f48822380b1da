/** Text that is markup already. Made by `html` alone, so that nothing reaches a page without being escaped. */
export class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
}

export type Insert = Html | string | number | null | undefined | false | readonly Insert[];

/** A template whose values are escaped, in text and in double-quoted attributes; `null`, `undefined` and `false` are nothing. */
export function html(strings: TemplateStringsArray, ...values: readonly Insert[]): Html {
  return new Html(strings.reduce((markup, part, index) => markup + render(values[index - 1]) + part));
}

function render(value: Insert): string {
  if (value == null || value === false) return '';
  if (value instanceof Html) return value.markup;
  if (typeof value === 'object') return value.map(render).join('');
  return escapeHtml(String(value));
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Hostile text as harmless text. Characters that have no shape or turn the direction of reading are shown by number:
 * what a reader sees is what is there (Boucher and Anderson, Trojan Source, 2021).
 */
export function escapeHtml(text: string): string {
  return text
    .replaceAll(/[&<>"']/gu, (character) => ENTITIES[character]!)
    .replaceAll(
      INVISIBLE,
      (character) => `⟨U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}⟩`,
    );
}

// Control characters but tab and newline; zero-width characters; bidirectional controls; lone surrogates.
const INVISIBLE =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]/gu;
