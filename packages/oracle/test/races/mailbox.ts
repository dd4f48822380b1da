/** Asks the outside and waits for the reply, which comes by another way. */
export class Mailbox {
  readonly #waiting = new Map<string, (reply: number) => void>();
  readonly #send: (id: string) => Promise<void>;

  constructor(send: (id: string) => Promise<void>) {
    this.#send = send;
  }

  async ask(id: string): Promise<number> {
    const reply = new Promise<number>((resolve) => this.#waiting.set(id, resolve));
    await this.#send(id);
    return reply;
  }

  receive(id: string, reply: number): boolean {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    waiting?.(reply);
    return waiting !== undefined;
  }
}
