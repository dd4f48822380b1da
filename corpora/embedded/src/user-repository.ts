import type { DatabaseSync } from 'node:sqlite';

export interface User {
  readonly id: number;
  readonly email: string;
  readonly name: string;
  readonly role: string;
}

export interface NewUser {
  readonly email: string;
  readonly name: string;
  readonly role?: string;
}

export class DuplicateEmailError extends Error {
  override readonly name = 'DuplicateEmailError';
}

/** The users of one tenant; the table is shared by all tenants. */
export class UserRepository {
  readonly #database: DatabaseSync;
  readonly #tenant: string;

  constructor(database: DatabaseSync, tenant: string) {
    this.#database = database;
    this.#tenant = tenant;
  }

  /** Create the table where it is missing. */
  static migrate(database: DatabaseSync): void {
    database.exec(`
      CREATE TABLE IF NOT EXISTS users (
        id INTEGER PRIMARY KEY,
        tenant TEXT NOT NULL,
        email TEXT NOT NULL,
        name TEXT NOT NULL,
        role TEXT NOT NULL,
        UNIQUE (tenant, email)
      )
    `);
  }

  /** @throws DuplicateEmailError when the address is taken */
  add(user: NewUser): User {
    const email = normaliseEmail(user.email);
    if (this.findByEmail(email) !== null) throw new DuplicateEmailError(`${email} has an account`);
    const role = user.role ?? 'member';
    const result = this.#database
      .prepare('INSERT INTO users (tenant, email, name, role) VALUES (?, ?, ?, ?)')
      .run(this.#tenant, email, user.name, role);
    return { id: Number(result.lastInsertRowid), email, name: user.name, role };
  }

  findByEmail(email: string): User | null {
    const row = this.#database
      .prepare('SELECT id, email, name, role FROM users WHERE tenant = ? AND email = ?')
      .get(this.#tenant, normaliseEmail(email));
    return row === undefined ? null : toUser(row);
  }

  /** Users of a role by name. */
  findByRole(role: string): User[] {
    const rows = this.#database
      .prepare('SELECT id, email, name, role FROM users WHERE tenant = ? AND role = ? ORDER BY name, id')
      .all(this.#tenant, role);
    return rows.map(toUser);
  }

  /** Change a name; false when there is no such user. */
  rename(email: string, name: string): boolean {
    const result = this.#database
      .prepare('UPDATE users SET name = ? WHERE tenant = ? AND email = ?')
      .run(name, this.#tenant, normaliseEmail(email));
    return result.changes === 1;
  }

  /** Delete users by address; returns how many there were. */
  removeAll(emails: readonly string[]): number {
    const statement = this.#database.prepare('DELETE FROM users WHERE tenant = ? AND email = ?');
    let removed = 0;
    for (const email of emails) {
      removed += Number(statement.run(this.#tenant, normaliseEmail(email)).changes);
    }
    return removed;
  }

  /** Users by role, roles without users left out. */
  countByRole(): Record<string, number> {
    const rows = this.#database
      .prepare('SELECT role, COUNT(*) AS users FROM users WHERE tenant = ? GROUP BY role ORDER BY role')
      .all(this.#tenant);
    return Object.fromEntries(rows.map((row) => [String(row.role), Number(row.users)]));
  }
}

function normaliseEmail(email: string): string {
  return email.trim().toLowerCase();
}

function toUser(row: Record<string, unknown>): User {
  return { id: Number(row.id), email: String(row.email), name: String(row.name), role: String(row.role) };
}
