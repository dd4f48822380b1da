import type { DatabaseSync } from 'node:sqlite';

export interface Transfer {
  /** Chosen by the caller; the same transfer sent twice is made once. */
  readonly key: string;
  readonly from: string;
  readonly to: string;
  /** Cents. */
  readonly amount: number;
}

export interface Statement {
  readonly account: string;
  readonly balance: number;
  /** Newest first; amounts that went away are negative. */
  readonly movements: readonly { readonly other: string; readonly amount: number }[];
}

export type TransferOutcome = 'done' | 'repeated';

export class TransferError extends Error {
  override readonly name = 'TransferError';
}

const MAX_AMOUNT = 1_000_000_00;

/** Moves money between accounts in a database: all of a transfer, or nothing of it. */
export class TransferService {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Create the tables where they are missing. */
  static migrate(database: DatabaseSync): void {
    database.exec(`
      CREATE TABLE IF NOT EXISTS accounts (name TEXT PRIMARY KEY, balance INTEGER NOT NULL, is_frozen INTEGER NOT NULL DEFAULT 0);
      CREATE TABLE IF NOT EXISTS transfers (
        id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, sender TEXT NOT NULL, recipient TEXT NOT NULL, amount INTEGER NOT NULL
      );
    `);
  }

  /** @throws TransferError when it is there already */
  openAccount(name: string, balance = 0): void {
    const { changes } = this.#database
      .prepare('INSERT OR IGNORE INTO accounts (name, balance) VALUES (?, ?)')
      .run(name, balance);
    if (changes === 0) throw new TransferError(`${name} has an account`);
  }

  /** A frozen account sends nothing; it can still receive. */
  setFrozen(name: string, isFrozen: boolean): void {
    const { changes } = this.#database
      .prepare('UPDATE accounts SET is_frozen = ? WHERE name = ?')
      .run(Number(isFrozen), name);
    if (changes === 0) throw new TransferError(`there is no account of ${name}`);
  }

  /**
   * Make a transfer.
   *
   * @throws TransferError when it cannot be made, or its key was used for another one; then nothing has changed
   */
  transfer(transfer: Transfer): TransferOutcome {
    return this.#atomically(() => this.#make(transfer));
  }

  /** Make several transfers in their order: all of them, or none. Returns how many were not repeated. */
  transferAll(transfers: readonly Transfer[]): number {
    return this.#atomically(() => {
      const outcomes = transfers.map((transfer) => this.#make(transfer));
      return outcomes.filter((outcome) => outcome === 'done').length;
    });
  }

  /** @throws TransferError when there is no such account */
  statementOf(account: string, limit = 20): Statement {
    const balance = this.#balanceOf(account);
    const rows = this.#database
      .prepare(
        'SELECT sender, recipient, amount FROM transfers WHERE sender = ?1 OR recipient = ?1 ORDER BY id DESC LIMIT ?2',
      )
      .all(account, limit);
    const movements = rows.map((row) =>
      row.sender === account
        ? { other: String(row.recipient), amount: -Number(row.amount) }
        : { other: String(row.sender), amount: Number(row.amount) },
    );
    return { account, balance, movements };
  }

  #make({ key, from, to, amount }: Transfer): TransferOutcome {
    if (!Number.isInteger(amount) || amount <= 0 || amount > MAX_AMOUNT) {
      throw new TransferError('the amount must be a whole number of cents, up to a million');
    }
    if (from === to) throw new TransferError('sender and recipient are the same');
    const known = this.#database
      .prepare('SELECT sender, recipient, amount FROM transfers WHERE key = ?')
      .get(key);
    if (known !== undefined) {
      if (known.sender !== from || known.recipient !== to || known.amount !== amount) {
        throw new TransferError(`${key} was another transfer`);
      }
      return 'repeated';
    }
    this.#balanceOf(to);
    if (this.#balanceOf(from) < amount) throw new TransferError(`${from} has too little`);
    const sent = this.#database
      .prepare('UPDATE accounts SET balance = balance - ? WHERE name = ? AND is_frozen = 0')
      .run(amount, from);
    if (sent.changes === 0) throw new TransferError(`the account of ${from} is frozen`);
    this.#database.prepare('UPDATE accounts SET balance = balance + ? WHERE name = ?').run(amount, to);
    this.#database
      .prepare('INSERT INTO transfers (key, sender, recipient, amount) VALUES (?, ?, ?, ?)')
      .run(key, from, to, amount);
    return 'done';
  }

  #balanceOf(account: string): number {
    const row = this.#database.prepare('SELECT balance FROM accounts WHERE name = ?').get(account);
    if (row === undefined) throw new TransferError(`there is no account of ${account}`);
    return Number(row.balance);
  }

  #atomically<T>(work: () => T): T {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#database.exec('COMMIT');
      return result;
    } catch (error) {
      this.#database.exec('ROLLBACK');
      throw error;
    }
  }
}
