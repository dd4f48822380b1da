import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Dialect } from './open-store.ts';

/** Every change of the tables, oldest first; one that was released is never edited. */
export function migrations(dialect: Dialect): Record<string, Migration> {
  return {
    '001-study': { up: (db: Kysely<unknown>) => study(db, dialect) },
    '002-debriefs': { up: debriefs },
    '003-adjudication': { up: adjudication },
    '004-openers': { up: openers },
  };
}

async function study(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await db.schema
    .createTable('study')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('tasks')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('place', 'integer', (column) => column.notNull().unique())
    .addColumn('is_practice', 'integer', (column) => column.notNull())
    .addColumn('document', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('people')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull().unique())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('token_hash', 'text', (column) => column.notNull().unique())
    .addColumn('token_expires', 'text', (column) => column.notNull())
    .addColumn('token_used', 'text')
    .addColumn('revoked', 'text')
    .addColumn('created', 'text', (column) => column.notNull())
    .addColumn('seen', 'text')
    .execute();
  await db.schema
    .createTable('sessions')
    .addColumn('token_hash', 'text', (column) => column.primaryKey())
    .addColumn('person', 'text', (column) => column.notNull().references('people.id'))
    .addColumn('created', 'text', (column) => column.notNull())
    .addColumn('expires', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('assignments')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('person', 'text', (column) => column.notNull().references('people.id'))
    .addColumn('task', 'text', (column) => column.notNull().references('tasks.id'))
    .addColumn('place', 'integer', (column) => column.notNull())
    .addColumn('dealt', 'text', (column) => column.notNull())
    .addColumn('lease_until', 'text', (column) => column.notNull())
    .addColumn('is_submitted', 'integer', (column) => column.notNull())
    .addUniqueConstraint('assignments_once', ['person', 'task'])
    .addUniqueConstraint('assignments_place', ['person', 'place'])
    .execute();
  await db.schema
    .createTable('acts')
    .addColumn('position', dialect === 'sqlite' ? 'integer' : 'serial', (column) =>
      dialect === 'sqlite' ? column.primaryKey().autoIncrement() : column.primaryKey(),
    )
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('person', 'text', (column) => column.notNull().references('people.id'))
    .addColumn('client', 'text', (column) => column.notNull())
    .addColumn('sequence', 'integer', (column) => column.notNull())
    .addColumn('assignment', 'text', (column) => column.notNull().references('assignments.id'))
    .addColumn('page', 'text', (column) => column.notNull())
    .addColumn('at', 'double precision', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('deed', 'text', (column) => column.notNull())
    .addColumn('received', 'text', (column) => column.notNull())
    .addUniqueConstraint('acts_id', ['person', 'id'])
    .addUniqueConstraint('acts_sequence', ['person', 'client', 'sequence'])
    .execute();
  await db.schema.createIndex('acts_assignment').on('acts').columns(['assignment', 'position']).execute();
}

async function debriefs(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('debriefs')
    .addColumn('person', 'text', (column) => column.primaryKey().references('people.id'))
    .addColumn('page', 'text', (column) => column.notNull())
    .execute();
}

async function adjudication(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('leftovers')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('place', 'integer', (column) => column.notNull())
    .addColumn('task', 'text', (column) => column.notNull().references('tasks.id'))
    .addColumn('document', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('verdicts')
    .addColumn('leftover', 'text', (column) => column.notNull().references('leftovers.id'))
    .addColumn('person', 'text', (column) => column.notNull().references('people.id'))
    .addColumn('verdict', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('given', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('verdicts_once', ['leftover', 'person'])
    .execute();
}

async function openers(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('people').addColumn('token_opener', 'text').execute();
}
