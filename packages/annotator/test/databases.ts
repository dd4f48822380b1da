import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';

/** Where a study can be stored. */
export const DATABASES = ['sqlite', 'postgres'] as const;
export type Database = (typeof DATABASES)[number];

const asked = process.env['BEBUG_DATABASES'];
if (asked !== undefined && asked !== 'both')
  throw new Error(`BEBUG_DATABASES takes the word both, not ${asked}.`);

/**
 * Where tests run that cost too much to run twice each time, such as sessions in a browser: in the one database that is usual for them, or,
 * with `BEBUG_DATABASES=both`, in both.
 */
export function databasesFor(usual: Database): readonly Database[] {
  return asked === 'both' ? DATABASES : [usual];
}

/** Address of a new, empty store; `folder` is for those that are files. */
export async function emptyStore(database: Database, folder: string): Promise<string> {
  return database === 'sqlite' ? join(folder, `${randomUUID()}.sqlite`) : createDatabase(inject('postgres'));
}

async function createDatabase(server: string): Promise<string> {
  const name = `study_${randomUUID().replaceAll('-', '')}`;
  const client = new pg.Client({ connectionString: `${server}/postgres` });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  return `${server}/${name}`;
}
