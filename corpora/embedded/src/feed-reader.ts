export interface FeedItem {
  readonly title: string;
  readonly link: string;
}

export interface XmlOptions {
  /** Put in what the entities of the document stand for, those in other files included. */
  readonly resolveEntities: boolean;
  /** The content of a file, by the address that the document gives. */
  readonly load: (address: string) => string;
}

export class XmlError extends Error {
  override readonly name = 'XmlError';
}

const KNOWN: readonly (readonly [string, string])[] = [
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['amp', '&'],
];

/**
 * The entries of a feed that somebody else has written.
 *
 * @throws XmlError when a tag is not closed, or an entity is not known
 */
export function readFeed(document: string, load: XmlOptions['load']): FeedItem[] {
  return itemsOf(document, { resolveEntities: false, load });
}

/**
 * The entries of one of our own catalogues, which are put together of several files.
 *
 * @throws XmlError when a tag is not closed, or an entity is not known
 */
export function readCatalogue(document: string, load: XmlOptions['load']): FeedItem[] {
  return itemsOf(document, { resolveEntities: true, load });
}

function itemsOf(document: string, options: XmlOptions): FeedItem[] {
  const { body, declarations } = split(document);
  const entities = new Map(KNOWN);
  if (options.resolveEntities) {
    for (const [name, value] of declared(declarations, options)) entities.set(name, value);
  }
  return elements(body, 'item').map((item) => ({
    title: textOf(elements(item, 'title')[0] ?? '', entities),
    link: textOf(elements(item, 'link')[0] ?? '', entities),
  }));
}

/** The document type stands before everything else. */
function split(document: string): { readonly body: string; readonly declarations: string } {
  const doctype = /<!DOCTYPE\s+\w+\s*\[([^\]]*)\]\s*>/u.exec(document);
  if (doctype === null) return { body: document, declarations: '' };
  return { body: document.slice(doctype.index + doctype[0].length), declarations: doctype[1] ?? '' };
}

function declared(declarations: string, { load }: XmlOptions): (readonly [string, string])[] {
  const pattern = /<!ENTITY\s+(\w+)\s+(SYSTEM\s+)?"([^"]*)"\s*>/gu;
  return [...declarations.matchAll(pattern)].map(([, name = '', system, value = '']) => [
    name,
    system === undefined ? value : load(value),
  ]);
}

/** What stands inside the elements of a name, which do not hold one another. */
function elements(text: string, name: string): string[] {
  const found: string[] = [];
  const [start, end] = [`<${name}>`, `</${name}>`];
  for (let from = text.indexOf(start); from !== -1; from = text.indexOf(start, from)) {
    const to = text.indexOf(end, from);
    if (to === -1) throw new XmlError(`${name} is not closed`);
    found.push(text.slice(from + start.length, to));
    from = to + end.length;
  }
  return found;
}

function textOf(content: string, entities: ReadonlyMap<string, string>): string {
  return content.trim().replaceAll(/&(\w+);/gu, (_whole, name: string) => {
    const value = entities.get(name);
    if (value === undefined) throw new XmlError(`unknown entity ${name}`);
    return value;
  });
}
