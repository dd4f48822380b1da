import { isDeepStrictEqual } from 'node:util';
import { LogConflict, Refusal } from '../refusal.ts';
import type { Act } from '../acts.ts';
import { LEASE_MS } from '../study/settings.ts';
import type { Store } from './open-store.ts';
import { noteSeen } from './people.ts';
import { isFrozen } from './study.ts';

/** A lease is renewed when so much of it is used up. */
const RENEWAL_MS = 60_000;

/** An act as the store gives it back. */
export type StoredAct = Act & { readonly received: string };

/**
 * Append a stretch of a client's log. What is there already is passed over, what comes after a gap waits for its turn, so that sending
 * twice, or out of order, changes nothing.
 * @returns the highest sequence up to which nothing is missing: all that is durable now
 * @throws LogConflict 409 when another act has that id or place, or the same act says something else
 * @throws Refusal 403 for a task of somebody else, 423 when the study is frozen
 */
export async function appendActs(
  store: Store,
  person: string,
  client: string,
  acts: readonly Act[],
  now: Date,
): Promise<number> {
  const received = now.toISOString();
  return store.transaction().execute(async (transaction) => {
    await noteSeen(transaction, person, now);
    if (await isFrozen(transaction)) throw new Refusal(423, 'The study is closed: nothing more is taken.');
    const high = await highestSequence(transaction, person, client);
    await refuseConflicts(transaction, person, client, acts, high);
    const news = contiguous(acts, high);
    if (news.length === 0) return high;
    const tasks = [...new Set(news.map(({ task }) => task))];
    const leases = await ownLeases(transaction, person, tasks);
    await transaction
      .insertInto('acts')
      .values(
        news.map(({ id, sequence, task, page, at, deed }) => ({
          id,
          person,
          client,
          sequence,
          assignment: task,
          page,
          at,
          kind: deed.kind,
          deed: JSON.stringify(deed),
          received,
        })),
      )
      .execute();
    await settleAssignments(transaction, news, leases, now);
    return news.at(-1)!.sequence;
  });
}

async function highestSequence(store: Store, person: string, client: string): Promise<number> {
  const row = await store
    .selectFrom('acts')
    .select('sequence')
    .where('person', '=', person)
    .where('client', '=', client)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.sequence ?? 0;
}

function contiguous(acts: readonly Act[], high: number): Act[] {
  const news: Act[] = [];
  for (const act of acts.toSorted((a, b) => a.sequence - b.sequence))
    if (act.sequence === high + news.length + 1) news.push(act);
  return news;
}

/** Task → when its lease ends. @throws Refusal 403 for a task of somebody else */
async function ownLeases(
  store: Store,
  person: string,
  tasks: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const own = await store
    .selectFrom('assignments')
    .select(['id', 'lease_until'])
    .where('person', '=', person)
    .where('id', 'in', tasks)
    .execute();
  if (own.length < tasks.length) throw new Refusal(403, 'This is not one of your tasks.');
  return new Map(own.map(({ id, lease_until }) => [id, lease_until]));
}

/** Nothing that differs from what is stored may count as stored: the client drops what is acknowledged. */
async function refuseConflicts(
  store: Store,
  person: string,
  client: string,
  acts: readonly Act[],
  high: number,
): Promise<void> {
  const ids = acts.map(({ id }) => id);
  const again = acts.flatMap(({ sequence }) => (sequence <= high ? [sequence] : []));
  const all = store
    .selectFrom('acts')
    .select(['id', 'client', 'sequence', 'assignment', 'deed'])
    .where('person', '=', person);
  // Two questions, of which each has its index: together, SQLite would read everything of the person.
  const byId = await all.where('id', 'in', ids).execute();
  const byPlace =
    again.length === 0 ? [] : await all.where('client', '=', client).where('sequence', 'in', again).execute();
  const known = [...new Map([...byId, ...byPlace].map((row) => [row.id, row])).values()];
  const stored = known.filter(({ id, assignment, deed }) =>
    acts.some(
      (act) => act.id === id && act.task === assignment && isDeepStrictEqual(act.deed, JSON.parse(deed)),
    ),
  );
  const isSame = stored.every(({ id, client: of, sequence }) =>
    acts.some((act) => act.id === id && of === client && act.sequence === sequence),
  );
  if (isSame && stored.length === known.length && new Set(ids).size === ids.length) return;
  throw new LogConflict(stored.map(({ id }) => id));
}

/** Activity renews the lease; the last submit or reopen says whether a task is done. */
async function settleAssignments(
  store: Store,
  acts: readonly Act[],
  leases: ReadonlyMap<string, string>,
  now: Date,
): Promise<void> {
  const until = (ms: number): string => new Date(now.getTime() + ms).toISOString();
  for (const [id, lease] of leases) {
    const last = acts.findLast(
      ({ task, deed }) => task === id && (deed.kind === 'submit' || deed.kind === 'reopen'),
    );
    // Not with every letter: a lease that is nearly whole stays as it is.
    if (last === undefined && lease > until(LEASE_MS - RENEWAL_MS)) continue;
    await store
      .updateTable('assignments')
      .set({
        lease_until: until(LEASE_MS),
        ...(last && { is_submitted: last.deed.kind === 'submit' ? 1 : 0 }),
      })
      .where('id', '=', id)
      .execute();
  }
}

/** The log of one task of one person, in the order of arrival. */
export async function actsOf(store: Store, assignment: string): Promise<StoredAct[]> {
  const rows = await store
    .selectFrom('acts')
    .selectAll()
    .where('assignment', '=', assignment)
    .orderBy('position')
    .execute();
  return rows.map(({ id, sequence, page, at, deed, received }) => ({
    id,
    sequence,
    task: assignment,
    page,
    at,
    // Written by `appendActs` from what its schema let through.
    deed: JSON.parse(deed) as Act['deed'],
    received,
  }));
}
