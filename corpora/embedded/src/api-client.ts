export interface ApiReply {
  readonly status: number;
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface ConnectOptions {
  readonly host: string;
  readonly rejectUnauthorized: boolean;
  readonly minVersion: 'TLSv1' | 'TLSv1.2' | 'TLSv1.3';
}

/** Sends one request over a connection and does not follow redirections. */
export type Transport = (
  url: URL,
  headers: Readonly<Record<string, string>>,
  options: ConnectOptions,
) => Promise<ApiReply>;

export interface ApiClientOptions {
  /** Where the paths of all requests start, such as `https://api.example/v2/`. */
  readonly base: string;
  /** Sent to the server of the base, and to nobody else. */
  readonly token: string;
  readonly transport: Transport;
}

export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const MAX_REDIRECTS = 2;
const REDIRECTIONS = new Set([301, 302, 307, 308]);

/** Reads from an interface over encrypted connections. */
export class ApiClient {
  readonly #base: URL;
  readonly #token: string;
  readonly #transport: Transport;

  /** @throws TypeError when the base is not an address that starts with https */
  constructor(options: ApiClientOptions) {
    this.#base = new URL(options.base);
    if (this.#base.protocol !== 'https:') throw new TypeError('the base must start with https');
    this.#token = options.token;
    this.#transport = options.transport;
  }

  /**
   * What the server answers to a path below the base, redirections followed.
   *
   * @throws ApiError when it does not answer with success, or redirects too often or without encryption
   */
  async get(path: string): Promise<string> {
    let url = new URL(path, this.#base);
    if (url.origin !== this.#base.origin) throw new ApiError(0, `not a path: ${path}`);
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      const reply = await this.#send(url);
      const { location } = reply.headers;
      if (!REDIRECTIONS.has(reply.status) || location === undefined) return bodyOf(reply);
      url = new URL(location, url);
      if (url.protocol !== 'https:')
        throw new ApiError(reply.status, 'redirected to a connection in the open');
    }
    throw new ApiError(0, 'redirected too often');
  }

  #send(url: URL): Promise<ApiReply> {
    return this.#transport(url, this.#headersFor(url), {
      host: url.hostname,
      rejectUnauthorized: true,
      minVersion: 'TLSv1.2',
    });
  }

  #headersFor(url: URL): Record<string, string> {
    const headers = { accept: 'application/json' };
    return url.origin === this.#base.origin
      ? { ...headers, authorization: `Bearer ${this.#token}` }
      : headers;
  }
}

function bodyOf({ status, body }: ApiReply): string {
  if (status < 200 || status > 299) throw new ApiError(status, `status ${String(status)}`);
  return body;
}
