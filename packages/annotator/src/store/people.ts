import { BebugError } from '@bebug/core';
import { Refusal } from '../refusal.ts';
import type { Store } from './open-store.ts';
import type { Schema } from './schema.ts';
import { hashOf, makeId, makeToken } from './tokens.ts';

export type Role = Schema['people']['role'];

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

/** How long a link can wait to be opened, and how long the sitting that it opens lasts. */
const LINK_MS = 14 * 24 * 3600_000;
const SESSION_MS = 14 * 24 * 3600_000;
/** Whoever opened a link can do so again for this long: the answer may have been lost on its way. */
const SECOND_TRY_MS = 2 * 60_000;

const LINK_TROUBLE = 'This link is not valid. Ask whoever sent it for a new one.';

function later(now: Date, ms: number): string {
  return new Date(now.getTime() + ms).toISOString();
}

/**
 * A person of this name, and the token for their link. Whoever is there already gets a new link; the old one and all their sittings end.
 */
export async function invite(
  store: Store,
  name: string,
  role: Role,
  now: Date,
): Promise<{ readonly person: Person; readonly token: string }> {
  const shown = name.trim();
  if (shown === '' || shown.length > 100)
    throw new BebugError('usage', `${JSON.stringify(name)} is no name of 1 to 100 characters.`);
  const token = makeToken();
  const link = {
    token_hash: hashOf(token),
    token_expires: later(now, LINK_MS),
    token_used: null,
    token_opener: null,
    revoked: null,
  };
  const known = await store.selectFrom('people').selectAll().where('name', '=', shown).executeTakeFirst();
  if (known) {
    if (known.role !== role)
      throw new BebugError('usage', `${shown} is invited already, as ${known.role}, not as ${role}.`);
    await store.transaction().execute(async (transaction) => {
      await transaction.updateTable('people').set(link).where('id', '=', known.id).execute();
      await transaction.deleteFrom('sessions').where('person', '=', known.id).execute();
    });
    return { person: known, token };
  }
  const person = { id: makeId(), name: shown, role };
  await store
    .insertInto('people')
    .values({ ...person, ...link, created: now.toISOString(), seen: null })
    .execute();
  return { person, token };
}

/** End a person's link and sittings; what they did stays. @throws BebugError `person-unknown` */
export async function revoke(store: Store, name: string, now: Date): Promise<void> {
  const id = await idOfPerson(store, name);
  await store.transaction().execute(async (transaction) => {
    await transaction
      .updateTable('people')
      .set({ revoked: now.toISOString() })
      .where('id', '=', id)
      .execute();
    await transaction.deleteFrom('sessions').where('person', '=', id).execute();
  });
}

/** @throws BebugError `person-unknown` */
export async function idOfPerson(store: Store, name: string): Promise<string> {
  const known = await store.selectFrom('people').select('id').where('name', '=', name).executeTakeFirst();
  if (!known) throw new BebugError('person-unknown', `Nobody called ${name} was invited.`);
  return known.id;
}

/**
 * Note that a person is there. First of all in a transaction, this write makes the writers of one person wait for each other, in both
 * databases.
 */
export async function noteSeen(transaction: Store, person: string, now: Date): Promise<void> {
  await transaction.updateTable('people').set({ seen: now.toISOString() }).where('id', '=', person).execute();
}

/**
 * Exchange the token of a link for that of a sitting: once, and again a short while after for the same browser.
 * @param opener what the browser calls itself
 * @throws Refusal 401 for a token that is unknown, expired, used or revoked; it does not say which of the first two
 */
export async function openSession(
  store: Store,
  { token, opener }: { readonly token: string; readonly opener: string },
  now: Date,
): Promise<{ readonly person: Person; readonly session: string; readonly expires: string }> {
  return store.transaction().execute(async (transaction) => {
    const at = now.toISOString();
    const openedBy = hashOf(`${token} ${opener}`);
    const { numUpdatedRows } = await transaction
      .updateTable('people')
      .set((is) => ({
        seen: at,
        token_used: is.fn.coalesce('token_used', is.val(at)),
        token_opener: is.fn.coalesce('token_opener', is.val(openedBy)),
      }))
      .where('token_hash', '=', hashOf(token))
      .where('token_expires', '>', at)
      .where('revoked', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw new Refusal(401, LINK_TROUBLE);
    const person = await transaction
      .selectFrom('people')
      .selectAll()
      .where('token_hash', '=', hashOf(token))
      .executeTakeFirstOrThrow();
    if (person.token_opener !== openedBy || person.token_used! < later(now, -SECOND_TRY_MS))
      throw new Refusal(
        401,
        'This link was opened before, and works no more. Ask whoever sent it for a new one.',
      );
    const session = makeToken();
    const expires = later(now, SESSION_MS);
    await transaction
      .insertInto('sessions')
      .values({ token_hash: hashOf(session), person: person.id, created: at, expires })
      .execute();
    return { person, session, expires };
  });
}

/** Whether a token is that of a person's link. */
export async function isOwnLink(store: Store, person: string, token: string): Promise<boolean> {
  const own = await store
    .selectFrom('people')
    .select('id')
    .where('id', '=', person)
    .where('token_hash', '=', hashOf(token))
    .executeTakeFirst();
  return own !== undefined;
}

/** Whose sitting a cookie belongs to; `null` for none that is open. */
export async function personOf(store: Store, session: string, now: Date): Promise<Person | null> {
  const person = await store
    .selectFrom('sessions')
    .innerJoin('people', 'people.id', 'sessions.person')
    .select(['people.id', 'people.name', 'people.role'])
    .where('sessions.token_hash', '=', hashOf(session))
    .where('sessions.expires', '>', now.toISOString())
    .where('people.revoked', 'is', null)
    .executeTakeFirst();
  return person ?? null;
}
