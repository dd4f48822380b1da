/** Connects once, however often it is started. */
export class Service {
  connections = 0;
  #starting: Promise<number> | null = null;
  readonly #connect: () => Promise<number>;

  constructor(connect: () => Promise<number>) {
    this.#connect = connect;
  }

  async start(): Promise<number> {
    this.#starting ??= this.#open();
    return this.#starting;
  }

  async #open(): Promise<number> {
    const id = await this.#connect();
    this.connections++;
    return id;
  }
}
