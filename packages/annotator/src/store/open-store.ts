import { chmod, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { BebugError } from '@bebug/core';
import SqliteDatabase from 'better-sqlite3';
import { Kysely, PostgresDialect, SqliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { migrations } from './migrations.ts';
import type { Schema } from './schema.ts';

export type Store = Kysely<Schema>;
export type Dialect = 'sqlite' | 'postgres';

/** Another process (`bebug annotate invite` beside the server) may hold the write lock for a moment. */
const BUSY_MS = 5000;
const CONNECTIONS = 10;

/**
 * The store at `address`, a file or `postgres://…`, with its tables up to date. What a query has committed survives the death of the
 * process and of the machine: SQLite writes its log with full synchronisation, PostgreSQL does so by default.
 * @throws BebugError `database-unusable`
 */
export async function openStore(address: string): Promise<Store> {
  const dialect: Dialect = isPostgres(address) ? 'postgres' : 'sqlite';
  const store = dialect === 'postgres' ? openPostgres(address) : await openSqlite(address);
  const migrator = new Migrator({
    db: store,
    provider: { getMigrations: () => Promise.resolve(migrations(dialect)) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) {
    await store.destroy();
    throw unusable(address, error);
  }
  return store;
}

export function isPostgres(address: string): boolean {
  return /^postgres(?:ql)?:\/\//u.test(address);
}

function openPostgres(connectionString: string): Store {
  const pool = new pg.Pool({ connectionString, max: CONNECTIONS });
  // A connection that breaks while nobody uses it is replaced; whoever uses one gets the error itself.
  pool.on('error', () => undefined);
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
}

async function openSqlite(path: string): Promise<Store> {
  try {
    await mkdir(dirname(path), { recursive: true });
    const database = new SqliteDatabase(path, { timeout: BUSY_MS });
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    // Names, findings and hashes of links: for the owner alone.
    await chmod(path, 0o600);
    return new Kysely<Schema>({ dialect: new SqliteDialect({ database }) });
  } catch (error) {
    throw unusable(path, error);
  }
}

/** The address without what it says of passwords. */
function unusable(address: string, cause: unknown): BebugError {
  const place = isPostgres(address) ? address.replace(/\/\/[^@/]*@/u, '//') : address;
  const why = cause instanceof Error ? cause.message.replaceAll(/\s+/gu, ' ') : String(cause);
  return new BebugError('database-unusable', `${place} cannot be used as a store: ${why}.`, { cause });
}
