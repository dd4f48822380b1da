export interface Reply {
  readonly status: number;
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type Fetch = (url: string, headers: Readonly<Record<string, string>>) => Promise<Reply>;

export interface PreviewOptions {
  readonly fetch: Fetch;
  /** Hosts that previews are made of, without the subdomains that they may have. */
  readonly hosts: readonly string[];
  /** Tokens by host: they are sent to that very host and to no other. */
  readonly tokens: ReadonlyMap<string, string>;
}

export interface Preview {
  readonly url: string;
  readonly title: string;
  readonly description: string | null;
}

export class PreviewError extends Error {
  override readonly name = 'PreviewError';
}

const MAX_REDIRECTS = 3;
const MAX_BODY = 10_000;
const REDIRECTIONS = new Set([301, 302, 303, 307, 308]);

/** Fetches what a link shows: the title and the description of a page. */
export class LinkPreviewer {
  readonly #options: PreviewOptions;

  constructor(options: PreviewOptions) {
    this.#options = options;
  }

  /** @throws PreviewError when the address, or one that it leads to, may not be fetched, or when there is no page */
  async preview(address: string): Promise<Preview> {
    let url = this.#allowed(address, undefined);
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      const reply = await this.#get(url);
      if (!REDIRECTIONS.has(reply.status)) return toPreview(url, reply);
      const location = reply.headers.location;
      if (location === undefined) throw new PreviewError('redirected to nowhere');
      url = this.#allowed(location, url);
    }
    throw new PreviewError('redirected too often');
  }

  async #get(url: URL): Promise<Reply> {
    const token = this.#options.tokens.get(url.hostname);
    const headers = {
      accept: 'text/html',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    };
    try {
      return await this.#options.fetch(url.href, headers);
    } catch (error) {
      throw new PreviewError(`${url.hostname} does not answer`, { cause: error });
    }
  }

  #allowed(address: string, base: URL | undefined): URL {
    const url = parse(address, base);
    if (url?.protocol !== 'https:' || url.port !== '') throw new PreviewError('not an address of a page');
    const isKnown = this.#options.hosts.some(
      (host) => url.hostname === host || url.hostname.endsWith(`.${host}`),
    );
    if (!isKnown) throw new PreviewError(`${url.hostname} is not known`);
    url.username = '';
    url.password = '';
    url.hash = '';
    return url;
  }
}

function toPreview(url: URL, { status, headers, body }: Reply): Preview {
  if (status !== 200) throw new PreviewError(`status ${String(status)}`);
  if (!(headers['content-type'] ?? '').toLowerCase().startsWith('text/html'))
    throw new PreviewError('not a page');
  const head = body.slice(0, MAX_BODY);
  const title = /<title[^<>]*>([^<]*)<\/title>/iu.exec(head)?.[1];
  const description = /<meta name="description" content="([^"<>]*)"/iu.exec(head)?.[1];
  return {
    url: url.href,
    title: title === undefined || title.trim() === '' ? url.hostname : textOf(title),
    description: description === undefined ? null : textOf(description),
  };
}

/** Plain text of what stands between tags: on one line, with the entities that matter resolved. */
function textOf(markup: string): string {
  return markup
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

function parse(address: string, base: URL | undefined): URL | null {
  try {
    return new URL(address, base);
  } catch {
    // No address at all.
    return null;
  }
}
