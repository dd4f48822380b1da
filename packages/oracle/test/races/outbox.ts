/** Sends messages one at a time, in the order in which they came. */
export class Outbox {
  readonly #messages: string[] = [];
  #sending = false;
  readonly #send: (message: string) => Promise<void>;

  constructor(send: (message: string) => Promise<void>) {
    this.#send = send;
  }

  async post(message: string): Promise<void> {
    this.#messages.push(message);
    if (this.#sending) return;
    this.#sending = true;
    try {
      while (this.#messages.length > 0) await this.#send(this.#messages.shift()!);
    } finally {
      this.#sending = false;
    }
  }
}
