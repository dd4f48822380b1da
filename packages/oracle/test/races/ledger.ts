/** Balances in an outside store; deposits are made one after the other. */
export class Ledger {
  #last: Promise<unknown> = Promise.resolve();
  readonly #store: Balances;

  constructor(store: Balances) {
    this.#store = store;
  }

  async deposit(account: string, amount: number): Promise<number> {
    const done = this.#last.then(() => this.#add(account, amount));
    this.#last = done.catch(() => undefined);
    return done;
  }

  async #add(account: string, amount: number): Promise<number> {
    const balance = (await this.#store.read(account)) + amount;
    await this.#store.write(account, balance);
    return balance;
  }
}

export interface Balances {
  read(account: string): Promise<number>;
  write(account: string, balance: number): Promise<void>;
}
