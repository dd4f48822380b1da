export interface CorsOptions {
  /** Origins such as `https://app.example`; `https://*.app.example` stands for all of its subdomains. */
  readonly origins: readonly string[];
  readonly methods: readonly string[];
  /** Names of request headers besides those that every page may send. */
  readonly headers: readonly string[];
  /** Seconds for which a browser may remember an answer. */
  readonly maxAge: number;
}

export interface CorsRequest {
  readonly method: string;
  /** By their names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
}

export interface CorsResponse {
  setHeader(name: string, value: string): void;
}

/** `answered`: nothing is left to do; `refused`: the answer must not be sent; `continue`: handle the request. */
export type CorsOutcome = 'answered' | 'continue' | 'refused';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'POST']);

/** Decides which pages of other sites may use this one in the name of their users. */
export class CorsPolicy {
  readonly #exact: ReadonlySet<string>;
  readonly #suffixes: readonly { readonly scheme: string; readonly domain: string }[];
  readonly #options: CorsOptions;
  readonly #headers: ReadonlySet<string>;

  /** @throws TypeError for an origin that holds a path, a wildcard elsewhere, or no scheme */
  constructor(options: CorsOptions) {
    const malformed = options.origins.find(
      (origin) => !/^https?:\/\/(?:\*\.)?[a-z0-9.-]+(?::\d+)?$/u.test(origin),
    );
    if (malformed !== undefined) throw new TypeError(`not an origin: ${malformed}`);
    this.#exact = new Set(options.origins.filter((origin) => !origin.includes('*')));
    this.#suffixes = options.origins
      .filter((origin) => origin.includes('*'))
      .map((origin) => {
        const [scheme = '', domain = ''] = origin.split('*');
        return { scheme, domain };
      });
    this.#options = { ...options };
    this.#headers = new Set(options.headers.map((name) => name.toLowerCase()));
  }

  allows(origin: string): boolean {
    return (
      this.#exact.has(origin) ||
      this.#suffixes.some(({ scheme, domain }) => {
        if (!origin.startsWith(scheme) || !origin.endsWith(domain)) return false;
        return /^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/u.test(origin.slice(scheme.length, -domain.length));
      })
    );
  }

  /** Set the headers that a request from a page of another site needs; requests without an origin need none. */
  apply(request: CorsRequest, response: CorsResponse): CorsOutcome {
    response.setHeader('Vary', 'Origin');
    const origin = request.headers.get('origin');
    if (origin === undefined) return 'continue';
    const method =
      request.method === 'OPTIONS' ? request.headers.get('access-control-request-method') : undefined;
    if (!this.allows(origin)) return method === undefined ? 'continue' : 'refused';

    response.setHeader('Access-Control-Allow-Origin', origin);
    response.setHeader('Access-Control-Allow-Credentials', 'true');
    if (method === undefined) return 'continue';
    if (!this.#allowsMethod(method) || !this.#allowsHeaders(request)) return 'refused';
    response.setHeader('Access-Control-Allow-Methods', this.#options.methods.join(', '));
    response.setHeader('Access-Control-Allow-Headers', this.#options.headers.join(', '));
    response.setHeader('Access-Control-Max-Age', String(this.#options.maxAge));
    return 'answered';
  }

  #allowsMethod(method: string): boolean {
    return SAFE_METHODS.has(method) || this.#options.methods.includes(method);
  }

  #allowsHeaders(request: CorsRequest): boolean {
    const names = request.headers.get('access-control-request-headers') ?? '';
    return names
      .split(',')
      .map((name) => name.trim().toLowerCase())
      .every((name) => name === '' || this.#headers.has(name));
  }
}
