/** Text that is markup already, made by `markup` or declared so by `raw`. */
export class Markup {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

export type Part = string | number | boolean | null | undefined | Markup | readonly Part[];

export type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const VOID_ELEMENTS = new Set(['area', 'br', 'col', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr']);
const LINK_ATTRIBUTES = new Set([
  'action',
  'cite',
  'data',
  'formaction',
  'href',
  'poster',
  'src',
  'xlink:href',
]);
const SAFE_SCHEMES = new Set(['http', 'https', 'mailto', 'tel']);

/** A template for markup: everything that is put into it is text, unless it is markup itself. */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(strings.map((text, index) => text + render(parts[index])).join(''));
}

/** Take a text for markup. Only for texts that this program has made itself. */
export function raw(text: string): Markup {
  return new Markup(text);
}

export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/gu, (char) => ENTITIES[char] as string);
}

/** Parts with a separator between those that show anything. */
export function join(parts: readonly Part[], separator: Part): Markup {
  const shown = parts.map(render).filter((text) => text !== '');
  return new Markup(shown.join(render(separator)));
}

/**
 * An element. Attributes that are `true` stand without a value; those that are `false`, `null` or `undefined` are left out. Links
 * that would run a script lead nowhere.
 *
 * @throws TypeError for names that HTML has not, for attributes that hold code or a page, and for children of an element that takes none
 */
export function element(name: string, attributes: Attributes, ...children: readonly Part[]): Markup {
  if (!/^[a-z][a-z0-9-]*$/u.test(name) || name === 'script') throw new TypeError(`not an element: ${name}`);
  const written = Object.entries(attributes).map(([key, value]) => attribute(key, value));
  const opened = `<${name}${written.join('')}>`;
  if (!VOID_ELEMENTS.has(name)) return new Markup(`${opened}${render(children)}</${name}>`);
  if (children.length > 0) throw new TypeError(`${name} takes no children`);
  return new Markup(opened);
}

function attribute(name: string, value: Attributes[string]): string {
  if (!/^[a-z][a-z0-9:-]*$/u.test(name) || name.startsWith('on') || name === 'srcdoc') {
    throw new TypeError(`not an attribute: ${name}`);
  }
  if (value === false || value === null || value === undefined) return '';
  if (value === true) return ` ${name}`;
  const text = String(value);
  return ` ${name}="${escapeHtml(LINK_ATTRIBUTES.has(name) ? safeLink(text) : text)}"`;
}

/** Browsers leave out control characters in front of an address, and line breaks and tabs anywhere. */
function safeLink(address: string): string {
  const readable = address.replaceAll(/[\p{Cc} ]/gu, '');
  const scheme = /^([^/?#:]*):/u.exec(readable)?.[1];
  return scheme === undefined || SAFE_SCHEMES.has(scheme.toLowerCase()) ? address : '#';
}

function render(part: Part): string {
  if (part === null || part === undefined || typeof part === 'boolean') return '';
  if (part instanceof Markup) return part.toString();
  if (typeof part === 'object') return part.map(render).join('');
  return escapeHtml(String(part));
}
