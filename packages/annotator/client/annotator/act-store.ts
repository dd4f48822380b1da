import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Act } from '../../src/acts.ts';

interface Tables extends DBSchema {
  acts: { key: number; value: Act };
  about: { key: 'log'; value: LogState };
}

/** Whose log this device writes, and how far it is. */
export interface LogState {
  readonly client: string;
  /** The sequence that the next act gets. */
  readonly next: number;
}

/** What this device keeps of acts that the server has not confirmed. */
export class ActStore {
  readonly #database: IDBPDatabase<Tables>;

  private constructor(database: IDBPDatabase<Tables>) {
    this.#database = database;
  }

  /** @throws DOMException where the browser keeps nothing */
  static async open(person: string): Promise<ActStore> {
    const database = await openDB<Tables>(`bebug-${person}`, 1, {
      upgrade(fresh) {
        fresh.createObjectStore('acts', { keyPath: 'sequence' });
        fresh.createObjectStore('about');
      },
    });
    return new ActStore(database);
  }

  async read(): Promise<{ readonly state: LogState | null; readonly acts: readonly Act[] }> {
    const transaction = this.#database.transaction(['acts', 'about']);
    const [acts, state] = await Promise.all([
      transaction.objectStore('acts').getAll(),
      transaction.objectStore('about').get('log'),
    ]);
    return { state: state ?? null, acts };
  }

  /** Act and state in one transaction: a page that dies leaves both or neither. */
  async put(act: Act, state: LogState): Promise<void> {
    const transaction = this.#database.transaction(['acts', 'about'], 'readwrite', { durability: 'strict' });
    await Promise.all([
      transaction.objectStore('acts').put(act),
      transaction.objectStore('about').put(state, 'log'),
      transaction.done,
    ]);
  }

  async dropUpTo(sequence: number): Promise<void> {
    await this.#database.delete('acts', IDBKeyRange.upperBound(sequence));
  }

  /** The same acts as the log of another client. */
  async replace(acts: readonly Act[], state: LogState): Promise<void> {
    const transaction = this.#database.transaction(['acts', 'about'], 'readwrite', { durability: 'strict' });
    const store = transaction.objectStore('acts');
    await Promise.all([
      store.clear(),
      ...acts.map((act) => store.put(act)),
      transaction.objectStore('about').put(state, 'log'),
      transaction.done,
    ]);
  }
}
