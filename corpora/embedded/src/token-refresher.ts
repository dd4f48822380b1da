export interface AccessToken {
  readonly value: string;
  /** On the clock that `now` reads. */
  readonly expiresAt: number;
}

export interface ApiResponse {
  readonly status: number;
  readonly body: string;
}

export interface TokenRefresherOptions {
  readonly refresh: () => Promise<AccessToken>;
  /** Milliseconds. */
  readonly now: () => number;
  /** A token with less time left than this is not used any more. */
  readonly margin: number;
}

/** Keeps an access token fresh for all requests of a client, with one refresh at a time. */
export class TokenRefresher {
  readonly #options: TokenRefresherOptions;
  #token: AccessToken | null = null;
  #refreshing: Promise<AccessToken> | null = null;

  constructor(options: TokenRefresherOptions) {
    if (!(options.margin >= 0)) throw new RangeError('margin must not be negative');
    this.#options = { ...options };
  }

  /** The value of the token in use, however old; `null` before the first refresh. */
  get current(): string | null {
    return this.#token?.value ?? null;
  }

  get isRefreshing(): boolean {
    return this.#refreshing !== null;
  }

  /** A token that is good for now. */
  async token(): Promise<string> {
    if (this.#token !== null && !this.#isStale(this.#token)) return this.#token.value;
    this.#refreshing ??= this.#refresh();
    const token = await this.#refreshing;
    return token.value;
  }

  /** Give up a token that a server did not accept; a token that came later stays. */
  discard(value: string): void {
    if (this.#token?.value === value) this.#token = null;
  }

  /** Send a request with a token; when the server answers 401, once more with a new one. */
  async send(request: (token: string) => Promise<ApiResponse>): Promise<ApiResponse> {
    const first = await this.token();
    const response = await request(first);
    if (response.status !== 401) return response;
    this.discard(first);
    return request(await this.token());
  }

  async #refresh(): Promise<AccessToken> {
    try {
      const token = await this.#options.refresh();
      this.#token = token;
      return token;
    } finally {
      this.#refreshing = null;
    }
  }

  #isStale(token: AccessToken): boolean {
    return this.#options.now() + this.#options.margin >= token.expiresAt;
  }
}
