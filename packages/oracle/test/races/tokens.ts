/** One token for all callers; a failed request is not remembered. */
export class Tokens {
  #token: Promise<string> | null = null;
  readonly #request: () => Promise<string>;

  constructor(request: () => Promise<string>) {
    this.#request = request;
  }

  async get(): Promise<string> {
    if (this.#token) return this.#token;
    const asked = this.#request();
    this.#token = asked;
    asked.catch(() => {
      if (this.#token === asked) this.#token = null;
    });
    return asked;
  }

  revoke(): void {
    this.#token = null;
  }
}
