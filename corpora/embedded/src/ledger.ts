import { KeyedLock } from './keyed-lock.ts';

/** Where balances are kept, in cents. */
export interface AccountStore {
  /** `undefined` when there is no such account. */
  read(account: string): Promise<number | undefined>;
  write(account: string, balance: number): Promise<void>;
}

export class InsufficientFundsError extends Error {
  override readonly name = 'InsufficientFundsError';
}

export class UnknownAccountError extends Error {
  override readonly name = 'UnknownAccountError';
}

/** Moves money between accounts of a store that knows no transactions of its own. */
export class Ledger {
  readonly #store: AccountStore;
  readonly #locks = new KeyedLock();

  constructor(store: AccountStore) {
    this.#store = store;
  }

  /** Accounts that are being worked on. */
  get busy(): number {
    return this.#locks.size;
  }

  /** @throws UnknownAccountError when there is no such account */
  async balance(account: string): Promise<number> {
    const balance = await this.#store.read(account);
    if (balance === undefined) throw new UnknownAccountError(`no account ${account}`);
    return balance;
  }

  /** Add cents to an account; returns the new balance. */
  async deposit(account: string, amount: number): Promise<number> {
    checkAmount(amount);
    const release = await this.#locks.acquire(account);
    try {
      const balance = (await this.balance(account)) + amount;
      await this.#store.write(account, balance);
      return balance;
    } finally {
      release();
    }
  }

  /**
   * Move cents from one account to another. When the second account cannot be written, the first one gets its money back.
   *
   * @throws InsufficientFundsError when the first account has too little
   */
  async transfer(from: string, to: string, amount: number): Promise<void> {
    checkAmount(amount);
    if (from === to) throw new RangeError('an account cannot pay itself');
    const release = await this.#locks.acquireAll([from, to]);
    try {
      const source = await this.balance(from);
      const target = await this.balance(to);
      if (source < amount) throw new InsufficientFundsError(`${from} has only ${String(source)}`);
      await this.#store.write(from, source - amount);
      try {
        await this.#store.write(to, target + amount);
      } catch (error) {
        await this.#store.write(from, source);
        throw error;
      }
    } finally {
      release();
    }
  }
}

function checkAmount(amount: number): void {
  if (!Number.isSafeInteger(amount) || amount <= 0) {
    throw new RangeError('amount must be a positive whole number of cents');
  }
}
