export interface Connection {
  query(text: string): Promise<string>;
  close(): Promise<void>;
}

export class ConnectionClosedError extends Error {
  override readonly name = 'ConnectionClosedError';
}

/** A connection that is opened when it is first needed, and once only, however many callers need it at a time. */
export class LazyConnection {
  readonly #open: () => Promise<Connection>;
  #opening: Promise<Connection> | null = null;
  #isClosed = false;
  #attempts = 0;

  constructor(open: () => Promise<Connection>) {
    this.#open = open;
  }

  get isOpen(): boolean {
    return this.#opening !== null;
  }

  /** How often a connection was opened, or tried to. */
  get attempts(): number {
    return this.#attempts;
  }

  /** Run a query, on a new connection if need be. A connection that could not be opened is tried again by the next query. */
  async query(text: string): Promise<string> {
    const connection = await this.#connect();
    if (this.#isClosed) throw new ConnectionClosedError('the connection was closed');
    return connection.query(text);
  }

  /** Close the connection, for good. Closing again does nothing, and what could not be opened needs no closing. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const opening = this.#opening;
    if (opening === null) return;
    this.#opening = null;
    const connection = await opening.catch(() => null);
    await connection?.close();
  }

  async #connect(): Promise<Connection> {
    if (this.#opening !== null) return this.#opening;
    if (this.#isClosed) throw new ConnectionClosedError('the connection was closed');
    this.#attempts += 1;
    this.#opening = this.#open();
    try {
      return await this.#opening;
    } catch (error) {
      this.#opening = null;
      throw error;
    }
  }
}
